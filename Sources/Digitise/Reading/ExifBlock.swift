import CLibJPEG

/// What Exif metadata say of a picture, whatever format holds them.
enum ExifBlock {
    /// How a JPEG's picture is turned; nil where the value is none that Exif defines.
    static func orientation(ofJPEG bytes: UnsafeRawBufferPointer) -> Orientation? {
        guard let base = bytes.baseAddress else { return .upright }
        return Orientation(
            stated: unsafe fm_exif_orientation(base.assumingMemoryBound(to: UInt8.self), bytes.count))
    }

    /// The same of a block that begins with its byte order, as a PNG's eXIf chunk does.
    static func orientation(ofBlock block: UnsafeRawBufferPointer) -> Orientation? {
        let whole = unsafe Array("Exif\0\0".utf8) + Array(block)
        return unsafe whole.withUnsafeBytes { unsafe orientation(ofJPEG: $0) }
    }
}
