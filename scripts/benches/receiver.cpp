// An archive that keeps nothing: takes every C-STORE with success, has nothing to give by C-GET or C-FIND. A process
// for each association, as `storescp --fork`; TCP_NODELAY comes from the environment.
//
//   receiver TITLE PORT
#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"
#include "dcmtk/dcmnet/assoc.h"
#include "dcmtk/dcmnet/dimse.h"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace {

OFCondition accept(T_ASC_Association *association)
{
    const char *plain[] = {UID_LittleEndianExplicitTransferSyntax, UID_LittleEndianImplicitTransferSyntax,
                           UID_JPEGLSLosslessTransferSyntax};
    const char *services[] = {UID_VerificationSOPClass, UID_FINDStudyRootQueryRetrieveInformationModel,
                              UID_GETStudyRootQueryRetrieveInformationModel};
    const char *storage[] = {UID_SecondaryCaptureImageStorage};
    OFCondition condition =
        ASC_acceptContextsWithPreferredTransferSyntaxes(association->params, services, 3, plain, 3);
    if (condition.good())
        condition = ASC_acceptContextsWithPreferredTransferSyntaxes(association->params, storage, 1, plain, 3,
                                                                    ASC_SC_ROLE_SCUSCP);
    if (condition.bad()) // asked for in one role alone
        condition = ASC_acceptContextsWithPreferredTransferSyntaxes(association->params, storage, 1, plain, 3);
    return condition.good() ? ASC_acknowledgeAssociation(association) : condition;
}

/// Takes a data set off the line, without keeping it.
OFCondition skip(T_ASC_Association *association)
{
    T_ASC_PresentationContextID id = 0;
    DIC_UL bytes = 0, pieces = 0;
    return DIMSE_ignoreDataSet(association, DIMSE_BLOCKING, 0, &bytes, &pieces);
}

OFCondition answer(T_ASC_Association *association, T_ASC_PresentationContextID id, T_DIMSE_Message &message)
{
    OFCondition condition = EC_Normal;
    T_DIMSE_Message reply = {};
    switch (message.CommandField) {
    case DIMSE_C_ECHO_RQ:
        return DIMSE_sendEchoResponse(association, id, &message.msg.CEchoRQ, STATUS_Success, nullptr);
    case DIMSE_C_STORE_RQ: {
        condition = skip(association);
        T_DIMSE_C_StoreRSP response = {};
        response.DimseStatus = STATUS_Success;
        response.MessageIDBeingRespondedTo = message.msg.CStoreRQ.MessageID;
        response.DataSetType = DIMSE_DATASET_NULL;
        strcpy(response.AffectedSOPClassUID, message.msg.CStoreRQ.AffectedSOPClassUID);
        strcpy(response.AffectedSOPInstanceUID, message.msg.CStoreRQ.AffectedSOPInstanceUID);
        response.opts = O_STORE_AFFECTEDSOPCLASSUID | O_STORE_AFFECTEDSOPINSTANCEUID;
        return condition.good() ? DIMSE_sendStoreResponse(association, id, &message.msg.CStoreRQ, &response, nullptr)
                                : condition;
    }
    case DIMSE_C_FIND_RQ: {
        condition = skip(association);
        T_DIMSE_C_FindRSP response = {};
        response.DimseStatus = STATUS_Success;
        response.MessageIDBeingRespondedTo = message.msg.CFindRQ.MessageID;
        response.DataSetType = DIMSE_DATASET_NULL;
        return condition.good()
                   ? DIMSE_sendFindResponse(association, id, &message.msg.CFindRQ, &response, nullptr, nullptr)
                   : condition;
    }
    case DIMSE_C_GET_RQ:
        condition = skip(association);
        reply.CommandField = DIMSE_C_GET_RSP;
        reply.msg.CGetRSP.DimseStatus = STATUS_Success;
        reply.msg.CGetRSP.MessageIDBeingRespondedTo = message.msg.CGetRQ.MessageID;
        reply.msg.CGetRSP.DataSetType = DIMSE_DATASET_NULL;
        return condition.good()
                   ? DIMSE_sendMessageUsingMemoryData(association, id, &reply, nullptr, nullptr, nullptr, nullptr)
                   : condition;
    default: return EC_IllegalCall;
    }
}

void serve(T_ASC_Association *association)
{
    OFCondition condition = accept(association);
    while (condition.good()) {
        T_ASC_PresentationContextID id = 0;
        T_DIMSE_Message message = {};
        condition = DIMSE_receiveCommand(association, DIMSE_BLOCKING, 0, &id, &message, nullptr);
        if (condition.good()) condition = answer(association, id, message);
    }
    if (condition == DUL_PEERREQUESTEDRELEASE) (void)ASC_acknowledgeRelease(association);
    else (void)ASC_abortAssociation(association);
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 3) return 64;
    OFLog::configure(OFLogger::FATAL_LOG_LEVEL);
    signal(SIGCHLD, SIG_IGN);
    T_ASC_Network *network = nullptr;
    if (ASC_initializeNetwork(NET_ACCEPTOR, atoi(arguments[2]), 30, &network).bad()) return 69;
    for (;;) {
        T_ASC_Association *association = nullptr;
        if (ASC_receiveAssociation(network, &association, 131072).bad()) continue;
        if (strcmp(association->params->DULparams.calledAPTitle, arguments[1]) != 0) {
            const T_ASC_RejectParameters wrong = {ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER,
                                                  ASC_REASON_SU_CALLEDAETITLENOTRECOGNIZED};
            (void)ASC_rejectAssociation(association, &wrong);
        } else if (fork() == 0) {
            serve(association);
            _exit(0);
        }
        (void)ASC_dropAssociation(association);
        (void)ASC_destroyAssociation(&association);
    }
}
