// C-FIND and C-GET, Study Root (PS3.4 C.4.1, C.4.3).
#include "AssociationParts.hpp"
#include "Guarded.hpp"

using fmd::failure;
using fmd::guarded;

namespace {

/// The caller's function and what goes with it.
struct Receiver {
    void *context;
    void (*function)(void *, fmd_dataset *);
    bool memoryExhausted = false;
};

/// A hit belongs to DCMTK, so the caller gets a copy. No exception may cross DCMTK's frames.
void handOver(void *data, T_DIMSE_C_FindRQ *, int, T_DIMSE_C_FindRSP *, DcmDataset *identifiers)
{
    Receiver &receiver = *static_cast<Receiver *>(data);
    if (identifiers == nullptr) return;
    fmd_dataset *hit = nullptr;
    try {
        auto copy = std::make_unique<DcmDataset>(*identifiers);
        hit = new fmd_dataset(copy.get());
        (void)copy.release();
    } catch (...) {
        receiver.memoryExhausted = true;
        return;
    }
    receiver.function(receiver.context, hit);
}

OFCondition sendGetRequest(fmd_association &association, T_ASC_PresentationContextID id, DcmDataset &identifier,
                           DIC_US &messageID)
{
    T_DIMSE_Message message = {};
    message.CommandField = DIMSE_C_GET_RQ;
    T_DIMSE_C_GetRQ &request = message.msg.CGetRQ;
    messageID = association.association->nextMsgID++;
    request.MessageID = messageID;
    request.DataSetType = DIMSE_DATASET_PRESENT;
    request.Priority = DIMSE_PRIORITY_MEDIUM;
    (void)fmd::copied(request.AffectedSOPClassUID, UID_GETStudyRootQueryRetrieveInformationModel);
    return DIMSE_sendMessageUsingMemoryData(association.association, id, &message, nullptr, &identifier, nullptr,
                                            nullptr);
}

OFCondition receiveDataset(fmd_association &association, T_ASC_PresentationContextID expected,
                           std::unique_ptr<DcmDataset> &out)
{
    DcmDataset *received = nullptr;
    T_ASC_PresentationContextID id = 0;
    const OFCondition condition =
        DIMSE_receiveDataSetInMemory(association.association, DIMSE_NONBLOCKING, association.dimseSeconds, &id,
                                     &received, nullptr, nullptr);
    out.reset(received);
    if (condition.good() && id != expected) return fmd::unexpectedMessage();
    return condition;
}

/// One C-STORE sub-operation: the object goes to the caller, the answer is success.
OFCondition takeObject(fmd_association &association, T_ASC_PresentationContextID id, const T_DIMSE_C_StoreRQ &request,
                       const Receiver &receiver)
{
    std::unique_ptr<DcmDataset> received;
    OFCondition condition = receiveDataset(association, id, received);
    if (condition.bad()) return condition;
    auto object = std::make_unique<fmd_dataset>(received.get());
    (void)received.release();

    T_DIMSE_C_StoreRSP response = {};
    response.MessageIDBeingRespondedTo = request.MessageID;
    response.DataSetType = DIMSE_DATASET_NULL;
    response.DimseStatus = STATUS_Success;
    memcpy(response.AffectedSOPClassUID, request.AffectedSOPClassUID, sizeof response.AffectedSOPClassUID);
    memcpy(response.AffectedSOPInstanceUID, request.AffectedSOPInstanceUID, sizeof response.AffectedSOPInstanceUID);
    response.opts = O_STORE_AFFECTEDSOPCLASSUID | O_STORE_AFFECTEDSOPINSTANCEUID;
    condition = DIMSE_sendStoreResponse(association.association, id, &request, &response, nullptr);
    if (condition.good()) receiver.function(receiver.context, object.release());
    return condition;
}

/// Serves what the peer sends until the final C-GET response.
OFCondition serveGet(fmd_association &association, DIC_US messageID, uint16_t &status, const Receiver &receiver)
{
    for (;;) {
        T_ASC_PresentationContextID id = 0;
        T_DIMSE_Message message = {};
        OFCondition condition = DIMSE_receiveCommand(association.association, DIMSE_NONBLOCKING,
                                                     association.dimseSeconds, &id, &message, nullptr);
        if (condition.bad()) return condition;
        if (message.CommandField == DIMSE_C_STORE_RQ) {
            condition = takeObject(association, id, message.msg.CStoreRQ, receiver);
            if (condition.bad()) return condition;
            continue;
        }
        const T_DIMSE_C_GetRSP &response = message.msg.CGetRSP;
        if (message.CommandField != DIMSE_C_GET_RSP || response.MessageIDBeingRespondedTo != messageID)
            return fmd::unexpectedMessage();
        // A list of failed instances (PS3.4 C.4.3.1.3.2) has to be taken off the line.
        std::unique_ptr<DcmDataset> failed;
        if (response.DataSetType != DIMSE_DATASET_NULL) condition = receiveDataset(association, id, failed);
        if (condition.bad()) return condition;
        if (DICOM_PENDING_STATUS(response.DimseStatus)) continue;
        status = response.DimseStatus;
        return EC_Normal;
    }
}

} // namespace

