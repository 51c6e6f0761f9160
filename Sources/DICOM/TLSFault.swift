import CDCMTKShim

/// Why no association over TLS came about.
package enum TLSFault: Sendable, Equatable {
    /// A file of ours can't be used.
    case ourKey, ourCertificate, ourPair, trustedFile
    /// The peer's certificate is not good.
    case expired, notYetValid, wrongName, unknownAuthority, revoked, tooWeak
    case refusedByUs(error: Int)
    /// The peer does not take ours.
    case oursMissing, oursExpired, oursUnknownAuthority, oursRefused
    /// No version or cipher suite that both sides take.
    case nothingInCommon
    case refusedByPeer(alert: Int)

    /// By the shim's status and what TLS found; nil where TLS is not to blame.
    init?(_ status: fmd_status, _ found: fmd_tls_fault) {
        if status.isShim(Int(FMD_TLS_KEY)) {
            self = .ourKey
        } else if status.isShim(Int(FMD_TLS_CERTIFICATE)) {
            self = .ourCertificate
        } else if status.isShim(Int(FMD_TLS_PAIR)) {
            self = .ourPair
        } else if status.isShim(Int(FMD_TLS_TRUSTED)) {
            self = .trustedFile
        } else if found.verify_error != 0 {
            self = Self.verification(Int(found.verify_error))
        } else if found.alert != 0 {
            self = Self.alert(Int(found.alert))
        } else {
            return nil
        }
    }

    /// OpenSSL's X509_V_ERR codes (openssl/x509_vfy.h).
    private static func verification(_ error: Int) -> Self {
        switch error {
        case 9: .notYetValid
        case 10: .expired
        case 23: .revoked
        case 62, 64: .wrongName
        case 2, 18, 19, 20, 21: .unknownAuthority
        case 66, 67, 68: .tooWeak
        default: .refusedByUs(error: error)
        }
    }

    /// TLS alerts (RFC 8446 6).
    private static func alert(_ description: Int) -> Self {
        switch description {
        case 40, 70, 71: .nothingInCommon
        case 42, 43, 44, 46: .oursRefused
        case 45: .oursExpired
        case 48: .oursUnknownAuthority
        case 116: .oursMissing
        default: .refusedByPeer(alert: description)
        }
    }

    /// What happened, of a place such as `AET@host:port`.
    func message(_ place: String) -> String {
        switch self {
        case .ourKey: "our private key for TLS can't be read"
        case .ourCertificate: "our certificate for TLS can't be read"
        case .ourPair: "our private key and our certificate for TLS do not belong together"
        case .trustedFile: "the file of trusted certificates for TLS can't be read"
        case .expired: "the certificate of \(place) has expired"
        case .notYetValid: "the certificate of \(place) is not valid yet"
        case .wrongName: "the certificate of \(place) is made out to another host"
        case .unknownAuthority: "the certificate of \(place) is from no authority that is trusted here"
        case .revoked: "the certificate of \(place) is revoked"
        case .tooWeak: "the certificate of \(place) has too weak a key or signature"
        case .refusedByUs(let error): "the certificate of \(place) is not good (OpenSSL's error \(error))"
        case .oursMissing: "\(place) asks for a certificate of ours and got none that it takes"
        case .oursExpired: "\(place) says that our certificate has expired"
        case .oursUnknownAuthority: "\(place) does not trust the authority of our certificate"
        case .oursRefused: "\(place) refuses our certificate"
        case .nothingInCommon: "\(place) and we have no TLS version or cipher suite in common"
        case .refusedByPeer(let alert): "\(place) refuses TLS (alert \(alert))"
        }
    }

    /// What the operator does.
    var remedy: String {
        switch self {
        case .ourKey: "check `tls_key`: a PEM file without a passphrase that this account can read"
        case .ourCertificate: "check `tls_certificate`: a PEM file that this account can read"
        case .ourPair: "check `tls_key` and `tls_certificate`: both must be from the same request"
        case .trustedFile: "check `tls_trusted`: a PEM file with the authorities' certificates"
        case .expired, .revoked, .tooWeak, .refusedByUs: "have the archive's keeper renew its certificate"
        case .notYetValid: "check both clocks; else have the archive's keeper renew its certificate"
        case .wrongName:
            "call the archive by the name that its certificate bears; if it does, this may be another machine"
        case .unknownAuthority:
            "add its authority's certificate to `tls_trusted`, after making sure that this is the archive"
        case .oursMissing, .oursRefused, .oursUnknownAuthority:
            "have the archive's keeper trust our certificate's authority, or get one from theirs"
        case .oursExpired: "renew the certificate and set `tls_certificate` and `tls_key`"
        case .nothingInCommon, .refusedByPeer:
            "have its keeper allow TLS 1.2 or newer, or set `tls_profile: non-downgrading`"
        }
    }

    /// Whether the fault lies in our own settings.
    var isOurs: Bool {
        switch self {
        case .ourKey, .ourCertificate, .ourPair, .trustedFile, .oursExpired: true
        default: false
        }
    }
}
