// Our own SCP: what archives bring back by C-MOVE, and what they report of storage commitment.
#include "AssociationParts.hpp"
#include "Guarded.hpp"
#include "TLSLayer.hpp"

#include <atomic>
#include <climits>
#include <list>
#include <string>
#include <thread>

using fmd::failure;
using fmd::guarded;

struct fmd_listener {
    ~fmd_listener() { if (network != nullptr) ASC_dropNetwork(&network); }

    /// One association and its thread.
    struct Call {
        std::thread thread;
        std::atomic<bool> over = false;
    };

    T_ASC_Network *network = nullptr;
    fmd::Watching *layer = nullptr;
    fmd_listener_handlers handlers = {};
    std::string title;
    uint32_t acseSeconds = 0;
    int dimseSeconds = 0;
    uint32_t operationSeconds = 0;
    long maxPDU = 0;
    size_t maxAssociations = 0;
    bool secure = false;
    std::atomic<bool> stopping = false;
    std::thread accepting;
    /// Touched by the accepting thread alone until it has ended.
    std::list<Call> calls;
};

namespace {

const char *storageClasses[] = {UID_SecondaryCaptureImageStorage};
const char *plainClasses[] = {UID_VerificationSOPClass};
const char *commitmentClasses[] = {UID_StorageCommitmentPushModelSOPClass};
const char *plainSyntaxes[] = {UID_LittleEndianExplicitTransferSyntax, UID_LittleEndianImplicitTransferSyntax};
// Whatever can be decoded here, uncompressed first.
const char *storageSyntaxes[] = {
    UID_LittleEndianExplicitTransferSyntax, UID_LittleEndianImplicitTransferSyntax,
    UID_JPEGLSLosslessTransferSyntax,       UID_JPEGProcess14SV1TransferSyntax,
    UID_JPEGProcess14TransferSyntax,        UID_RLELosslessTransferSyntax,
};

OFCondition reject(T_ASC_Association &association, T_ASC_RejectParametersResult result,
                   T_ASC_RejectParametersSource source, T_ASC_RejectParametersReason reason)
{
    const T_ASC_RejectParameters parameters = {result, source, reason};
    return ASC_rejectAssociation(&association, &parameters);
}

/// Accepts or rejects; false where the association is not to be served.
bool negotiate(const fmd_listener &listener, T_ASC_Association &association, bool isFull)
{
    T_ASC_Parameters *parameters = association.params;
    const DUL_ASSOCIATESERVICEPARAMETERS &names = parameters->DULparams;
    if (isFull) {
        (void)reject(association, ASC_RESULT_REJECTEDTRANSIENT, ASC_SOURCE_SERVICEPROVIDER_PRESENTATION_RELATED,
                     ASC_REASON_SP_PRES_LOCALLIMITEXCEEDED);
        return false;
    }
    if (listener.title != names.calledAPTitle) {
        (void)reject(association, ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER,
                     ASC_REASON_SU_CALLEDAETITLENOTRECOGNIZED);
        return false;
    }
    if (listener.handlers.knows(listener.handlers.context, names.callingAPTitle) == 0) {
        (void)reject(association, ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER,
                     ASC_REASON_SU_CALLINGAETITLENOTRECOGNIZED);
        return false;
    }
    OFCondition condition = ASC_acceptContextsWithPreferredTransferSyntaxes(
        parameters, storageClasses, 1, storageSyntaxes, sizeof storageSyntaxes / sizeof *storageSyntaxes);
    if (condition.good())
        condition = ASC_acceptContextsWithPreferredTransferSyntaxes(parameters, plainClasses, 1, plainSyntaxes, 2);
    // The archive calls as the SCP of commitment (PS3.4 J.3.3).
    if (condition.good())
        condition = ASC_acceptContextsWithPreferredTransferSyntaxes(parameters, commitmentClasses, 1, plainSyntaxes,
                                                                    2, ASC_SC_ROLE_SCP);
    if (condition.good()) condition = ASC_acknowledgeAssociation(&association);
    return condition.good();
}

OFCondition receiveData(const fmd_listener &listener, T_ASC_Association &association, T_ASC_PresentationContextID id,
                        std::unique_ptr<fmd_dataset> &out)
{
    DcmDataset *received = nullptr;
    const OFCondition condition = DIMSE_receiveDataSetInMemory(&association, DIMSE_NONBLOCKING, listener.dimseSeconds,
                                                               &id, &received, nullptr, nullptr);
    std::unique_ptr<DcmDataset> owned(received);
    if (condition.bad()) return condition;
    out = std::make_unique<fmd_dataset>(owned.get());
    (void)owned.release();
    return EC_Normal;
}

OFCondition takeObject(const fmd_listener &listener, T_ASC_Association &association, T_ASC_PresentationContextID id,
                       T_DIMSE_C_StoreRQ &request)
{
    const bool wanted =
        listener.handlers.wants(listener.handlers.context, request.AffectedSOPInstanceUID) != 0;
    std::unique_ptr<fmd_dataset> object;
    DIC_UL bytes = 0, values = 0;
    OFCondition condition =
        wanted ? receiveData(listener, association, id, object)
               : DIMSE_ignoreDataSet(&association, DIMSE_NONBLOCKING, listener.dimseSeconds, &bytes, &values);
    if (condition.bad()) return condition;
    T_DIMSE_C_StoreRSP response = {};
    response.MessageIDBeingRespondedTo = request.MessageID;
    response.DataSetType = DIMSE_DATASET_NULL;
    response.DimseStatus = wanted ? STATUS_Success : STATUS_STORE_Refused_SOPClassNotSupported;
    memcpy(response.AffectedSOPClassUID, request.AffectedSOPClassUID, sizeof response.AffectedSOPClassUID);
    memcpy(response.AffectedSOPInstanceUID, request.AffectedSOPInstanceUID, sizeof response.AffectedSOPInstanceUID);
    response.opts = O_STORE_AFFECTEDSOPCLASSUID | O_STORE_AFFECTEDSOPINSTANCEUID;
    // Handed over before it is answered: who waits for the archive's end of the C-MOVE finds it there.
    if (wanted) listener.handlers.object(listener.handlers.context, object.release());
    return DIMSE_sendStoreResponse(&association, id, &request, &response, nullptr);
}

OFCondition takeReport(const fmd_listener &listener, T_ASC_Association &association, T_ASC_PresentationContextID id,
                       const T_DIMSE_N_EventReportRQ &request)
{
    if (request.DataSetType == DIMSE_DATASET_NULL) return fmd::unexpectedMessage();
    std::unique_ptr<fmd_dataset> report;
    const OFCondition condition = receiveData(listener, association, id, report);
    if (condition.bad()) return condition;
    const uint16_t status =
        listener.handlers.report(listener.handlers.context, request.EventTypeID, report.release());
    return fmd::answerReport(association, id, request, status);
}

OFCondition serveOne(const fmd_listener &listener, T_ASC_Association &association)
{
    T_ASC_PresentationContextID id = 0;
    T_DIMSE_Message message = {};
    const OFCondition condition =
        DIMSE_receiveCommand(&association, DIMSE_NONBLOCKING, listener.dimseSeconds, &id, &message, nullptr);
    if (condition.bad()) return condition;
    switch (message.CommandField) {
    case DIMSE_C_STORE_RQ: return takeObject(listener, association, id, message.msg.CStoreRQ);
    case DIMSE_N_EVENT_REPORT_RQ: return takeReport(listener, association, id, message.msg.NEventReportRQ);
    case DIMSE_C_ECHO_RQ:
        return DIMSE_sendEchoResponse(&association, id, &message.msg.CEchoRQ, STATUS_Success, nullptr);
    default: return fmd::unexpectedMessage();
    }
}

/// Serves one association until the caller releases it, breaks off or is silent for too long.
void serve(const fmd_listener &listener, T_ASC_Association *association, fmd::Watch &watch)
{
    (void)guarded([&]() -> OFCondition {
        int silent = 0;
        while (!listener.stopping && silent < listener.dimseSeconds) {
            if (!ASC_dataWaiting(association, 1)) {
                ++silent;
                continue;
            }
            silent = 0;
            watch.arm(listener.operationSeconds);
            const OFCondition condition = serveOne(listener, *association);
            if (condition.good()) continue;
            if (condition == DUL_PEERREQUESTEDRELEASE) return ASC_acknowledgeRelease(association);
            if (condition == DUL_PEERABORTEDASSOCIATION) return condition;
            break;
        }
        watch.arm(1);
        return ASC_abortAssociation(association);
    });
    (void)ASC_dropAssociation(association);
    (void)ASC_destroyAssociation(&association);
}

void reap(fmd_listener &listener, bool all)
{
    for (auto call = listener.calls.begin(); call != listener.calls.end();) {
        if (!all && !call->over) {
            ++call;
            continue;
        }
        call->thread.join();
        call = listener.calls.erase(call);
    }
}

void accept(fmd_listener &listener)
{
    while (!listener.stopping) {
        reap(listener, false);
        if (!ASC_associationWaiting(listener.network, 1)) continue;
        T_ASC_Association *association = nullptr;
        const OFCondition condition =
            ASC_receiveAssociation(listener.network, &association, listener.maxPDU, nullptr, nullptr,
                                   listener.secure ? OFTrue : OFFalse, DUL_NOBLOCK,
                                   static_cast<int>(listener.acseSeconds));
        if (association == nullptr) continue;
        const std::shared_ptr<fmd::Watch> watch = listener.layer->latest();
        if (condition.bad() ||
            !negotiate(listener, *association, listener.calls.size() >= listener.maxAssociations)) {
            (void)ASC_dropAssociation(association);
            (void)ASC_destroyAssociation(&association);
            continue;
        }
        fmd_listener::Call &call = listener.calls.emplace_back();
        call.thread = std::thread([&listener, &call, association, watch] {
            serve(listener, association, *watch);
            call.over = true;
        });
    }
}

OFCondition open(fmd_listener &listener, const fmd_listener_settings &settings)
{
    OFCondition condition = ASC_initializeNetwork(NET_ACCEPTOR, settings.port,
                                                  static_cast<int>(settings.acse_seconds), &listener.network);
    if (condition.bad()) return condition;
    if (settings.tls == nullptr) {
        auto layer = std::make_unique<fmd::PromptLayer>(nullptr, settings.acse_seconds);
        condition = ASC_setTransportLayer(listener.network, layer.get(), 1);
        listener.layer = layer.get();
        if (condition.good()) (void)layer.release(); // the network owns it
        return condition;
    }
    auto layer = std::make_unique<fmd::TLSLayer>(NET_ACCEPTOR, nullptr, settings.acse_seconds);
    condition = layer->prepare(*settings.tls, nullptr);
    if (condition.good()) condition = ASC_setTransportLayer(listener.network, layer.get(), 1);
    listener.layer = layer.get();
    if (condition.good()) (void)layer.release(); // the network owns it
    return condition;
}

} // namespace

