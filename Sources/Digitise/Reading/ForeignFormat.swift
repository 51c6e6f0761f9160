/// Formats of pictures and documents that are not taken, by their first bytes: so that a refusal says what the file is.
enum ForeignFormat {
    private static let signatures: [(name: String, offset: Int, bytes: [UInt8])] = [
        ("JPEG 2000", 0, [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]), ("JPEG 2000", 0, [0xFF, 0x4F, 0xFF, 0x51]),
        ("JPEG XL", 0, [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20]), ("JPEG XL", 0, [0xFF, 0x0A]),
        ("JPEG XR", 0, [0x49, 0x49, 0xBC, 0x01]), ("WebP", 8, Array("WEBP".utf8)),
        ("HEIF", 4, Array("ftyphei".utf8)), ("HEIF", 4, Array("ftypmif".utf8)),
        ("AVIF", 4, Array("ftypavif".utf8)), ("GIF", 0, Array("GIF8".utf8)), ("BMP", 0, Array("BM".utf8)),
        ("DICOM", 128, Array("DICM".utf8)), ("PDF", 0, Array("%PDF".utf8)),
        ("ZIP", 0, Array("PK\u{3}\u{4}".utf8)),
    ]

    /// What the file is called; nil where its first bytes are none of these.
    static func name(_ bytes: UnsafeRawBufferPointer) -> String? {
        signatures.first { signature in
            unsafe bytes.dropFirst(signature.offset).starts(with: signature.bytes)
        }?.name
    }
}
