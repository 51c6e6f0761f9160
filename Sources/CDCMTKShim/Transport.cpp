#include "Transport.hpp"
#include "Guarded.hpp"

#include "dcmtk/dcmnet/dcmtrans.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <thread>

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
        watch->pay(length);
        return DcmTCPConnection::write(buffer, length);
    }

private:
    std::shared_ptr<fmd::Watch> watch;
};

} // namespace

namespace fmd {

void Pace::set(uint64_t bytesPerSecond)
{
    const std::lock_guard<std::mutex> lock(mutex);
    rate = bytesPerSecond;
}

std::chrono::nanoseconds Pace::spend(size_t bytes)
{
    using clock = std::chrono::steady_clock;
    clock::time_point turn;
    const clock::time_point now = clock::now();
    {
        const std::lock_guard<std::mutex> lock(mutex);
        if (rate == 0) return {};
        turn = std::max(next, now);
        next = turn + std::chrono::nanoseconds(static_cast<int64_t>(1e9 * static_cast<double>(bytes) /
                                                                    static_cast<double>(rate)));
    }
    std::this_thread::sleep_until(turn);
    return turn - now;
}

void Watch::pay(size_t bytes)
{
    if (!pace) return;
    const auto waited = pace->spend(bytes);
    if (deadline != std::chrono::steady_clock::time_point::max()) deadline += waited;
}

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

fmd_status fmd_pace_create(fmd_pace **out) noexcept
{
    *out = nullptr;
    return fmd::guarded([&]() -> OFCondition {
        *out = new fmd_pace;
        return EC_Normal;
    });
}

void fmd_pace_set(fmd_pace *pace, uint64_t bytes_per_second) noexcept { pace->shared->set(bytes_per_second); }

void fmd_pace_destroy(fmd_pace *pace) noexcept { delete pace; }
