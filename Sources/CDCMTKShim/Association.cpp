// Negotiating and ending an association (PS3.8 7).
#include "AssociationParts.hpp"
#include "Guarded.hpp"
#include "TLSLayer.hpp"
#include "Transport.hpp"

#include <climits>
#include <string>

using fmd::failure;
using fmd::guarded;

namespace {

/// Frees the parameters unless an association has taken them.
struct Parameters {
    ~Parameters() { if (value != nullptr) ASC_destroyAssociationParameters(&value); }
    T_ASC_Parameters *value = nullptr;
};

bool isTitle(const char *title)
{
    const size_t length = strnlen(title, 17);
    return length > 0 && length <= 16;
}

OFCondition checked(const fmd_peer &peer, size_t contextCount)
{
    if (peer.acse_seconds == 0 || peer.dimse_seconds == 0 || peer.operation_seconds == 0 ||
        peer.acse_seconds > INT_MAX || peer.dimse_seconds > INT_MAX || peer.operation_seconds > INT_MAX)
        return failure(FMD_WRONG_ARGUMENT, "a time limit must be at least one second");
    if (peer.max_pdu < ASC_MINIMUMPDUSIZE || peer.max_pdu > ASC_MAXIMUMPDUSIZE)
        return failure(FMD_WRONG_ARGUMENT, "maximum PDU length must be 4096 to 131072");
    if (!isTitle(peer.calling_ae_title) || !isTitle(peer.called_ae_title))
        return failure(FMD_WRONG_ARGUMENT, "an AE title has 1 to 16 characters");
    // Context IDs are the odd numbers from 1 to 255 (PS3.8 9.3.2.2).
    if (contextCount == 0 || contextCount > 128)
        return failure(FMD_WRONG_ARGUMENT, "1 to 128 presentation contexts can be proposed");
    return EC_Normal;
}

/// The roles of fmd_context; the default is SCU, without a role item.
constexpr T_ASC_SC_ROLE roles[] = {ASC_SC_ROLE_DEFAULT, ASC_SC_ROLE_SCP, ASC_SC_ROLE_SCUSCP};

OFCondition propose(T_ASC_Parameters *parameters, const fmd_context *contexts, size_t count)
{
    for (size_t index = 0; index < count; ++index) {
        const fmd_context &context = contexts[index];
        if (context.transfer_syntax_count == 0 || context.transfer_syntax_count > DICOM_MAXTRANSFERSYNTAXES)
            return failure(FMD_WRONG_ARGUMENT, "1 to 50 transfer syntaxes can be proposed in a context");
        if (context.role < 0 || context.role > 2)
            return failure(FMD_WRONG_ARGUMENT, "a role is 0, 1 or 2");
        // DCMTK's parameter lacks a const; it copies the list.
        const OFCondition condition = ASC_addPresentationContext(
            parameters, static_cast<T_ASC_PresentationContextID>(2 * index + 1), context.abstract_syntax,
            const_cast<const char **>(context.transfer_syntaxes), static_cast<int>(context.transfer_syntax_count),
            roles[context.role]);
        if (condition.bad()) return condition;
    }
    return EC_Normal;
}

OFCondition prepare(T_ASC_Parameters *parameters, const fmd_peer &peer)
{
    const std::string address = std::string(peer.host) + ":" + std::to_string(peer.port);
    if (address.size() >= sizeof parameters->DULparams.calledPresentationAddress)
        return failure(FMD_WRONG_ARGUMENT, "host name is too long");
    OFCondition condition = ASC_setAPTitles(parameters, peer.calling_ae_title, peer.called_ae_title, nullptr);
    if (condition.good())
        condition = ASC_setTransportLayerType(parameters, peer.tls == nullptr ? OFFalse : OFTrue);
    // The calling address is not sent: no look-up of our own name for it.
    if (condition.good()) condition = ASC_setPresentationAddresses(parameters, "localhost", address.c_str());
    return condition;
}

/// Gives the network the connections that the peer is to be called by.
OFCondition chooseTransport(T_ASC_Network *network, const fmd_peer &peer, const std::shared_ptr<fmd::Watch> &watch)
{
    if (peer.tls == nullptr) {
        auto layer = std::make_unique<fmd::PromptLayer>(watch, peer.acse_seconds);
        const OFCondition condition = ASC_setTransportLayer(network, layer.get(), 1);
        if (condition.good()) (void)layer.release(); // the network owns it
        return condition;
    }
    auto layer = std::make_unique<fmd::TLSLayer>(NET_REQUESTOR, watch, peer.acse_seconds);
    OFCondition condition = layer->prepare(*peer.tls, peer.host);
    if (condition.good()) condition = ASC_setTransportLayer(network, layer.get(), 1);
    if (condition.good()) (void)layer.release(); // the network owns it
    return condition;
}

/// result << 16 | source << 8 | reason, as in the A-ASSOCIATE-RJ; DCMTK's reason repeats the source.
uint32_t packedRejection(T_ASC_Parameters *parameters)
{
    T_ASC_RejectParameters reject = {};
    if (ASC_getRejectParameters(parameters, &reject).bad()) return 0;
    return static_cast<uint32_t>(reject.result) << 16 | static_cast<uint32_t>(reject.source) << 8 |
           (static_cast<uint32_t>(reject.reason) & 0xFF);
}

} // namespace

