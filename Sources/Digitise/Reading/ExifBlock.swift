import CLibJPEG
import FilmModel

/// What Exif metadata say of a picture, whatever format holds them.
struct ExifBlock {
    /// How the picture is turned; nil where the value is none that Exif defines, or the block can't be read.
    let orientation: Orientation?
    let spacing: PixelSpacing?

    /// Of a file without such metadata.
    static let absent = ExifBlock(orientation: .upright, spacing: nil)
    /// Of metadata that are damaged.
    static let unreadable = ExifBlock(orientation: nil, spacing: nil)

    private init(orientation: Orientation?, spacing: PixelSpacing?) {
        (self.orientation, self.spacing) = (orientation, spacing)
    }

    /// What stands before the byte order in a JPEG, and in blocks that programs have taken over from one as they are.
    static let prefix = Array("Exif\0\0".utf8)

    /// Of a block that begins with its byte order, as a PNG's eXIf chunk does, or with what a JPEG has before it.
    init(_ block: [UInt8]) {
        let tiff = block.starts(with: Self.prefix) ? Array(block.dropFirst(Self.prefix.count)) : block
        guard Self.isSound(tiff) else {
            self = .unreadable
            return
        }
        var found = fm_exif()
        let whole = Self.prefix + tiff
        let isRead = unsafe whole.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe fm_exif_read(base, bytes.count, &found)
        }
        guard isRead else {
            self = .unreadable
            return
        }
        orientation = Orientation(stated: found.orientation)
        spacing = Self.spacing(found)
    }

    /// Of a JPEG, by the first segment that has such a block.
    init(ofJPEG bytes: UnsafeRawBufferPointer) {
        guard let block = unsafe JPEGFrame.segment(0xE1, beginning: Self.prefix, in: bytes) else {
            self = .absent
            return
        }
        self.init(block)
    }

    /// Of a text by which ImageMagick and others keep a block in a PNG: the profile's name, its length in bytes, and its
    /// bytes in hexadecimal.
    init(rawProfile text: [UInt8]) {
        let words = text.split { $0 == 0x0A || $0 == 0x20 || $0 == 0x0D }
        guard words.count > 2, let length = Int(String(decoding: words[1], as: UTF8.self)),
            (8...1 << 20).contains(length)
        else {
            self = .unreadable
            return
        }
        let digits = words[2...].joined()
        let values = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == length * 2, digits.count == values.count else {
            self = .unreadable
            return
        }
        let block = (0..<length).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
        self.init(block)
    }

    /// Whether a block has a byte order and a first directory that lies within it.
    private static func isSound(_ tiff: [UInt8]) -> Bool {
        guard tiff.count >= 8 else { return false }
        let isBig = tiff.starts(with: [0x4D, 0x4D, 0, 42])
        guard isBig || tiff.starts(with: [0x49, 0x49, 42, 0]) else { return false }
        func number(_ range: Range<Int>) -> Int {
            let bytes = isBig ? Array(tiff[range]) : tiff[range].reversed()
            return bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        let start = number(4..<8)
        guard start >= 8, start <= tiff.count - 2 else { return false }
        return start + 2 + 12 * number(start..<start + 2) <= tiff.count
    }

    /// 72 pixels an inch are what Exif (4.6.4) has writers state where the resolution is unknown.
    private static func spacing(_ found: fm_exif) -> PixelSpacing? {
        guard found.unit == 2 || found.unit == 3 else { return nil }
        guard found.unit == 3 || found.across != 72 || found.down != 72 else { return nil }
        let millimetres = found.unit == 2 ? 25.4 : 10
        return PixelSpacing(stated: millimetres / found.down, column: millimetres / found.across)
    }
}
