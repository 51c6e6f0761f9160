import CXXHash
import Crypto

/// A digest of what only we make and only we compare: whether two pictures are the same, whether an archive gives back what
/// it was sent, whether a scan in custody is still what was taken in.
///
/// XXH3 in 128 bits. It tells any accident, and makes no claim against a forger, who needs no digest to lose a film
/// (decision 56); SHA-256 of the same took half of a film's whole time. Its text is `xxh3:` and 32 hexadecimal digits.
@safe
package struct QuickDigest: ~Copyable {
    private let state: OpaquePointer

    /// The digest of nothing yet.
    package init() {
        guard let state = unsafe XXH3_createState() else { fatalError("no memory for 600 bytes") }
        unsafe XXH3_128bits_reset(state)
        unsafe self.state = state
    }

    deinit { unsafe XXH3_freeState(state) }

    /// Takes in the next bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        unsafe XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
    }

    /// Takes in the next bytes.
    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        _ = unsafe bytes.withUnsafeBytes { unsafe XXH3_128bits_update(state, $0.baseAddress, $0.count) }
    }

    /// The digest of all that was taken in.
    package var text: String {
        let digest = unsafe XXH3_128bits_digest(state)
        return "xxh3:" + Self.digits(digest.high64) + Self.digits(digest.low64)
    }

    /// The digest of these bytes.
    package static func text(of bytes: UnsafeRawBufferPointer) -> String {
        var digest = QuickDigest()
        unsafe digest.update(bytes)
        return digest.text
    }

    /// Whether `text` is the digest of these bytes. Ledgers of before have SHA-256 in hexadecimal.
    package static func isDigest(_ text: String, of bytes: UnsafeRawBufferPointer) -> Bool {
        guard text.utf8.count == 64 else { return unsafe text == self.text(of: bytes) }
        var hash = SHA256()
        unsafe hash.update(bufferPointer: bytes)
        return hash.finalize().map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined() == text
    }

    private static func digits(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
