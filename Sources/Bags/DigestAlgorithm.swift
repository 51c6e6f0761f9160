/// The digests that a manifest may hold, by the name in its file name (RFC 8493, 2.4).
package enum DigestAlgorithm: String, CaseIterable, Sendable, Hashable {
    case md5, sha1, sha256, sha384, sha512

    /// Whether a manifest of this digest may stand alone (INTERFACES: A batch). The others are verified
    /// beside one of these.
    package var stands: Bool { self == .sha256 || self == .sha512 }

    /// Characters of the digest in hexadecimal.
    var hexadecimalLength: Int {
        switch self {
        case .md5: 32
        case .sha1: 40
        case .sha256: 64
        case .sha384: 96
        case .sha512: 128
        }
    }
}
