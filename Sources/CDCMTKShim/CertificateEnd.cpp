// Until when certificates hold.
#include "AssociationParts.hpp"
#include "Guarded.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

using fmd::failure;
using fmd::guarded;

namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

OFCondition readEnd(const Certificate &certificate, int64_t *seconds)
{
    tm moment = {};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &moment) != 1)
        return failure(FMD_TLS_CERTIFICATE, "the certificate can't be read");
    *seconds = timegm(&moment);
    return EC_Normal;
}

} // namespace

fmd_status fmd_association_certificate_end(fmd_association *association, int64_t *seconds) noexcept
{
    *seconds = 0;
    return guarded([&]() -> OFCondition {
        std::vector<unsigned char> bytes(ASC_getPeerCertificateLength(association->association));
        if (bytes.empty()) return EC_Normal;
        if (ASC_getPeerCertificate(association->association, bytes.data(), bytes.size()) != bytes.size())
            return EC_IllegalCall;
        const unsigned char *place = bytes.data();
        return readEnd({d2i_X509(nullptr, &place, static_cast<long>(bytes.size())), X509_free}, seconds);
    });
}

fmd_status fmd_certificate_end(const char *file, int64_t *seconds) noexcept
{
    *seconds = 0;
    return guarded([&]() -> OFCondition {
        const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_file(file, "r"), BIO_free);
        if (!source) return failure(FMD_TLS_CERTIFICATE, "the certificate can't be read");
        return readEnd({PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr), X509_free}, seconds);
    });
}
