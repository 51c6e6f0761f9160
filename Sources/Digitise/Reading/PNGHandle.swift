import CLibPNG
import DICOM
import FilmModel

/// An open PNG in memory (ISO/IEC 15948). One owner, one thread.
@safe
final class PNGHandle {
    private let picture: UnsafeMutablePointer<fm_png>
    private let bytes: UnsafeRawBufferPointer

    /// Opens the file that lies in `bytes`, which must outlive the handle.
    init(_ bytes: UnsafeRawBufferPointer, limits: ScanLimits) throws(DigitiseError) {
        guard let base = bytes.baseAddress,
            let picture = unsafe fm_png_open(
                base.assumingMemoryBound(to: UInt8.self), bytes.count, limits.singleAllocation)
        else { throw DigitiseError(.notAnImage, "the file is no PNG image that can be read") }
        unsafe self.picture = picture
        unsafe self.bytes = bytes
    }

    deinit { unsafe fm_png_close(picture) }

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private var detail: String { unsafe String(cString: fm_png_message(picture)) }

    /// What the header says, refused where it can't be taken.
    func plan(_ limits: ScanLimits) throws(DigitiseError) -> PagePlan {
        let bits = Int(unsafe fm_png_bit_depth(picture))
        let type = unsafe fm_png_colour_type(picture)
        let isColour = type & PNG_COLOR_MASK_COLOR != 0
        let isPalette = type == PNG_COLOR_TYPE_PALETTE
        let colours = isColour && !isPalette ? 3 : 1
        var layout = SampleLayout(
            width: Int(unsafe fm_png_width(picture)), height: Int(unsafe fm_png_height(picture)), bits: bits,
            samples: colours + (type & PNG_COLOR_MASK_ALPHA != 0 ? 1 : 0), colours: colours)
        try PagePlan.checkSides(layout)
        if isPalette { layout.palette = palette }
        let exif = exif
        layout.orientation = exif.orientation ?? .upright
        var plan = PagePlan(
            layout, photometric: isColour ? .rgb : .monochrome2, spacing: spacing, exifSpacing: exif.spacing)
        plan.header.orientationIsUnknown = exif.orientation == nil
        let used = Int(unsafe fm_png_significant_bits(picture))
        if bits == 16, (9..<16).contains(used) { plan.header.significantBits = used }
        try plan.check(limits)
        return plan
    }

    /// By the eXIf chunk, which may stand behind the pixels too; else by a profile in a text, which is only looked for
    /// behind them.
    private var exif: ExifBlock {
        switch unsafe PNGChunks.first("eXIf", in: bytes) {
        case .sound(let block): return ExifBlock(block)
        case .damaged: return .unreadable
        case .none: break
        }
        for name in ["Raw profile type exif", "Raw profile type APP1"] {
            var length = 0
            if let text = unsafe fm_png_text(picture, name, &length) {
                return unsafe ExifBlock(rawProfile: Array(UnsafeRawBufferPointer(start: text, count: length)))
            }
            let start = Array(name.utf8) + [0]
            if ["tEXt", "zTXt", "iTXt"].contains(where: {
                if case .none = unsafe PNGChunks.first($0, beginning: start, in: bytes) {
                    false
                } else {
                    true
                }
            }) {
                return .unreadable
            }
        }
        return .absent
    }

    private var palette: Palette {
        var palette = Palette(red: [], green: [], blue: [])
        var (red, green, blue) = (UInt8(0), UInt8(0), UInt8(0))
        for index in Int32(0)..<256 {
            guard unsafe fm_png_palette_entry(picture, index, &red, &green, &blue) else { break }
            palette.red.append(UInt16(red) * 257)
            palette.green.append(UInt16(green) * 257)
            palette.blue.append(UInt16(blue) * 257)
        }
        return palette
    }

    private var spacing: PixelSpacing? {
        var across: UInt32 = 0
        var down: UInt32 = 0
        guard unsafe fm_png_resolution(picture, &across, &down) else { return nil }
        return PixelSpacing(stated: 1000 / Double(down), column: 1000 / Double(across))
    }

    /// Decodes the picture's colours into `store`, whole, or throws.
    func decode(_ layout: SampleLayout, into store: borrowing PixelStore) throws(DigitiseError) {
        let rowBytes = layout.rowBytes(layout.width)
        try unsafe store.withMutableBytes { bytes throws(DigitiseError) in
            guard !layout.isDirect else {
                try unsafe read(to: bytes, rowBytes)
                return try unsafe checkTransparency(layout, UnsafeRawBufferPointer(bytes))
            }
            let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: layout.packedBytes, alignment: 16)
            defer { unsafe packed.deallocate() }
            try unsafe read(to: packed, rowBytes)
            var unpacker = SampleUnpacker(layout, widest: layout.width)
            for y in 0..<layout.height {
                let row = unsafe UnsafeRawBufferPointer(rebasing: packed[y * rowBytes..<(y + 1) * rowBytes])
                unsafe unpacker.unpack(row, pixels: layout.width, plane: 0, x: 0, y: y, into: bytes)
            }
            try unpacker.checkOpaque()
            try unsafe checkTransparency(layout, UnsafeRawBufferPointer(bytes))
        }
    }

    /// Refuses a picture with pixels of the colour, or of an entry of the palette, that stands for nothing (tRNS).
    private func checkTransparency(
        _ layout: SampleLayout, _ bytes: UnsafeRawBufferPointer
    ) throws(DigitiseError) {
        guard unsafe fm_png_has_transparency(picture) else { return }
        let count = layout.width * layout.height
        var isUsed = false
        if layout.palette != nil {
            let isClear = (0..<256).map { unsafe fm_png_palette_alpha(picture, Int32($0)) < UInt8.max }
            isUsed = unsafe bytes[..<count].contains { isClear[Int($0)] }
        } else {
            var (red, green, blue) = (UInt16(0), UInt16(0), UInt16(0))
            guard unsafe fm_png_transparent_colour(picture, &red, &green, &blue) else { return }
            let clear = layout.colours == 1 ? [red] : [red, green, blue]
            isUsed = (0..<count).contains { pixel in
                clear.indices.allSatisfy { colour in
                    let place = pixel * clear.count + colour
                    let value =
                        unsafe layout.bitsAllocated == 8
                        ? UInt16(bytes[place])
                        : bytes.loadUnaligned(fromByteOffset: place * 2, as: UInt16.self)
                    return value == clear[colour]
                }
            }
        }
        guard !isUsed else { throw DigitiseError(.pixelFormat, "parts of the picture are transparent") }
    }

    private func read(to target: UnsafeMutableRawBufferPointer, _ rowBytes: Int) throws(DigitiseError) {
        guard let base = target.baseAddress,
            unsafe fm_png_read(picture, base.assumingMemoryBound(to: UInt8.self), rowBytes)
        else { throw DigitiseError(.truncated, detail: detail) }
    }
}