fmd_status fmd_association_find(fmd_association *association, fmd_dataset *query, uint16_t *dimse_status,
                                void *context, void (*hit)(void *, fmd_dataset *)) noexcept
{
    *dimse_status = 0xFFFF;
    return guarded([&]() -> OFCondition {
        OFCondition condition = fmd::readyToSend(*association);
        if (condition.bad()) return condition;
        const char *model = UID_FINDStudyRootQueryRetrieveInformationModel;
        const T_ASC_PresentationContextID id = fmd::plainContext(*association, model);
        if (id == 0) return failure(FMD_NOT_ACCEPTED, "the peer did not accept Study Root FIND");
        T_DIMSE_C_FindRQ request = {};
        request.MessageID = association->association->nextMsgID++;
        request.DataSetType = DIMSE_DATASET_PRESENT;
        request.Priority = DIMSE_PRIORITY_MEDIUM;
        (void)fmd::copied(request.AffectedSOPClassUID, model);

        Receiver receiver = {context, hit};
        T_DIMSE_C_FindRSP response = {};
        DcmDataset *detail = nullptr;
        int count = 0;
        condition = DIMSE_findUser(association->association, id, &request, &query->root(), count, handOver, &receiver,
                                   DIMSE_NONBLOCKING, association->dimseSeconds, &response, &detail);
        delete detail;
        if (condition.bad()) return fmd::noted(*association, condition);
        *dimse_status = response.DimseStatus;
        return receiver.memoryExhausted ? OFCondition(EC_MemoryExhausted) : OFCondition(EC_Normal);
    });
}

fmd_status fmd_association_get(fmd_association *association, const char *study_instance_uid,
                               const char *series_instance_uid, const char *sop_instance_uid, uint16_t *dimse_status,
                               void *context, void (*object)(void *, fmd_dataset *)) noexcept
{
    *dimse_status = 0xFFFF;
    return guarded([&]() -> OFCondition {
        OFCondition condition = fmd::readyToSend(*association);
        if (condition.bad()) return condition;
        const T_ASC_PresentationContextID id =
            fmd::plainContext(*association, UID_GETStudyRootQueryRetrieveInformationModel);
        if (id == 0) return failure(FMD_NOT_ACCEPTED, "the peer did not accept Study Root GET");

        DcmDataset identifier;
        condition = identifier.putAndInsertString(DCM_QueryRetrieveLevel, "IMAGE");
        if (condition.good()) condition = identifier.putAndInsertString(DCM_StudyInstanceUID, study_instance_uid);
        if (condition.good()) condition = identifier.putAndInsertString(DCM_SeriesInstanceUID, series_instance_uid);
        if (condition.good()) condition = identifier.putAndInsertString(DCM_SOPInstanceUID, sop_instance_uid);
        if (condition.bad()) return condition;

        DIC_US messageID = 0;
        condition = sendGetRequest(*association, id, identifier, messageID);
        const Receiver receiver = {context, object};
        if (condition.good()) condition = serveGet(*association, messageID, *dimse_status, receiver);
        return fmd::noted(*association, condition);
    });
}
