import CLibTIFF

/// Writes grey pages into one TIFF file, in the order in which they are appended. The bytes depend on the
/// pages and the options alone.
@safe
package struct TIFFWriter: ~Copyable {
    /// The container (TIFF 6.0, or BigTIFF with its 8-byte offsets).
    package enum Container: Sendable, Hashable { case classic, big }
    package enum ByteOrder: Sendable, Hashable { case littleEndian, bigEndian }

    private let handle: OpaquePointer
    private let fault: UnsafeMutablePointer<fm_tiff_fault>
    private let pageCount: Int
    private var pagesWritten = 0

    /// Creates the file, or empties it. With a `pageCount` above 1 the pages are marked and numbered.
    package init(
        path: String, container: Container = .classic, byteOrder: ByteOrder = .littleEndian,
        pageCount: Int = 1
    ) throws(TIFFWriterError) {
        let fault = UnsafeMutablePointer<fm_tiff_fault>.allocate(capacity: 1)
        unsafe fault.initialize(to: fm_tiff_fault())
        let mode = "w" + (byteOrder == .littleEndian ? "l" : "b") + (container == .big ? "8" : "")
        guard let handle = unsafe fm_tiff_open_file(path, mode, 0, fault) else {
            unsafe fault.deallocate()
            throw TIFFWriterError(code: .cannotOpen, message: "the TIFF file cannot be created")
        }
        unsafe self.handle = handle
        unsafe self.fault = fault
        self.pageCount = pageCount
    }

    deinit {
        unsafe fm_tiff_close(handle)
        unsafe fault.deallocate()
    }

    /// Writes a whole file at once.
    package static func write(
        _ pages: [TIFFPage], to path: String, container: Container = .classic,
        byteOrder: ByteOrder = .littleEndian
    ) throws(TIFFWriterError) {
        var writer = try TIFFWriter(
            path: path, container: container, byteOrder: byteOrder, pageCount: pages.count)
        for page in pages { try writer.append(page) }
    }

    /// Writes one page with its directory; after that it is in the file, whatever follows.
    package mutating func append(_ page: TIFFPage) throws(TIFFWriterError) {
        try Self.check(page)
        try setTags(of: page)
        switch page.layout {
        case .strips(let rows): try writeStrips(of: page, rows: rows)
        case .tiles: try writeTiles(of: page)
        }
        guard unsafe TIFFWriteDirectory(handle) == 1, unsafe fault.pointee.errors == 0 else {
            throw Self.failed
        }
        pagesWritten += 1
    }

    private static let tileSide = 256

    private static var failed: TIFFWriterError {
        TIFFWriterError(code: .writeFailed, message: "the TIFF file cannot be written")
    }

    private static func check(_ page: TIFFPage) throws(TIFFWriterError) {
        func refuse(_ message: String) -> TIFFWriterError {
            TIFFWriterError(code: .pageInvalid, message: message)
        }
        guard page.bits == 8 || page.bits == 16 else { throw refuse("a page has 8 or 16 bits a sample") }
        guard page.width > 0, page.height > 0, page.pixels.count == page.width * page.height else {
            throw refuse("the page's samples do not fill its size")
        }
        if case .strips(let rows) = page.layout, rows < 1 { throw refuse("a strip has at least one row") }
        if page.bits == 8, page.pixels.contains(where: { $0 > 255 }) {
            throw refuse("a sample does not fit into 8 bits")
        }
    }

    private func setTags(of page: TIFFPage) throws(TIFFWriterError) {
        var taken = true
        func set(_ tag: Int32, _ value: Int) {
            taken = unsafe fm_tiff_set_u32(handle, UInt32(tag), UInt32(value)) && taken
        }
        set(TIFFTAG_IMAGEWIDTH, page.width)
        set(TIFFTAG_IMAGELENGTH, page.height)
        set(TIFFTAG_BITSPERSAMPLE, page.bits)
        set(TIFFTAG_SAMPLESPERPIXEL, 1)
        set(TIFFTAG_PLANARCONFIG, Int(PLANARCONFIG_CONTIG))
        set(
            TIFFTAG_PHOTOMETRIC,
            Int(page.photometric == .minIsBlack ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_MINISWHITE))
        let (scheme, predictor) =
            switch page.compression {
            case .none: (COMPRESSION_NONE, false)
            case .lzw(let predictor): (COMPRESSION_LZW, predictor)
            case .deflate(let predictor): (COMPRESSION_ADOBE_DEFLATE, predictor)
            }
        set(TIFFTAG_COMPRESSION, Int(scheme))
        if predictor { set(TIFFTAG_PREDICTOR, Int(PREDICTOR_HORIZONTAL)) }
        // Level 1: grain hardly compresses better at more, and takes many times as long.
        if scheme == COMPRESSION_ADOBE_DEFLATE { set(TIFFTAG_ZIPQUALITY, 1) }
        switch page.layout {
        case .strips(let rows): set(TIFFTAG_ROWSPERSTRIP, min(rows, page.height))
        case .tiles:
            set(TIFFTAG_TILEWIDTH, Self.tileSide)
            set(TIFFTAG_TILELENGTH, Self.tileSide)
        }
        if let resolution = page.resolution {
            let (unit, dots) =
                switch resolution {
                case .dotsPerInch(let dots): (RESUNIT_INCH, dots)
                case .dotsPerCentimetre(let dots): (RESUNIT_CENTIMETER, dots)
                case .withoutUnit(let dots): (RESUNIT_NONE, dots)
                }
            set(TIFFTAG_RESOLUTIONUNIT, Int(unit))
            for tag in [TIFFTAG_XRESOLUTION, TIFFTAG_YRESOLUTION] {
                taken = unsafe fm_tiff_set_float(handle, UInt32(tag), Float(dots)) && taken
            }
        }
        if let dateTime = page.dateTime {
            taken = unsafe fm_tiff_set_string(handle, UInt32(TIFFTAG_DATETIME), dateTime) && taken
        }
        if pageCount > 1 {
            set(TIFFTAG_SUBFILETYPE, Int(FILETYPE_PAGE))
            taken = unsafe fm_tiff_set_page_number(handle, UInt16(pagesWritten), UInt16(pageCount)) && taken
        }
        guard taken else {
            throw TIFFWriterError(code: .tagRefused, message: "a tag of the TIFF page is refused")
        }
    }

    /// Each strip goes through a buffer of its own, because libtiff swaps and differences in place.
    private func writeStrips(of page: TIFFPage, rows: Int) throws(TIFFWriterError) {
        var strip: UInt32 = 0
        for top in stride(from: 0, to: page.height, by: rows) {
            let range = top * page.width..<min(top + rows, page.height) * page.width
            let written =
                if page.bits == 8 {
                    write(page.pixels[range].map { UInt8(truncatingIfNeeded: $0) }, strip: strip)
                } else {
                    write(Array(page.pixels[range]), strip: strip)
                }
            guard written else { throw Self.failed }
            strip += 1
        }
    }

    private func writeTiles(of page: TIFFPage) throws(TIFFWriterError) {
        let side = Self.tileSide
        var tile: UInt32 = 0
        for top in stride(from: 0, to: page.height, by: side) {
            for left in stride(from: 0, to: page.width, by: side) {
                var samples = [UInt16](repeating: 0, count: side * side)
                let columns = min(side, page.width - left)
                for row in 0..<min(side, page.height - top) {
                    let from = (top + row) * page.width + left
                    let source = page.pixels[from..<from + columns]
                    samples.replaceSubrange(row * side..<row * side + columns, with: source)
                }
                let written =
                    if page.bits == 8 {
                        write(samples.map { UInt8(truncatingIfNeeded: $0) }, tile: tile)
                    } else {
                        write(samples, tile: tile)
                    }
                guard written else { throw Self.failed }
                tile += 1
            }
        }
    }

    private func write<Sample: BitwiseCopyable>(_ samples: [Sample], strip: UInt32) -> Bool {
        var buffer = samples
        return unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe TIFFWriteEncodedStrip(handle, strip, bytes.baseAddress, tmsize_t(bytes.count))
                == bytes.count
        }
    }

    private func write<Sample: BitwiseCopyable>(_ samples: [Sample], tile: UInt32) -> Bool {
        var buffer = samples
        return unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe TIFFWriteEncodedTile(handle, tile, bytes.baseAddress, tmsize_t(bytes.count)) == bytes.count
        }
    }
}
