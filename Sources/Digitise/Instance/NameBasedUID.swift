import Crypto

/// UIDs made from names: `2.25.` and the decimal of a UUID version 5 (PS3.5 B.2, RFC 9562 5.5) in the
/// project's own namespace. Equal names give equal UIDs, on every machine and for ever.
package enum NameBasedUID {
    /// The namespace, 6f1c9a52-3d58-5a0e-9b64-7d2f0c8e4b31: a constant that is never changed.
    private static let namespace: [UInt8] = [
        0x6F, 0x1C, 0x9A, 0x52, 0x3D, 0x58, 0x5A, 0x0E, 0x9B, 0x64, 0x7D, 0x2F, 0x0C, 0x8E, 0x4B, 0x31,
    ]

    /// The UID of a canonical key. Each part is preceded by its length in bytes, so that no two lists of
    /// parts read the same: `level`, then `3:RXA`, `5:B-101`, … joined by commas.
    package static func make(level: String, _ parts: [String]) -> String {
        let key = ([level] + parts).map { "\($0.utf8.count):\($0)" }.joined(separator: ",")
        var hash = Insecure.SHA1()
        hash.update(data: namespace)
        hash.update(data: Array(key.utf8))
        var bytes = Array(Array(hash.finalize()).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let number = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return "2.25.\(number)"
    }
}
