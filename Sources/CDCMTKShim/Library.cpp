// Process-wide state: touched here and nowhere else.
#include "Guarded.hpp"
#include "Handles.hpp"

#include "dcmtk/dcmdata/dcrledrg.h"
#include "dcmtk/dcmdata/dcrleerg.h"
#include "dcmtk/dcmjpeg/djdecode.h"
#include "dcmtk/dcmjpeg/djencode.h"
#include "dcmtk/dcmjpls/djdecode.h"
#include "dcmtk/dcmnet/dcmtrans.h"
#include "dcmtk/dcmnet/dul.h"
#include "dcmtk/dcmtls/tlslayer.h"
#include "dcmtk/oflog/oflog.h"

#include <malloc.h>
#include <algorithm>
#include <climits>
#include <cstdlib>
#include <string>

namespace {

/// DCMTK reads TCP_NODELAY for each connection; without it, Nagle and delayed ACK stall every C-STORE for
/// 40 ms. TCP_BUFFER_LENGTH is removed: with it DCMTK fixes SO_SNDBUF and SO_RCVBUF, which switches off
/// the kernel's own tuning of the window and makes a distant archive slow.
OFCondition prepareEnvironment()
{
    if (setenv("TCP_NODELAY", "1", 1) != 0 || unsetenv("TCP_BUFFER_LENGTH") != 0)
        return EC_MemoryExhausted;
    return EC_Normal;
}

/// Initialises what DCMTK sets up with the first network object (the state table of the upper layer,
/// SIGPIPE ignored), so that no later association does it in a race with another.
OFCondition prepareNetwork()
{
    OFStandard::initializeNetwork();
    DcmTLSTransportLayer::initializeOpenSSL();
    T_ASC_Network *network = nullptr;
    const OFCondition condition = ASC_initializeNetwork(NET_REQUESTOR, 0, 1, &network);
    if (network != nullptr) ASC_dropNetwork(&network);
    return condition;
}

/// How pixel data is decoded, and how values are read and written.
void prepareData()
{
    // A decoded object is the same object: its SOP Instance UID stays.
    DJDecoderRegistration::registerCodecs(EDC_photometricInterpretation, EUC_never);
    DJLSDecoderRegistration::registerCodecs(EJLSUC_never);
    DcmRLEDecoderRegistration::registerCodecs();
    // JPEG-LS and JPEG 2000 have their encoders in Codecs.hpp.
    DJEncoderRegistration::registerCodecs(ECC_lossyYCbCr, EUC_never);
    DcmRLEEncoderRegistration::registerCodecs();

    dcmEnableGenerationOfNewVRs();
    dcmEnableVRCheckerForStringValues.set(OFTrue);
    // An archive may return a standard attribute as UN (PS3.5 6.2.2): read it with its dictionary VR.
    dcmEnableUnknownVRConversion.set(OFTrue);
}

/// The name that the library itself gives to its version, e.g. "OFFIS_DCMTK_367".
std::string runtimeName()
{
    T_ASC_Parameters *parameters = nullptr;
    if (ASC_createAssociationParameters(&parameters, ASC_DEFAULTMAXPDU).bad()) return "";
    const std::string name = parameters->ourImplementationVersionName;
    ASC_destroyAssociationParameters(&parameters);
    return name;
}

/// The version of the headers where the library's own name agrees with it, otherwise that name.
std::string runtimeVersion()
{
    const std::string headers = OFFIS_DCMTK_VERSION_STRING;
    std::string digits = headers;
    digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    const std::string name = runtimeName();
    return name == "OFFIS_DCMTK_" + digits ? headers : name;
}

} // namespace

fmd_status fmd_library_start(uint32_t connect_seconds, uint32_t socket_seconds) noexcept
{
    return fmd::guarded([&]() -> OFCondition {
        if (connect_seconds == 0 || socket_seconds == 0 || connect_seconds > INT_MAX || socket_seconds > INT_MAX)
            return fmd::failure(FMD_WRONG_ARGUMENT, "a time limit must be at least one second");
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);

        OFCondition condition = prepareEnvironment();
        if (condition.bad()) return condition;
        dcmConnectionTimeout.set(static_cast<Sint32>(connect_seconds));
        dcmSocketSendTimeout.set(static_cast<Sint32>(socket_seconds));
        dcmSocketReceiveTimeout.set(static_cast<Sint32>(socket_seconds));
        dcmDisableGethostbyaddr.set(OFTrue);

        prepareData();
        return prepareNetwork();
    });
}

void fmd_library_keep_memory() noexcept
{
    // 32 MB is the most that glibc takes as threshold.
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 256 << 20);
    (void)mallopt(M_ARENA_MAX, 4);
}

const char *fmd_library_version() noexcept
{
    try {
        static const std::string version = runtimeVersion();
        return version.c_str();
    } catch (...) {
        return "";
    }
}

int32_t fmd_library_has_dictionary() noexcept
{
    try {
        return dcmDataDict.isDictionaryLoaded() ? 1 : 0;
    } catch (...) {
        return 0;
    }
}
