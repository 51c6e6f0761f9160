// From C++ to a status: the one place where an OFCondition or an exception becomes an fmd_status.
#pragma once

#include "CDCMTKShim.h"

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dcerror.h"
#include "dcmtk/ofstd/ofcond.h"

#include <exception>
#include <new>

namespace fmd {

/// A status with as much of `text` as fits; a UTF-8 character is not cut in two.
fmd_status status(uint16_t module, uint16_t code, const char *text) noexcept;

/// An error of the shim's own, in the form that `guarded` takes. The text must be a literal without values.
inline OFCondition failure(uint16_t code, const char *text)
{
    return OFCondition(FMD_MODULE_SHIM, code, OF_error, text);
}

/// Runs `body` and answers its result. DCMTK reports exhausted memory sometimes as a condition and
/// sometimes by throwing: both are FMD_OUT_OF_MEMORY.
template <typename Body> fmd_status guarded(Body &&body) noexcept
{
    try {
        const OFCondition condition = body();
        if (condition.good()) return status(0, 0, "");
        if (condition == EC_MemoryExhausted) return status(FMD_MODULE_SHIM, FMD_OUT_OF_MEMORY, "out of memory");
        return status(condition.module(), condition.code(), condition.text());
    } catch (const std::bad_alloc &) {
        return status(FMD_MODULE_SHIM, FMD_OUT_OF_MEMORY, "out of memory");
    } catch (const std::exception &error) {
        return status(FMD_MODULE_SHIM, FMD_EXCEPTION, error.what());
    } catch (...) {
        return status(FMD_MODULE_SHIM, FMD_UNKNOWN_EXCEPTION, "unknown C++ exception");
    }
}

} // namespace fmd
