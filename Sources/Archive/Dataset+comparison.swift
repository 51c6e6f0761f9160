import Crypto
import DICOM

extension Dataset {
    /// Compares what an archive gave back with what it was sent: identity first, then decoded pixels.
    func compared(with expected: Expected) throws -> ReadBack {
        let found = try identity()
        for tag in Self.identifying {
            let key = tag.description
            guard found[key] == expected.identity[key] else { return .differs("attribute \(key) differs") }
        }
        func number(_ tag: Tag) throws -> Int { Int(try root.string(tag) ?? "") ?? 0 }
        let length =
            try number(.rows) * number(.columns) * number(.samplesPerPixel) * number(.bitsAllocated) / 8
        let digest = try unsafe withPixels { bytes -> String? in
            guard length > 0, bytes.count >= length else { return nil }
            var hash = SHA256()
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
            return hash.finalize().map { byte in
                let text = String(byte, radix: 16)
                return text.utf8.count == 1 ? "0" + text : text
            }.joined()
        }
        return digest == expected.pixelDigest ? .equal : .differs("the pixels differ")
    }
}
