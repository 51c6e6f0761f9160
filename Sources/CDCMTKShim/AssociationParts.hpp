// What the association's files share.
#pragma once

#include "Handles.hpp"

#include "dcmtk/dcmnet/dimse.h"

#include <cstring>

namespace fmd {

/// An accepted context for `abstractSyntax` in the role asked for; ID 0 where there is none. With an
/// accepted transfer syntax wanted, only a context that has it.
T_ASC_PresentationContextID acceptedContext(fmd_association &association, const char *abstractSyntax, bool asSCP,
                                            const char *transferSyntax = nullptr);

/// The same in an uncompressed transfer syntax: Explicit VR Little Endian first, then Implicit.
T_ASC_PresentationContextID plainContext(fmd_association &association, const char *abstractSyntax);

/// To be called before an operation. A peer that has left in the meantime is noticed here, before anything
/// is sent: what it did not get is then no matter of doubt.
OFCondition readyToSend(fmd_association &association);

/// Notes what a failed operation did to the association, and hands the condition on.
OFCondition noted(fmd_association &association, const OFCondition &condition);

/// The peer sent something that does not belong here.
OFCondition unexpectedMessage();

/// Answers an N-EVENT-REPORT.
OFCondition answerReport(T_ASC_Association &association, T_ASC_PresentationContextID id,
                         const T_DIMSE_N_EventReportRQ &request, uint16_t status);

/// A copy into a fixed field of a DIMSE message; false where it does not fit.
template <size_t Size> bool copied(char (&field)[Size], const char *value)
{
    const size_t length = strlen(value);
    if (length >= Size) return false;
    memcpy(field, value, length + 1);
    return true;
}

} // namespace fmd
