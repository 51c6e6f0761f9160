import CLibTIFF
import FilmModel

extension TIFFHandle {
    /// Reads the selected page's header and refuses what can't be taken, before anything is decoded.
    func plan(_ limits: ScanLimits) throws(DigitiseError) -> PagePlan {
        var width: UInt32 = 0
        var height: UInt32 = 0
        guard unsafe fm_tiff_width(tiff, &width), unsafe fm_tiff_length(tiff, &height), width > 0, height > 0
        else { throw DigitiseError(.notAnImage, detail: detail) }
        try checkCompression()
        let bits = Int(unsafe fm_tiff_bits_per_sample(tiff))
        try checkSampleFormat()
        guard (1...16).contains(bits) else {
            throw DigitiseError(.pixelFormat, "the samples have \(bits) bits; 1 to 16 are taken")
        }
        var layout = SampleLayout(
            width: Int(width), height: Int(height), bits: bits,
            samples: Int(unsafe fm_tiff_samples_per_pixel(tiff)), colours: 1)
        // Bounded before any product of them is taken.
        try PagePlan.checkSides(layout)
        let photometric = try photometric(&layout)
        try checkOrder(&layout)
        let orientation = Orientation(stated: rawShort(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT))
        layout.orientation = orientation ?? .upright
        try checkPredictor(&layout)
        var plan = PagePlan(layout, photometric: photometric, spacing: spacing)
        plan.header.orientationIsUnknown = orientation == nil
        plan.header.significantBits = significantBits(bits)
        try plan.check(limits)
        plan.header.loss = try loss(plan)
        return plan
    }

    /// Refuses samples that are no unsigned numbers.
    private func checkSampleFormat() throws(DigitiseError) {
        let format = rawShort(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT)
        switch format {
        // Undefined data are taken as unsigned, as TIFF 6.0 (SampleFormat) tells readers to.
        case SAMPLEFORMAT_UINT, SAMPLEFORMAT_VOID: return
        case SAMPLEFORMAT_INT: throw DigitiseError(.pixelFormat, "the samples are signed")
        case SAMPLEFORMAT_IEEEFP, SAMPLEFORMAT_COMPLEXINT, SAMPLEFORMAT_COMPLEXIEEEFP:
            throw DigitiseError(.pixelFormat, "floating-point pixels are not accepted")
        default: throw Self.undefined("sample format", format)
        }
    }

    /// How samples and bits follow each other. Of a value that TIFF does not define libtiff makes the default, which
    /// would be a guess.
    private func checkOrder(_ layout: inout SampleLayout) throws(DigitiseError) {
        let planes = rawShort(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG)
        guard layout.samples == 1 || planes == PLANARCONFIG_CONTIG || planes == PLANARCONFIG_SEPARATE else {
            throw Self.undefined("planar configuration", planes)
        }
        layout.isPlanar = planes == PLANARCONFIG_SEPARATE
        let fill = rawShort(TIFFTAG_FILLORDER, FILLORDER_MSB2LSB)
        guard fill == FILLORDER_MSB2LSB || fill == FILLORDER_LSB2MSB else {
            throw Self.undefined("fill order", fill)
        }
    }

    /// What the samples mean, and how many of them are colours; refuses what would lose its meaning.
    private func photometric(
        _ layout: inout SampleLayout
    ) throws(DigitiseError) -> PageHeader.Photometric {
        var value: UInt16 = 0
        guard unsafe fm_tiff_photometric(tiff, &value) else {
            throw DigitiseError(.pixelFormat, "the page names no photometric interpretation")
        }
        // Of numbers of colours without the colours libtiff makes grey values, which they are not.
        guard
            rawShort(TIFFTAG_PHOTOMETRIC, Int32(value)) != PHOTOMETRIC_PALETTE
                || Int32(value) == PHOTOMETRIC_PALETTE
        else { throw noPalette(layout) }
        let isJPEG = Int32(unsafe fm_tiff_compression(tiff)) == COMPRESSION_JPEG
        let result: PageHeader.Photometric
        switch Int32(value) {
        case PHOTOMETRIC_MINISBLACK: result = .monochrome2
        case PHOTOMETRIC_MINISWHITE: result = .monochrome1
        case PHOTOMETRIC_RGB:
            result = .rgb
            layout.colours = 3
        case PHOTOMETRIC_YCBCR where isJPEG && layout.samples == 3 && layout.bits == 8:
            // What JPEG's own decoder makes of its own colours is what every reader shows.
            guard unsafe fm_tiff_jpeg_as_rgb(tiff) else { throw DigitiseError(.pixelFormat, detail: detail) }
            result = .rgb
            layout.colours = 3
        case PHOTOMETRIC_PALETTE:
            guard layout.bits <= 8, let palette = palette(layout.bits) else { throw noPalette(layout) }
            result = .rgb
            layout.palette = palette
        default:
            throw DigitiseError(.pixelFormat, "the colours are \(Self.colourName(value)), not grey or RGB")
        }
        try checkExtraSamples(layout)
        return result
    }

