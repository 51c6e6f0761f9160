// C-MOVE (PS3.4 C.4.2) and storage commitment (PS3.4 J).
#include "AssociationParts.hpp"
#include "Guarded.hpp"

using fmd::failure;
using fmd::guarded;

namespace {

OFCondition receiveResponse(fmd_association &association, T_ASC_PresentationContextID &id, T_DIMSE_Message &message)
{
    return DIMSE_receiveCommand(association.association, DIMSE_NONBLOCKING, association.dimseSeconds, &id, &message,
                                nullptr);
}

OFCondition receiveData(fmd_association &association, T_ASC_PresentationContextID id,
                        std::unique_ptr<DcmDataset> &out)
{
    DcmDataset *received = nullptr;
    const OFCondition condition = DIMSE_receiveDataSetInMemory(
        association.association, DIMSE_NONBLOCKING, association.dimseSeconds, &id, &received, nullptr, nullptr);
    out.reset(received);
    return condition;
}

/// Reads C-MOVE responses up to the final one.
OFCondition awaitMove(fmd_association &association, DIC_US messageID, uint16_t &status)
{
    for (;;) {
        T_ASC_PresentationContextID id = 0;
        T_DIMSE_Message message = {};
        OFCondition condition = receiveResponse(association, id, message);
        if (condition.bad()) return condition;
        const T_DIMSE_C_MoveRSP &response = message.msg.CMoveRSP;
        if (message.CommandField != DIMSE_C_MOVE_RSP || response.MessageIDBeingRespondedTo != messageID)
            return fmd::unexpectedMessage();
        std::unique_ptr<DcmDataset> failed;
        if (response.DataSetType != DIMSE_DATASET_NULL) condition = receiveData(association, id, failed);
        if (condition.bad()) return condition;
        if (DICOM_PENDING_STATUS(response.DimseStatus)) continue;
        status = response.DimseStatus;
        return EC_Normal;
    }
}

} // namespace

fmd_status fmd_association_move(fmd_association *association, const char *study_instance_uid,
                                const char *series_instance_uid, const char *sop_instance_uid,
                                const char *destination, uint16_t *dimse_status) noexcept
{
    *dimse_status = 0xFFFF;
    return guarded([&]() -> OFCondition {
        OFCondition condition = fmd::readyToSend(*association);
        if (condition.bad()) return condition;
        const char *model = UID_MOVEStudyRootQueryRetrieveInformationModel;
        const T_ASC_PresentationContextID id = fmd::plainContext(*association, model);
        if (id == 0) return failure(FMD_NOT_ACCEPTED, "the peer did not accept Study Root MOVE");

        DcmDataset identifier;
        condition = identifier.putAndInsertString(DCM_QueryRetrieveLevel, "IMAGE");
        if (condition.good()) condition = identifier.putAndInsertString(DCM_StudyInstanceUID, study_instance_uid);
        if (condition.good()) condition = identifier.putAndInsertString(DCM_SeriesInstanceUID, series_instance_uid);
        if (condition.good()) condition = identifier.putAndInsertString(DCM_SOPInstanceUID, sop_instance_uid);
        if (condition.bad()) return condition;

        T_DIMSE_Message message = {};
        message.CommandField = DIMSE_C_MOVE_RQ;
        T_DIMSE_C_MoveRQ &request = message.msg.CMoveRQ;
        request.MessageID = association->association->nextMsgID++;
        request.DataSetType = DIMSE_DATASET_PRESENT;
        request.Priority = DIMSE_PRIORITY_MEDIUM;
        (void)fmd::copied(request.AffectedSOPClassUID, model);
        if (!fmd::copied(request.MoveDestination, destination))
            return failure(FMD_WRONG_ARGUMENT, "an AE title has 1 to 16 characters");
        condition = DIMSE_sendMessageUsingMemoryData(association->association, id, &message, nullptr, &identifier,
                                                     nullptr, nullptr);
        if (condition.good()) condition = awaitMove(*association, request.MessageID, *dimse_status);
        return fmd::noted(*association, condition);
    });
}

