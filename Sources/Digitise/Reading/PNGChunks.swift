/// The chunks of a PNG in memory (ISO/IEC 15948 5.3): for those that libpng shows only once the pixels are read.
struct PNGChunks {
    /// What is found of a type.
    enum Finding {
        case none
        /// Its data as they were written.
        case sound([UInt8])
        /// Chunks whose checksums are not theirs.
        case damaged
    }

    /// The first chunk of a type that is as it was written, wherever it stands, and that begins so.
    static func first(
        _ type: String, beginning start: [UInt8] = [], in bytes: UnsafeRawBufferPointer
    ) -> Finding {
        var otherwise = Finding.none
        var at = PNGHandle.signature.count
        // Length, type, data, CRC.
        while bytes.count - at >= 12 {
            let length = (0..<4).reduce(0) { unsafe $0 << 8 | Int(bytes[at + $1]) }
            let data = at + 8
            guard length <= bytes.count - data - 4 else { return otherwise }
            if unsafe bytes[at + 4..<data].elementsEqual(type.utf8),
                unsafe bytes[data..<data + length].starts(with: start)
            {
                let sum = (0..<4).reduce(UInt32(0)) { unsafe $0 << 8 | UInt32(bytes[data + length + $1]) }
                let chunk = unsafe UnsafeRawBufferPointer(rebasing: bytes[at + 4..<data + length])
                if unsafe crc(of: chunk) == sum {
                    return unsafe .sound(Array(chunk[4...]))
                }
                otherwise = .damaged
            }
            at = data + length + 4
        }
        return otherwise
    }

    /// The checksum of a chunk's type and data (ISO/IEC 15948 5.5).
    private static func crc(of chunk: UnsafeRawBufferPointer) -> UInt32 {
        var sum = UInt32.max
        for index in chunk.indices {
            let byte = unsafe chunk[index]
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
