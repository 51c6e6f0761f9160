/// The chunks of a PNG in memory (ISO/IEC 15948 5.3): for those that libpng shows only once the pixels are read.
struct PNGChunks {
    /// The data of the first chunk of a type, wherever it stands; nil where there is none.
    static func first(_ type: String, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        var at = PNGHandle.signature.count
        // Length, type, data, CRC.
        while bytes.count - at >= 12 {
            let length = (0..<4).reduce(0) { unsafe $0 << 8 | Int(bytes[at + $1]) }
            let data = at + 8
            guard length <= bytes.count - data - 4 else { return nil }
            if unsafe bytes[at + 4..<data].elementsEqual(type.utf8) {
                return unsafe UnsafeRawBufferPointer(rebasing: bytes[data..<data + length])
            }
            at = data + length + 4
        }
        return nil
    }
}
