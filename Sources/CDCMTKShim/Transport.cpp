#include "Transport.hpp"

#include "dcmtk/dcmnet/dcmtrans.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace {

class PromptConnection : public DcmTCPConnection {
public:
    PromptConnection(DcmNativeSocketType openSocket, std::shared_ptr<fmd::Watch> shared)
        : DcmTCPConnection(openSocket), watch(std::move(shared))
    {
    }

    ssize_t read(void *buffer, size_t length) override
    {
        pollfd wanted = {getSocket(), POLLIN, 0};
        if (poll(&wanted, 1, watch->left()) == 0) {
            errno = ETIMEDOUT;
            return -1;
        }
        fmd::acknowledgeAtOnce(getSocket());
        return DcmTCPConnection::read(buffer, length);
    }

    ssize_t write(void *buffer, size_t length) override
    {
        if (watch->left() == 0) {
            errno = ETIMEDOUT;
            return -1;
        }
        return DcmTCPConnection::write(buffer, length);
    }

private:
    std::shared_ptr<fmd::Watch> watch;
};

} // namespace

namespace fmd {

int Watch::left() const
{
    if (deadline == std::chrono::steady_clock::time_point::max()) return INT_MAX;
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<long long>(rest.count(), 0, INT_MAX));
}

void acknowledgeAtOnce(DcmNativeSocketType openSocket)
{
#ifdef TCP_QUICKACK
    // To be told each time; a failure costs only time.
    const int on = 1;
    (void)setsockopt(openSocket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
}

PromptLayer::PromptLayer(std::shared_ptr<Watch> shared, uint32_t seconds)
    : DcmTransportLayer(), watch(std::move(shared)), negotiationSeconds(seconds)
{
}

DcmTransportConnection *PromptLayer::createConnection(DcmNativeSocketType openSocket, OFBool useSecureLayer)
{
    if (useSecureLayer) return nullptr;
    made = watch ? watch : std::make_shared<Watch>();
    made->arm(negotiationSeconds);
    return new PromptConnection(openSocket, made);
}

} // namespace fmd