fmd_status fmd_listener_start(const fmd_listener_settings *settings, fmd_listener_handlers handlers,
                              fmd_listener **out) noexcept
{
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        if (settings->acse_seconds == 0 || settings->dimse_seconds == 0 || settings->operation_seconds == 0 ||
            settings->acse_seconds > INT_MAX || settings->dimse_seconds > INT_MAX || settings->max_associations == 0)
            return failure(FMD_WRONG_ARGUMENT, "no limit may be 0");
        auto made = std::make_unique<fmd_listener>();
        made->handlers = handlers;
        made->title = settings->ae_title;
        made->acseSeconds = settings->acse_seconds;
        made->dimseSeconds = static_cast<int>(settings->dimse_seconds);
        made->operationSeconds = settings->operation_seconds;
        made->maxPDU = static_cast<long>(settings->max_pdu);
        made->maxAssociations = settings->max_associations;
        made->secure = settings->tls != nullptr;
        const OFCondition condition = open(*made, *settings);
        if (condition.bad()) return condition;
        fmd_listener &listener = *made;
        made->accepting = std::thread([&listener] {
            (void)guarded([&]() -> OFCondition {
                accept(listener);
                return EC_Normal;
            });
        });
        *out = made.release();
        return EC_Normal;
    });
}

void fmd_listener_stop(fmd_listener *listener) noexcept
{
    if (listener == nullptr) return;
    (void)guarded([&]() -> OFCondition {
        listener->stopping = true;
        listener->accepting.join();
        reap(*listener, true);
        return EC_Normal;
    });
    delete listener;
}
