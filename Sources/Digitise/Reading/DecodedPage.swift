import DICOM
import FilmModel

/// A page's pixels on their way from the file's form to the instance's: upright, without palette, grey where
/// they are.
struct DecodedPage: ~Copyable {
    private(set) var header: PageHeader
    private(set) var pixels: PixelStore

    /// Decodes the selected page of a file.
    static func decode(_ file: ScanFile, _ plan: PagePlan) throws(DigitiseError) -> DecodedPage {
        let layout = plan.layout
        let pixels = try made { () throws(DICOMError) in
            try PixelStore(bitsAllocated: layout.bitsAllocated, pixelBytes: layout.unpackedBytes)
        }
        try file.decode(layout, into: pixels)
        var page = DecodedPage(header: plan.header, pixels: pixels)
        if let palette = layout.palette { try page.apply(palette) }
        if page.header.photometric == .rgb { try page.becomeGrey() }
        if layout.orientation != .upright { try page.turn(layout) }
        return page
    }

    /// Memory that is short is our fault, not the film's.
    private static func made(
        _ body: () throws(DICOMError) -> PixelStore
    ) throws(DigitiseError) -> PixelStore {
        do throws(DICOMError) {
            return try body()
        } catch {
            throw DigitiseError(.internalFault, error.message, detail: error.detail)
        }
    }

    private mutating func apply(_ palette: Palette) throws(DigitiseError) {
        let count = header.width * header.height
        guard let colours = palette.colours(of: pixels, pixels: count) else {
            throw DigitiseError(.pixelFormat, "a pixel's colour is not in the palette")
        }
        pixels = try Self.made { () throws(DICOMError) in
            try palette.applied(colours, to: pixels, pixels: count)
        }
        header.samplesPerPixel = colours.samples
        header.bitsAllocated = colours.bits
        header.bitsPerSample = colours.bits
        if colours.isGrey { header.photometric = .monochrome2 }
    }

    /// Colours that are all grey become grey.
    private mutating func becomeGrey() throws(DigitiseError) {
        let count = header.width * header.height
        let bytes = header.bitsAllocated / 8
        let isGrey = unsafe pixels.withBytes { samples in
            if bytes == 2 {
                return unsafe samples.withMemoryRebound(to: UInt16.self) { unsafe Self.isGrey($0, count) }
            }
            return unsafe samples.withMemoryRebound(to: UInt8.self) { unsafe Self.isGrey($0, count) }
        }
        guard isGrey else { return }
        let grey = try Self.made { () throws(DICOMError) in
            try PixelStore(bitsAllocated: header.bitsAllocated, pixelBytes: count * bytes)
        }
        unsafe pixels.withBytes { from in
            unsafe grey.withMutableBytes { to in
                for pixel in 0..<count {
                    for byte in 0..<bytes { unsafe to[pixel * bytes + byte] = from[pixel * 3 * bytes + byte] }
                }
            }
        }
        pixels = grey
        header.samplesPerPixel = 1
        header.photometric = .monochrome2
    }

    private static func isGrey<Sample: Equatable>(
        _ samples: UnsafeBufferPointer<Sample>, _ count: Int
    ) -> Bool {
        for pixel in 0..<count {
            let first = unsafe samples[pixel * 3]
            guard unsafe first == samples[pixel * 3 + 1], unsafe first == samples[pixel * 3 + 2] else {
                return false
            }
        }
        return true
    }

    private mutating func turn(_ layout: SampleLayout) throws(DigitiseError) {
        let pixelBytes = header.samplesPerPixel * header.bitsAllocated / 8
        pixels = try Self.made { () throws(DICOMError) in
            try layout.orientation.upright(
                pixels, width: layout.width, height: layout.height, pixelBytes: pixelBytes)
        }
    }

    /// Moves every sample down by so many bits.
    mutating func shift(by bits: Int) {
        unsafe pixels.withMutableBytes { bytes in
            unsafe bytes.withMemoryRebound(to: UInt16.self) { samples in
                for index in 0..<samples.count { unsafe samples[index] >>= UInt16(bits) }
            }
        }
    }

    consuming func taken() -> PixelStore { pixels }
}
