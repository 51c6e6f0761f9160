#include "Transport.hpp"

#include "dcmtk/dcmnet/dcmtrans.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace {

class PromptConnection : public DcmTCPConnection {
public:
    explicit PromptConnection(DcmNativeSocketType openSocket) : DcmTCPConnection(openSocket) {}

    ssize_t read(void *buffer, size_t length) override
    {
#ifdef TCP_QUICKACK
        // The kernel goes back to delaying on its own, so it is told each time; a failure costs only time.
        const int on = 1;
        (void)setsockopt(getSocket(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
        return DcmTCPConnection::read(buffer, length);
    }
};

} // namespace

namespace fmd {

PromptLayer::PromptLayer() : DcmTransportLayer() {}

DcmTransportConnection *PromptLayer::createConnection(DcmNativeSocketType openSocket, OFBool useSecureLayer)
{
    if (useSecureLayer) return nullptr;
    return new PromptConnection(openSocket);
}

} // namespace fmd