fmd_status fmd_association_commit(fmd_association *association, fmd_dataset *information,
                                  uint16_t *dimse_status) noexcept
{
    *dimse_status = 0xFFFF;
    return guarded([&]() -> OFCondition {
        OFCondition condition = fmd::readyToSend(*association);
        if (condition.bad()) return condition;
        const T_ASC_PresentationContextID id = fmd::plainContext(*association, UID_StorageCommitmentPushModelSOPClass);
        if (id == 0) return failure(FMD_NOT_ACCEPTED, "the peer did not accept Storage Commitment Push Model");
        T_DIMSE_Message message = {};
        message.CommandField = DIMSE_N_ACTION_RQ;
        T_DIMSE_N_ActionRQ &request = message.msg.NActionRQ;
        const DIC_US messageID = association->association->nextMsgID++;
        request.MessageID = messageID;
        request.DataSetType = DIMSE_DATASET_PRESENT;
        request.ActionTypeID = 1;
        (void)fmd::copied(request.RequestedSOPClassUID, UID_StorageCommitmentPushModelSOPClass);
        (void)fmd::copied(request.RequestedSOPInstanceUID, UID_StorageCommitmentPushModelSOPInstance);
        condition = DIMSE_sendMessageUsingMemoryData(association->association, id, &message, nullptr,
                                                     &information->root(), nullptr, nullptr);
        if (condition.bad()) return fmd::noted(*association, condition);

        T_ASC_PresentationContextID answered = 0;
        T_DIMSE_Message answer = {};
        condition = receiveResponse(*association, answered, answer);
        if (condition.bad()) return fmd::noted(*association, condition);
        const T_DIMSE_N_ActionRSP &response = answer.msg.NActionRSP;
        if (answer.CommandField != DIMSE_N_ACTION_RSP || response.MessageIDBeingRespondedTo != messageID)
            return fmd::noted(*association, fmd::unexpectedMessage());
        std::unique_ptr<DcmDataset> detail;
        if (response.DataSetType != DIMSE_DATASET_NULL) condition = receiveData(*association, answered, detail);
        if (condition.bad()) return fmd::noted(*association, condition);
        *dimse_status = response.DimseStatus;
        return EC_Normal;
    });
}

fmd_status fmd_association_report(fmd_association *association, uint32_t seconds, uint16_t *event_type,
                                  fmd_dataset **report) noexcept
{
    *event_type = 0;
    *report = nullptr;
    return guarded([&]() -> OFCondition {
        if (!association->stands) return DIMSE_ILLEGALASSOCIATION;
        association->watch->arm(association->operationSeconds + seconds);
        if (!ASC_dataWaiting(association->association, static_cast<int>(seconds)))
            return failure(FMD_NOT_FOUND, "no report came in time");
        T_ASC_PresentationContextID id = 0;
        T_DIMSE_Message message = {};
        OFCondition condition = receiveResponse(*association, id, message);
        if (condition.bad()) return fmd::noted(*association, condition);
        const T_DIMSE_N_EventReportRQ &request = message.msg.NEventReportRQ;
        if (message.CommandField != DIMSE_N_EVENT_REPORT_RQ || request.DataSetType == DIMSE_DATASET_NULL)
            return fmd::noted(*association, fmd::unexpectedMessage());
        std::unique_ptr<DcmDataset> received;
        condition = receiveData(*association, id, received);
        if (condition.good()) condition = fmd::answerReport(*association->association, id, request, STATUS_Success);
        if (condition.bad()) return fmd::noted(*association, condition);
        auto made = std::make_unique<fmd_dataset>(received.get());
        (void)received.release();
        *event_type = request.EventTypeID;
        *report = made.release();
        return EC_Normal;
    });
}

OFCondition fmd::answerReport(T_ASC_Association &association, T_ASC_PresentationContextID id,
                              const T_DIMSE_N_EventReportRQ &request, uint16_t status)
{
    T_DIMSE_Message message = {};
    message.CommandField = DIMSE_N_EVENT_REPORT_RSP;
    T_DIMSE_N_EventReportRSP &response = message.msg.NEventReportRSP;
    response.MessageIDBeingRespondedTo = request.MessageID;
    response.DimseStatus = status;
    response.DataSetType = DIMSE_DATASET_NULL;
    response.EventTypeID = request.EventTypeID;
    (void)fmd::copied(response.AffectedSOPClassUID, request.AffectedSOPClassUID);
    (void)fmd::copied(response.AffectedSOPInstanceUID, request.AffectedSOPInstanceUID);
    response.opts = O_NEVENTREPORT_AFFECTEDSOPCLASSUID | O_NEVENTREPORT_AFFECTEDSOPINSTANCEUID |
                    O_NEVENTREPORT_EVENTTYPEID;
    return DIMSE_sendMessageUsingMemoryData(&association, id, &message, nullptr, nullptr, nullptr, nullptr);
}
