// DICOM TLS (PS3.15 B): DCMTK's layer with the peer's name checked and its faults remembered.
#pragma once

#include "Handles.hpp"
#include "Transport.hpp"

#include "dcmtk/dcmtls/tlslayer.h"

namespace fmd {

/// Mutual authentication under the extended BCP 195 profile (PS3.15 B.11) or the non-downgrading one (B.10).
class TLSLayer : public DcmTLSTransportLayer, public Watching {
public:
    /// Without a `watch` each connection gets one of its own, and faults are not remembered.
    TLSLayer(T_ASC_NetworkRole role, std::shared_ptr<Watch> watch, uint32_t negotiationSeconds);

    /// Loads key, certificate and trusted certificates. `host` is the name or address that the peer's certificate
    /// must be for; NULL where the peer calls us.
    OFCondition prepare(const fmd_tls &tls, const char *host);

    DcmTransportConnection *createConnection(DcmNativeSocketType openSocket, OFBool useSecureLayer) override;
    std::shared_ptr<Watch> latest() const override { return made; }

private:
    std::shared_ptr<Watch> watch;
    std::shared_ptr<Watch> made;
    uint32_t negotiationSeconds;
};

} // namespace fmd
