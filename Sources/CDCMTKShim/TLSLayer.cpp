#include "TLSLayer.hpp"
#include "Guarded.hpp"

#include "dcmtk/dcmtls/tlstrans.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <sys/socket.h>
#include <sys/time.h>

using fmd::failure;

namespace {

class TLSConnection : public DcmTLSConnection {
public:
    TLSConnection(DcmNativeSocketType openSocket, SSL *tls, std::shared_ptr<fmd::Watch> shared)
        : DcmTLSConnection(openSocket, tls), watch(std::move(shared))
    {
    }

    OFCondition clientSideHandshake() override
    {
        const Limit limit(*this);
        return DcmTLSConnection::clientSideHandshake();
    }

    OFCondition serverSideHandshake() override
    {
        const Limit limit(*this);
        return DcmTLSConnection::serverSideHandshake();
    }

    ssize_t read(void *buffer, size_t length) override
    {
        if (over()) return -1;
        fmd::acknowledgeAtOnce(getSocket());
        return DcmTLSConnection::read(buffer, length);
    }

    ssize_t write(void *buffer, size_t length) override
    {
        if (over()) return -1;
        watch->pay(length);
        return DcmTLSConnection::write(buffer, length);
    }

private:
    /// The handshake reads without asking DCMTK's limits first: the socket itself is limited for that long.
    class Limit {
    public:
        explicit Limit(TLSConnection &made) : socket(made.getSocket())
        {
            socklen_t length = sizeof before;
            (void)getsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &before, &length);
            const int left = made.watch->left();
            const timeval during = {left / 1000, left % 1000 * 1000 + 1};
            (void)setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &during, sizeof during);
        }
        ~Limit() { (void)setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &before, sizeof before); }

    private:
        DcmNativeSocketType socket;
        timeval before = {};
    };

    bool over() const
    {
        if (watch->left() > 0) return false;
        errno = ETIMEDOUT;
        return true;
    }

    std::shared_ptr<fmd::Watch> watch;
};

/// Verifies as OpenSSL does, and remembers why a certificate was refused.
int verify(X509_STORE_CTX *store, void *watch)
{
    const int accepted = X509_verify_cert(store);
    if (accepted != 1)
        static_cast<fmd::Watch *>(watch)->fault.verify_error = static_cast<uint32_t>(X509_STORE_CTX_get_error(store));
    return accepted;
}

/// Remembers why the peer refused (TLS alert, RFC 8446 6).
void note(const SSL *tls, int where, int value)
{
    // Low byte the alert's description; close_notify (0) is no fault.
    if ((where & SSL_CB_READ_ALERT) != SSL_CB_READ_ALERT || (value & 0xFF) == 0) return;
    auto *watch = static_cast<fmd::Watch *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(tls)));
    watch->fault.alert = static_cast<uint32_t>(value & 0xFF);
}

} // namespace

namespace fmd {

TLSLayer::TLSLayer(T_ASC_NetworkRole role, std::shared_ptr<Watch> shared, uint32_t seconds)
    : DcmTLSTransportLayer(role, nullptr, OFFalse), watch(std::move(shared)), negotiationSeconds(seconds)
{
}

OFCondition TLSLayer::prepare(const fmd_tls &tls, const char *host)
{
    if (!*this) return failure(FMD_WRONG_ARGUMENT, "TLS can't be set up");
    OFCondition condition = setTLSProfile(tls.extended ? TSP_Profile_BCP195_Extended : TSP_Profile_BCP195_ND);
    if (condition.good()) condition = activateCipherSuites();
    if (condition.bad()) return condition;
    if (setPrivateKeyFile(tls.key_file, DCF_Filetype_PEM).bad())
        return failure(FMD_TLS_KEY, "the private key can't be read");
    if (setCertificateFile(tls.certificate_file, DCF_Filetype_PEM).bad())
        return failure(FMD_TLS_CERTIFICATE, "the certificate can't be read");
    if (!checkPrivateKeyMatchesCertificate())
        return failure(FMD_TLS_PAIR, "the private key does not belong to the certificate");
    if (addTrustedCertificateFile(tls.trusted_file, DCF_Filetype_PEM).bad())
        return failure(FMD_TLS_TRUSTED, "the trusted certificates can't be read");
    setCertificateVerification(DCV_requireCertificate);

    SSL_CTX *context = getNativeHandle();
    if (host != nullptr) {
        // DCMTK trusts whatever name a certificate bears.
        X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param(context);
        if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host) != 1 &&
            X509_VERIFY_PARAM_set1_host(parameters, host, 0) != 1)
            return failure(FMD_WRONG_ARGUMENT, "the host's name can't be checked");
    }
    if (watch == nullptr) return EC_Normal;
    SSL_CTX_set_cert_verify_callback(context, verify, watch.get());
    SSL_CTX_set_app_data(context, watch.get());
    SSL_CTX_set_info_callback(context, note);
    return EC_Normal;
}

DcmTransportConnection *TLSLayer::createConnection(DcmNativeSocketType openSocket, OFBool useSecureLayer)
{
    if (!useSecureLayer) return nullptr;
    SSL *tls = SSL_new(getNativeHandle());
    if (tls == nullptr) return nullptr;
    if (SSL_set_fd(tls, openSocket) != 1) {
        SSL_free(tls);
        return nullptr;
    }
    made = watch ? watch : std::make_shared<Watch>();
    made->arm(negotiationSeconds);
    return new TLSConnection(openSocket, tls, made);
}

} // namespace fmd
