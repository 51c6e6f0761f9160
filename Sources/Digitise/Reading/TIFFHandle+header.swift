import CLibTIFF
import FilmModel

extension TIFFHandle {
    /// Reads the selected page's header and refuses what can't be taken, before anything is decoded.
    func header(limits: ScanLimits) throws(DigitiseError) -> PageHeader {
        var width: UInt32 = 0
        var height: UInt32 = 0
        guard unsafe fm_tiff_width(tiff, &width), unsafe fm_tiff_length(tiff, &height), width > 0, height > 0
        else { throw DigitiseError(.notAnImage, detail: detail) }
        let bits = Int(unsafe fm_tiff_bits_per_sample(tiff))
        let samples = Int(unsafe fm_tiff_samples_per_pixel(tiff))
        guard unsafe fm_tiff_sample_format(tiff) == UInt16(SAMPLEFORMAT_UINT) else {
            throw DigitiseError(.pixelFormat, "the samples are signed or floating point")
        }
        guard bits == 8 || bits == 16 else {
            throw DigitiseError(.pixelFormat, "the samples have \(bits) bits; 8 and 16 are taken")
        }
        guard unsafe fm_tiff_extra_samples_count(tiff) == 0 else {
            throw DigitiseError(.pixelFormat, "the page has extra samples (an alpha channel)")
        }
        guard unsafe fm_tiff_orientation(tiff) == UInt16(ORIENTATION_TOPLEFT) else {
            throw DigitiseError(.pixelFormat, "the page is stored turned or mirrored (Orientation)")
        }
        let header = PageHeader(
            width: Int(width), height: Int(height), bitsAllocated: bits, bitsPerSample: bits,
            samplesPerPixel: samples, photometric: try photometric(samples: samples, bits: bits),
            spacing: spacing, lossyRatio: nil)
        try check(header, against: limits)
        return try checkCompression(of: header)
    }

    /// Rows and Columns are US (PS3.3 C.7.6.3), so no side exceeds 65,535.
    private func check(_ header: PageHeader, against limits: ScanLimits) throws(DigitiseError) {
        let (pixels, pixelOverflow) = header.width.multipliedReportingOverflow(by: header.height)
        let (bytes, byteOverflow) = pixels.multipliedReportingOverflow(
            by: header.samplesPerPixel * header.bitsAllocated / 8)
        guard header.width <= 65_535, header.height <= 65_535, !pixelOverflow, !byteOverflow,
            bytes <= limits.decodedBytes
        else {
            throw DigitiseError(
                .imageTooLarge, "the page declares \(header.width) × \(header.height) pixels")
        }
    }

    /// Refuses codecs that are not known to keep every pixel (WebP, LERC, SGI's logarithms, …), and a file that
    /// is too small for what it declares: nothing is allocated on the word of a few hundred bytes.
    private func checkCompression(of header: PageHeader) throws(DigitiseError) -> PageHeader {
        let scheme = Int32(unsafe fm_tiff_compression(tiff))
        // The most that a codec can make of one byte; 0 where there is no such bound.
        let expansion: Int
        switch scheme {
        case COMPRESSION_NONE: expansion = 1
        case COMPRESSION_PACKBITS: expansion = 64
        case COMPRESSION_DEFLATE, COMPRESSION_ADOBE_DEFLATE: expansion = 1_040
        case COMPRESSION_LZW: expansion = 2_731
        case COMPRESSION_JPEG, COMPRESSION_LZMA, COMPRESSION_ZSTD: expansion = 0
        default: throw DigitiseError(.pixelFormat, "compression \(scheme) is not taken")
        }
        guard !sizesAreGuessed else {
            throw DigitiseError(.truncated, "the file does not say truly how long its strips are")
        }
        guard expansion == 0 || header.pixelBytes / expansion <= length else {
            throw DigitiseError(.truncated, "the file is too small for the pixels that it declares")
        }
        guard scheme == COMPRESSION_JPEG else { return header }
        var lossy = header
        lossy.lossyRatio = Double(header.pixelBytes) / Double(max(1, storedBytes))
        return lossy
    }

    /// Bytes of the page's strips or tiles in the file.
    private var storedBytes: UInt64 {
        let isTiled = unsafe TIFFIsTiled(tiff) != 0
        let parts = unsafe isTiled ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff)
        // Each part has its entry in the file.
        guard Int(parts) <= length else { return 0 }
        return (0..<parts).reduce(0) { unsafe $0 &+ min(TIFFGetStrileByteCount(tiff, $1), UInt64(length)) }
    }

    private func photometric(samples: Int, bits: Int) throws(DigitiseError) -> PageHeader.Photometric {
        var value: UInt16 = 0
        guard unsafe fm_tiff_photometric(tiff, &value) else {
            throw DigitiseError(.pixelFormat, "the page names no photometric interpretation")
        }
        switch (Int32(value), samples, bits) {
        case (PHOTOMETRIC_MINISBLACK, 1, _): return .monochrome2
        case (PHOTOMETRIC_MINISWHITE, 1, _): return .monochrome1
        case (PHOTOMETRIC_RGB, 3, 8) where unsafe fm_tiff_planar_config(tiff) == UInt16(PLANARCONFIG_CONTIG):
            return .rgb
        default:
            throw DigitiseError(
                .pixelFormat, "photometric interpretation \(value) with \(samples) samples of \(bits) bits")
        }
    }

    /// 25.4 or 10 divided by the resolution; resolution unit 1 is no unit, so no spacing.
    private var spacing: PixelSpacing? {
        var horizontal: Float = 0
        var vertical: Float = 0
        guard unsafe fm_tiff_x_resolution(tiff, &horizontal), unsafe fm_tiff_y_resolution(tiff, &vertical)
        else {
            return nil
        }
        let millimetres: Double
        switch Int32(unsafe fm_tiff_resolution_unit(tiff)) {
        case RESUNIT_INCH: millimetres = 25.4
        case RESUNIT_CENTIMETER: millimetres = 10
        default: return nil
        }
        return PixelSpacing(row: millimetres / Double(vertical), column: millimetres / Double(horizontal))
    }
}
