/// What mutual authentication over TLS needs (PS3.15 B): files in PEM form.
package struct TLSFiles: Sendable, Hashable {
    /// Our certificate, with those between it and its authority.
    package var certificate: String
    /// Its private key, without a passphrase.
    package var key: String
    /// The certificates of the authorities that we trust.
    package var trusted: String
    /// The extended BCP 195 profile, else the non-downgrading one; both are TLS 1.2 or newer.
    package var extended: Bool

    package init(certificate: String, key: String, trusted: String, extended: Bool = true) {
        self.certificate = certificate
        self.key = key
        self.trusted = trusted
        self.extended = extended
    }
}
