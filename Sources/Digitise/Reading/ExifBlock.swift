import CLibJPEG

/// What Exif metadata say of a picture, whatever format holds them.
enum ExifBlock {
    /// How a JPEG's picture is turned; nil where the value is none that Exif defines.
    static func orientation(ofJPEG bytes: UnsafeRawBufferPointer) -> Orientation? {
        guard let base = bytes.baseAddress else { return .upright }
        return Orientation(
            stated: unsafe fm_exif_orientation(base.assumingMemoryBound(to: UInt8.self), bytes.count))
    }

    /// What stands before the byte order in a JPEG, and in blocks that programs have taken over from one as they are.
    private static let prefix = Array("Exif\0\0".utf8)

    /// The same of a block that begins with its byte order, as a PNG's eXIf chunk does, or with what a JPEG has before it.
    static func orientation(ofBlock block: UnsafeRawBufferPointer) -> Orientation? {
        let whole = unsafe (block.starts(with: prefix) ? [] : prefix) + Array(block)
        return unsafe whole.withUnsafeBytes { unsafe orientation(ofJPEG: $0) }
    }

    /// The same of a text by which ImageMagick and others keep a block in a PNG: the profile's name, its length in bytes, and
    /// its bytes in hexadecimal. Nil where it is none.
    static func orientation(ofRawProfile text: UnsafeRawBufferPointer) -> Orientation? {
        let words = unsafe Array(text).split { $0 == 0x0A || $0 == 0x20 || $0 == 0x0D }
        guard words.count > 2, let length = Int(String(decoding: words[1], as: UTF8.self)),
            (8...1 << 20).contains(length)
        else { return nil }
        let digits = words[2...].joined()
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == length * 2, digits.count == values.count else { return nil }
        let block = (0..<length).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
        return unsafe block.withUnsafeBytes { unsafe orientation(ofBlock: $0) }
    }
}