fmd_association::~fmd_association()
{
    if (association != nullptr) ASC_destroyAssociation(&association);
    if (network != nullptr) ASC_dropNetwork(&network);
}

fmd_status fmd_association_open(const fmd_peer *peer, const fmd_context *contexts, size_t context_count,
                                uint32_t *rejection, fmd_tls_fault *fault, fmd_association **out) noexcept
{
    *rejection = 0;
    *fault = {};
    *out = nullptr;
    return guarded([&]() -> OFCondition {
        OFCondition condition = checked(*peer, context_count);
        if (condition.bad()) return condition;
        auto made = std::make_unique<fmd_association>();
        made->acseSeconds = peer->acse_seconds;
        made->dimseSeconds = static_cast<int>(peer->dimse_seconds);
        made->operationSeconds = peer->operation_seconds;
        if (peer->pace != nullptr) made->watch->pace = peer->pace->shared;
        condition = ASC_initializeNetwork(NET_REQUESTOR, 0, static_cast<int>(peer->acse_seconds), &made->network);
        if (condition.bad()) return condition;
        condition = chooseTransport(made->network, *peer, made->watch);
        if (condition.bad()) return condition;

        Parameters parameters;
        condition = ASC_createAssociationParameters(&parameters.value, static_cast<long>(peer->max_pdu));
        if (condition.good()) condition = prepare(parameters.value, *peer);
        if (condition.good()) condition = propose(parameters.value, contexts, context_count);
        if (condition.bad()) return condition;

        condition = ASC_requestAssociation(made->network, parameters.value, &made->association);
        if (condition == DUL_ASSOCIATIONREJECTED) *rejection = packedRejection(parameters.value);
        *fault = made->watch->fault;
        // From here on the association owns the parameters, a failed one too.
        if (made->association != nullptr) parameters.value = nullptr;
        if (condition.bad()) return condition;
        made->stands = true;
        *out = made.release();
        return EC_Normal;
    });
}

void fmd_association_destroy(fmd_association *association) noexcept
{
    if (association == nullptr) return;
    association->watch->arm(association->acseSeconds);
    (void)guarded([&]() -> OFCondition {
        if (association->peerReleases) return ASC_acknowledgeRelease(association->association);
        if (!association->stands) return ASC_abortAssociation(association->association);
        const OFCondition condition = ASC_releaseAssociation(association->association);
        return condition.good() ? condition : ASC_abortAssociation(association->association);
    });
    delete association;
}

void fmd_association_abort(fmd_association *association) noexcept
{
    if (association == nullptr) return;
    association->watch->arm(association->acseSeconds);
    (void)guarded([&]() -> OFCondition { return ASC_abortAssociation(association->association); });
    delete association;
}