    private func noPalette(_ layout: SampleLayout) -> DigitiseError {
        let count = rawCount(TIFFTAG_COLORMAP)
        guard layout.bits <= 8, layout.samples == 1 else {
            return DigitiseError(
                .pixelFormat,
                "the pixels are numbers of a palette's colours, of \(layout.samples) samples of \(layout.bits) bits; one of 1 to 8 bits is taken"
            )
        }
        let found = count == 0 ? "is missing" : "has \(count) values"
        return DigitiseError(
            .pixelFormat,
            "the pixels are numbers of a palette's colours, and the palette (ColorMap) \(found); \(1 << layout.bits) colours need \(3 << layout.bits)"
        )
    }

    private static func colourName(_ photometric: UInt16) -> String {
        switch Int32(photometric) {
        case PHOTOMETRIC_MASK: "a transparency mask"
        case PHOTOMETRIC_SEPARATED: "CMYK"
        case PHOTOMETRIC_YCBCR: "YCbCr"
        case PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB, PHOTOMETRIC_ITULAB: "CIE L*a*b*"
        case PHOTOMETRIC_LOGL, PHOTOMETRIC_LOGLUV: "logarithmic luminance"
        case PHOTOMETRIC_CFA: "a sensor's raw mosaic"
        default: "photometric interpretation \(photometric)"
        }
    }

    /// One alpha channel may stand beside the colours: whether it is opaque, the pixels tell.
    private func checkExtraSamples(_ layout: SampleLayout) throws(DigitiseError) {
        guard layout.samples != layout.colours else { return }
        var kind: UInt16 = 0
        let count = Int(unsafe fm_tiff_extra_samples(tiff, &kind))
        let isAlpha = kind == UInt16(EXTRASAMPLE_ASSOCALPHA) || kind == UInt16(EXTRASAMPLE_UNASSALPHA)
        guard layout.samples == layout.colours + 1, count == 1, isAlpha else {
            throw DigitiseError(
                .pixelFormat, "the pixels have \(layout.samples) samples, some of unknown meaning")
        }
    }

    private func palette(_ bits: Int) -> Palette? {
        var red: UnsafePointer<UInt16>?
        var green: UnsafePointer<UInt16>?
        var blue: UnsafePointer<UInt16>?
        guard unsafe fm_tiff_colour_map(tiff, &red, &green, &blue), let red = unsafe red,
            let green = unsafe green, let blue = unsafe blue
        else { return nil }
        let count = 1 << bits
        return Palette(
            red: unsafe Array(UnsafeBufferPointer(start: red, count: count)),
            green: unsafe Array(UnsafeBufferPointer(start: green, count: count)),
            blue: unsafe Array(UnsafeBufferPointer(start: blue, count: count)))
    }

    /// libtiff has the horizontal predictor for whole bytes only; for packed samples it is undone here.
    private func checkPredictor(_ layout: inout SampleLayout) throws(DigitiseError) {
        // Some readers undo it all the same and some do not: what the pixels are, nobody can say.
        guard
            unsafe !fm_tiff_has_foreign_predictor(tiff)
                || rawShort(TIFFTAG_PREDICTOR, PREDICTOR_NONE) == PREDICTOR_NONE
        else {
            throw DigitiseError(
                .pixelFormat,
                "the page names predictor \(rawShort(TIFFTAG_PREDICTOR, PREDICTOR_NONE)), which its compression does not have: whether the samples are differences, nobody can say; leave the predictor out, or compress with LZW or Deflate"
            )
        }
        switch Int32(unsafe fm_tiff_predictor(tiff)) {
        case PREDICTOR_NONE: return
        case PREDICTOR_HORIZONTAL:
            guard layout.bits != 8, layout.bits != 16 else { return }
            guard unsafe fm_tiff_ignore_predictor(tiff) else {
                throw DigitiseError(.pixelFormat, "the predictor of packed samples is not taken")
            }
            layout.hasDifferences = true
        case let other: throw DigitiseError(.pixelFormat, "predictor \(other) of whole numbers is not taken")
        }
    }

    /// MaxSampleValue (tag 281), where it says that the samples have bits to spare.
    private func significantBits(_ bits: Int) -> Int? {
        var largest: UInt16 = 0
        guard bits == 16, unsafe fm_tiff_max_sample_value(tiff, &largest) else { return nil }
        let used = UInt16.bitWidth - largest.leadingZeroBitCount
        return (9..<16).contains(used) && largest == 1 << used - 1 ? used : nil
    }

    /// 25.4 or 10 divided by the resolution; resolution unit 1 is no unit, so no spacing, and one that TIFF does not
    /// define is an unknown unit.
    private var spacing: PixelSpacing? {
        var horizontal: Float = 0
        var vertical: Float = 0
        guard unsafe fm_tiff_x_resolution(tiff, &horizontal), unsafe fm_tiff_y_resolution(tiff, &vertical)
        else {
            return nil
        }
        let millimetres: Double
        switch rawShort(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) {
        case RESUNIT_INCH: millimetres = 25.4
        case RESUNIT_CENTIMETER: millimetres = 10
        default: return nil
        }
        return PixelSpacing(
            stated: millimetres / Double(vertical), column: millimetres / Double(horizontal))
    }
}
