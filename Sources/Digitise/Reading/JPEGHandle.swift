import CLibJPEG
import DICOM
import FilmModel

/// An open JPEG in memory (ISO/IEC 10918-1, JFIF or Exif), of 8 bits. One owner, one thread.
@safe
final class JPEGHandle {
    private let picture: UnsafeMutablePointer<fm_jpeg>
    private let bytes: UnsafeRawBufferPointer

    /// Opens the file that lies in `bytes`, which must outlive the handle.
    init(_ bytes: UnsafeRawBufferPointer, limits: ScanLimits) throws(DigitiseError) {
        if let stranger = unsafe JPEGFrame(bytes)?.strangerName {
            throw DigitiseError(.pixelFormat, "the file is \(stranger), which is not taken")
        }
        guard let base = bytes.baseAddress,
            let picture = unsafe fm_jpeg_open(
                base.assumingMemoryBound(to: UInt8.self), bytes.count, limits.decodedBytes)
        else {
            throw DigitiseError(.notAnImage, "the file is no JPEG image of 8 bits that can be read")
        }
        unsafe self.picture = picture
        unsafe self.bytes = bytes
    }

    deinit { unsafe fm_jpeg_close(picture) }

    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// What the header says, refused where it can't be taken.
    func plan(_ limits: ScanLimits) throws(DigitiseError) -> PagePlan {
        let isGrey = unsafe fm_jpeg_is_grey(picture)
        guard unsafe isGrey || fm_jpeg_is_colour(picture) else {
            throw DigitiseError(.pixelFormat, "the colours are CMYK or unknown, not grey or RGB")
        }
        var layout = SampleLayout(
            width: Int(unsafe fm_jpeg_width(picture)), height: Int(unsafe fm_jpeg_height(picture)), bits: 8,
            samples: isGrey ? 1 : 3, colours: isGrey ? 1 : 3)
        try PagePlan.checkSides(layout)
        let exif = unsafe ExifBlock(ofJPEG: bytes)
        layout.orientation = exif.orientation ?? .upright
        var plan = PagePlan(
            layout, photometric: isGrey ? .monochrome2 : .rgb, spacing: spacing, exifSpacing: exif.spacing)
        plan.header.orientationIsUnknown = exif.orientation == nil
        plan.header.loss = .jpeg(decoded: layout.packedBytes, stored: unsafe bytes.count)
        try plan.check(limits)
        return plan
    }

    private var spacing: PixelSpacing? {
        var across: UInt16 = 0
        var down: UInt16 = 0
        let unit = unsafe fm_jpeg_resolution(picture, &across, &down)
        guard unit == 1 || unit == 2 else { return nil }
        let millimetres = unit == 1 ? 25.4 : 10
        return PixelSpacing(stated: millimetres / Double(down), column: millimetres / Double(across))
    }

    /// Decodes the picture into `store`, whole, or throws.
    func decode(_ layout: SampleLayout, into store: borrowing PixelStore) throws(DigitiseError) {
        let isRead = unsafe store.withMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe fm_jpeg_read(
                picture, base.assumingMemoryBound(to: UInt8.self), layout.rowBytes(layout.width))
        }
        guard isRead else {
            throw DigitiseError(.truncated, detail: unsafe String(cString: fm_jpeg_message(picture)))
        }
    }
}
