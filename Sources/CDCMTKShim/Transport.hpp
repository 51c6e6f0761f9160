// The connections that associations use: DCMTK's, held to a limit as a whole.
#pragma once

#include "CDCMTKShim.h"

#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmnet/dcmlayer.h"
#include "dcmtk/ofstd/ofcond.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace fmd {

/// Bytes a second that several connections share; used from their threads.
class Pace {
public:
    void set(uint64_t bytesPerSecond);
    /// Waits until what was sent before is paid for, and books these bytes. How long that was.
    std::chrono::nanoseconds spend(size_t bytes);

private:
    std::mutex mutex;
    uint64_t rate = 0;
    std::chrono::steady_clock::time_point next = {};
};

/// What an association and its connection share; both live on one thread.
class Watch {
public:
    /// To be called before so many bytes are sent.
    void pay(size_t bytes);
    std::shared_ptr<Pace> pace;

    /// From now on everything together may take so long. DCMTK's own limits are for a single wait: a peer that
    /// lets a byte through now and then would never reach them.
    void arm(uint32_t seconds) { deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds); }
    /// Milliseconds left, 0 where the time is over.
    int left() const;

    /// What TLS found wrong: see fmd_tls_fault.
    fmd_tls_fault fault = {};

private:
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

/// What a listener asks of its layer.
class Watching {
public:
    virtual ~Watching() = default;
    /// The watch of the connection that was made last.
    virtual std::shared_ptr<Watch> latest() const = 0;
};

/// Makes connections that acknowledge at once what they read. DCMTK sends a message as a 12-byte header and the
/// rest; a peer with Nagle on (DCMTK's default) holds the rest back until the header is acknowledged, and the
/// kernel delays that by 40 ms: for every single answer.
class PromptLayer : public DcmTransportLayer, public Watching {
public:
    /// Without a `watch` each connection gets one of its own: see `latest`.
    PromptLayer(std::shared_ptr<Watch> watch, uint32_t negotiationSeconds);
    DcmTransportConnection *createConnection(DcmNativeSocketType openSocket, OFBool useSecureLayer) override;
    std::shared_ptr<Watch> latest() const override { return made; }

private:
    std::shared_ptr<Watch> watch;
    std::shared_ptr<Watch> made;
    uint32_t negotiationSeconds;
};

/// Acknowledges at once what comes next; the kernel goes back to delaying on its own.
void acknowledgeAtOnce(DcmNativeSocketType openSocket);

} // namespace fmd

struct fmd_pace {
    std::shared_ptr<fmd::Pace> shared = std::make_shared<fmd::Pace>();
};
