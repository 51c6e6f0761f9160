import Foundation

/// A grey PNG put together chunk by chunk (ISO/IEC 15948), its pixels stored without compression.
struct RawPNG {
    let width: Int
    let height: Int
    let bits: Int
    /// Samples of 8 or 16 bits, row by row.
    var samples: [UInt16]
    /// Type and data, before and behind the pixels.
    var before: [(type: String, data: [UInt8])] = []
    var behind: [(type: String, data: [UInt8])] = []

    init(width: Int, height: Int, bits: Int, samples: [UInt16]) {
        (self.width, self.height, self.bits, self.samples) = (width, height, bits, samples)
    }

    var data: Data {
        var rows: [UInt8] = []
        for (index, sample) in samples.enumerated() {
            if index.isMultiple(of: width) { rows.append(0) }
            if bits == 16 { rows.append(UInt8(sample >> 8)) }
            rows.append(UInt8(truncatingIfNeeded: sample))
        }
        // zlib (RFC 1950) around stored blocks (RFC 1951 3.2.4).
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: rows.count, by: 65_535) {
            let block = rows[start..<min(start + 65_535, rows.count)]
            let count = UInt16(block.count)
            stream.append(block.endIndex == rows.count ? 1 : 0)
            for value in [count, ~count] { stream += [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }
            stream += block
        }
        var (a, b) = (UInt32(1), UInt32(0))
        for byte in rows {
            (a, b) = ((a + UInt32(byte)) % 65_521, (b + (a + UInt32(byte)) % 65_521) % 65_521)
        }
        stream += Self.big(b << 16 | a)
        let header = Self.big(UInt32(width)) + Self.big(UInt32(height)) + [UInt8(bits), 0, 0, 0, 0]
        let chunks =
            [("IHDR", header)] + before.map { ($0.type, $0.data) } + [("IDAT", stream)]
            + behind.map { ($0.type, $0.data) } + [("IEND", [])]
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunks.flatMap(Self.chunk))
    }

    /// The eXIf chunk's data: one entry, Orientation, of a SHORT.
    static func orientation(_ value: UInt16, bigEndian: Bool = true) -> [UInt8] {
        let high = UInt8(value >> 8), low = UInt8(truncatingIfNeeded: value)
        return bigEndian
            ? Array("MM".utf8) + [
                0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, high, low, 0, 0, 0, 0, 0, 0,
            ]
            : Array("II".utf8) + [
                42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, low, high, 0, 0, 0, 0, 0, 0,
            ]
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return big(UInt32(data.count)) + body + big(crc(body))
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
