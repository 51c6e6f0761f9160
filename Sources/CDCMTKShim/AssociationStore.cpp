// C-ECHO and C-STORE (PS3.7 9.1.5, 9.1.1).
#include "AssociationParts.hpp"
#include "Guarded.hpp"

#include <algorithm>

using fmd::failure;
using fmd::guarded;

namespace {

/// The context for a dataset as it is. Only a plain one is recoded, between Explicit and Implicit VR.
T_ASC_PresentationContextID contextFor(fmd_association &association, DcmDataset &root, const char *sopClass)
{
    const DcmXfer current(root.getCurrentXfer());
    if (!current.isEncapsulated()) return fmd::plainContext(association, sopClass);
    return fmd::acceptedContext(association, sopClass, false, current.getXferID());
}

OFCondition makeRequest(fmd_association &association, DcmDataset &root, T_DIMSE_C_StoreRQ &request)
{
    OFString sopClass, sopInstance;
    if (root.findAndGetOFString(DCM_SOPClassUID, sopClass).bad() || sopClass.empty() ||
        root.findAndGetOFString(DCM_SOPInstanceUID, sopInstance).bad() || sopInstance.empty())
        return failure(FMD_WRONG_ARGUMENT, "SOP Class UID or SOP Instance UID is missing");
    request.MessageID = association.association->nextMsgID++;
    request.DataSetType = DIMSE_DATASET_PRESENT;
    request.Priority = DIMSE_PRIORITY_MEDIUM;
    if (!fmd::copied(request.AffectedSOPClassUID, sopClass.c_str()) ||
        !fmd::copied(request.AffectedSOPInstanceUID, sopInstance.c_str()))
        return failure(FMD_WRONG_ARGUMENT, "SOP Class UID or SOP Instance UID is too long");
    return EC_Normal;
}

/// DIMSE_storeUser reports here before the first PDV, after each, and after the last.
void noteProgress(void *dataSent, T_DIMSE_StoreProgress *progress, T_DIMSE_C_StoreRQ *)
{
    if (progress->state != DIMSE_StoreBegin) *static_cast<int32_t *>(dataSent) = 1;
}

/// Error Comment (0000,0902), and the tags of Offending Element (0000,0901) behind it in brackets.
void copyComment(DcmDataset *detail, char *comment, size_t capacity)
{
    OFString text;
    if (detail == nullptr || capacity == 0) return;
    (void)detail->findAndGetOFString(DCM_ErrorComment, text);
    OFString elements;
    if (detail->findAndGetOFStringArray(DCM_OffendingElement, elements).good() && !elements.empty()) {
        if (!text.empty()) text += " ";
        text += "[" + elements + "]";
    }
    const size_t length = std::min(text.length(), capacity - 1);
    memcpy(comment, text.c_str(), length);
    comment[length] = '\0';
}

} // namespace

fmd_status fmd_association_echo(fmd_association *association, uint16_t *dimse_status) noexcept
{
    *dimse_status = 0xFFFF;
    return guarded([&]() -> OFCondition {
        OFCondition condition = fmd::readyToSend(*association);
        if (condition.bad()) return condition;
        if (fmd::acceptedContext(*association, UID_VerificationSOPClass, false) == 0)
            return failure(FMD_NOT_ACCEPTED, "the peer did not accept Verification");
        DcmDataset *detail = nullptr;
        condition = DIMSE_echoUser(association->association, association->association->nextMsgID++,
                                   DIMSE_NONBLOCKING, association->dimseSeconds, dimse_status, &detail);
        delete detail;
        return fmd::noted(*association, condition);
    });
}

fmd_status fmd_association_store(fmd_association *association, fmd_dataset *dataset, uint16_t *dimse_status,
                                 int32_t *data_sent, char *comment, size_t comment_capacity) noexcept
{
    *dimse_status = 0xFFFF;
    *data_sent = 0;
    if (comment_capacity > 0) comment[0] = '\0';
    return guarded([&]() -> OFCondition {
        OFCondition condition = fmd::readyToSend(*association);
        if (condition.bad()) return condition;
        DcmDataset &root = dataset->root();
        T_DIMSE_C_StoreRQ request = {};
        condition = makeRequest(*association, root, request);
        if (condition.bad()) return condition;
        const T_ASC_PresentationContextID id = contextFor(*association, root, request.AffectedSOPClassUID);
        if (id == 0) return failure(FMD_NOT_ACCEPTED, "no accepted presentation context for the dataset");

        // Writing the data set moves its transfer state on from here before the first of its bytes can go.
        root.transferEnd();
        T_DIMSE_C_StoreRSP response = {};
        DcmDataset *detail = nullptr;
        condition = DIMSE_storeUser(association->association, id, &request, nullptr, &root, noteProgress, data_sent,
                                    DIMSE_NONBLOCKING, association->dimseSeconds, &response, &detail);
        const std::unique_ptr<DcmDataset> owned(detail);
        if (root.transferState() != ERW_notInitialized) *data_sent = 1;
        root.transferEnd();
        if (condition.bad()) return fmd::noted(*association, condition);
        *dimse_status = response.DimseStatus;
        copyComment(detail, comment, comment_capacity);
        return EC_Normal;
    });
}
