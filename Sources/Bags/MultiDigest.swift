import Crypto

/// Several digests over the same bytes, computed in one pass.
struct MultiDigest {
    private var md5: Insecure.MD5?
    private var sha1: Insecure.SHA1?
    private var sha256: SHA256?
    private var sha384: SHA384?
    private var sha512: SHA512?

    init(_ algorithms: Set<DigestAlgorithm>) {
        if algorithms.contains(.md5) { md5 = Insecure.MD5() }
        if algorithms.contains(.sha1) { sha1 = Insecure.SHA1() }
        if algorithms.contains(.sha256) { sha256 = SHA256() }
        if algorithms.contains(.sha384) { sha384 = SHA384() }
        if algorithms.contains(.sha512) { sha512 = SHA512() }
    }

    mutating func update(_ bytes: ArraySlice<UInt8>) {
        md5?.update(data: bytes)
        sha1?.update(data: bytes)
        sha256?.update(data: bytes)
        sha384?.update(data: bytes)
        sha512?.update(data: bytes)
    }

    /// The digests in hexadecimal, lower case.
    func finalise() -> [DigestAlgorithm: String] {
        var result: [DigestAlgorithm: String] = [:]
        result[.md5] = md5.map { Self.hexadecimal($0.finalize()) }
        result[.sha1] = sha1.map { Self.hexadecimal($0.finalize()) }
        result[.sha256] = sha256.map { Self.hexadecimal($0.finalize()) }
        result[.sha384] = sha384.map { Self.hexadecimal($0.finalize()) }
        result[.sha512] = sha512.map { Self.hexadecimal($0.finalize()) }
        return result
    }

    static func of(_ bytes: [UInt8], _ algorithms: Set<DigestAlgorithm>) -> [DigestAlgorithm: String] {
        var digest = MultiDigest(algorithms)
        digest.update(bytes[...])
        return digest.finalise()
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0x0F)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
