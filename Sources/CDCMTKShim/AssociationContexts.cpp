// What was negotiated, and whether the association can still be used.
#include "AssociationParts.hpp"
#include "Guarded.hpp"

#include <openssl/evp.h>

#include <cstdio>
#include <vector>

using fmd::failure;
using fmd::guarded;

namespace {

/// Whether an accepted context lets us act in the role asked for (PS3.7 D.3.3.4).
bool hasRole(const T_ASC_PresentationContext &context, bool asSCP)
{
    if (context.acceptedRole == ASC_SC_ROLE_SCUSCP) return true;
    if (asSCP) return context.acceptedRole == ASC_SC_ROLE_SCP;
    return context.acceptedRole == ASC_SC_ROLE_DEFAULT || context.acceptedRole == ASC_SC_ROLE_SCU;
}

} // namespace

namespace fmd {

T_ASC_PresentationContextID acceptedContext(fmd_association &association, const char *abstractSyntax, bool asSCP,
                                            const char *transferSyntax)
{
    T_ASC_Parameters *parameters = association.association->params;
    const int count = ASC_countPresentationContexts(parameters);
    for (int position = 0; position < count; ++position) {
        T_ASC_PresentationContext context;
        if (ASC_getPresentationContext(parameters, position, &context).bad()) continue;
        if (context.resultReason != ASC_P_ACCEPTANCE || !hasRole(context, asSCP)) continue;
        if (strcmp(context.abstractSyntax, abstractSyntax) != 0) continue;
        if (transferSyntax != nullptr && strcmp(context.acceptedTransferSyntax, transferSyntax) != 0) continue;
        return context.presentationContextID;
    }
    return 0;
}

T_ASC_PresentationContextID plainContext(fmd_association &association, const char *abstractSyntax)
{
    const T_ASC_PresentationContextID id =
        acceptedContext(association, abstractSyntax, false, UID_LittleEndianExplicitTransferSyntax);
    if (id != 0) return id;
    return acceptedContext(association, abstractSyntax, false, UID_LittleEndianImplicitTransferSyntax);
}

OFCondition unexpectedMessage()
{
    return makeDcmnetCondition(DIMSEC_UNEXPECTEDRESPONSE, OF_error, "a message that was not asked for");
}

OFCondition readyToSend(fmd_association &association)
{
    if (!association.stands) return DIMSE_ILLEGALASSOCIATION;
    association.watch->arm(association.operationSeconds);
    // Nothing is under way, so anything that can be read now is the peer's release, its abort or the end
    // of the connection.
    if (!ASC_dataWaiting(association.association, 0)) return EC_Normal;
    T_ASC_PresentationContextID id = 0;
    T_DIMSE_Message message = {};
    const OFCondition condition = DIMSE_receiveCommand(association.association, DIMSE_NONBLOCKING,
                                                       association.dimseSeconds, &id, &message, nullptr);
    return noted(association, condition.good() ? unexpectedMessage() : condition);
}

OFCondition noted(fmd_association &association, const OFCondition &condition)
{
    if (condition.good()) return condition;
    association.stands = false;
    association.peerReleases = condition == DUL_PEERREQUESTEDRELEASE;
    const bool isEnded = association.peerReleases || condition == DUL_PEERABORTEDASSOCIATION ||
                         condition == DUL_NETWORKCLOSED;
    // Where our own limit is over, DCMTK may say the same of a peer that is only slow.
    if (isEnded && association.watch->left() > 0)
        return failure(FMD_BROKEN_OFF, "the peer ended the association");
    return condition;
}

} // namespace fmd

int32_t fmd_association_accepts(fmd_association *association, const char *abstract_syntax,
                                const char *transfer_syntax, int32_t scp_role) noexcept
{
    return fmd::acceptedContext(*association, abstract_syntax, scp_role != 0, transfer_syntax) != 0 ? 1 : 0;
}

fmd_status fmd_association_identity(fmd_association *association, char *class_uid, size_t class_uid_capacity,
                                    char *version_name, size_t version_name_capacity) noexcept
{
    return guarded([&]() -> OFCondition {
        const T_ASC_Parameters &parameters = *association->association->params;
        const size_t uidLength = strlen(parameters.theirImplementationClassUID) + 1;
        const size_t nameLength = strlen(parameters.theirImplementationVersionName) + 1;
        if (uidLength > class_uid_capacity || nameLength > version_name_capacity)
            return failure(FMD_WRONG_ARGUMENT, "a buffer is too small: 65 and 17 bytes always do");
        memcpy(class_uid, parameters.theirImplementationClassUID, uidLength);
        memcpy(version_name, parameters.theirImplementationVersionName, nameLength);
        return EC_Normal;
    });
}

fmd_status fmd_association_fingerprint(fmd_association *association, char *buffer, size_t capacity) noexcept
{
    if (capacity > 0) buffer[0] = '\0';
    return guarded([&]() -> OFCondition {
        if (capacity < 65) return failure(FMD_WRONG_ARGUMENT, "a buffer is too small: 65 bytes always do");
        std::vector<unsigned char> certificate(ASC_getPeerCertificateLength(association->association));
        if (certificate.empty()) return EC_Normal;
        if (ASC_getPeerCertificate(association->association, certificate.data(), certificate.size()) !=
            certificate.size())
            return EC_IllegalCall;
        unsigned char digest[32];
        if (EVP_Digest(certificate.data(), certificate.size(), digest, nullptr, EVP_sha256(), nullptr) != 1)
            return EC_IllegalCall;
        for (size_t index = 0; index < sizeof digest; ++index)
            (void)snprintf(buffer + 2 * index, 3, "%02x", digest[index]);
        return EC_Normal;
    });
}
