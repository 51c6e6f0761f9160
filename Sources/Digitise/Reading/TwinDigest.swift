import CSHA256
import Crypto

/// SHA-256 of two messages that come at the same time: by the processor's own instructions, where it has them, in the
/// time of one.
struct TwinDigest {
    private var first = fms_sha256()
    private var second = fms_sha256()
    /// Where the processor lacks the instructions.
    private var plain: (first: SHA256, second: SHA256)?

    init(isFast: Bool = fms_sha256_is_there() != 0) {
        guard isFast else {
            plain = (SHA256(), SHA256())
            return
        }
        unsafe fms_sha256_begin(&first)
        unsafe fms_sha256_begin(&second)
    }

    /// Takes in the next bytes of both; either may be none.
    mutating func update(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) {
        guard plain == nil else {
            unsafe plain?.first.update(bufferPointer: first)
            unsafe plain?.second.update(bufferPointer: second)
            return
        }
        // An empty buffer has no address, and none is read from it.
        var nothing: UInt8 = 0
        unsafe withUnsafePointer(to: &nothing) { nothing in
            unsafe fms_sha256_update_pair(
                &self.first, first.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing, first.count,
                &self.second, second.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing, second.count
            )
        }
    }

    /// Both in hexadecimal.
    consuming func finalize() -> (first: String, second: String) {
        if let plain {
            return (PixelFindings.hex(plain.first.finalize()), PixelFindings.hex(plain.second.finalize()))
        }
        return (Self.end(&first), Self.end(&second))
    }

    private static func end(_ digest: inout fms_sha256) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe fms_sha256_finish(&digest, base)
        }
        return PixelFindings.hex(bytes)
    }
}
