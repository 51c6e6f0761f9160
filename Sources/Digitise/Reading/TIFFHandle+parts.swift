import CLibTIFF
import FilmModel

/// Strips and tiles that hold more than the page's tags say that there is: then the tags are wrong, and the picture that
/// they make of the data is noise, or a part of the film.
extension TIFFHandle {
    /// Refuses a page that lists more strips or tiles than it needs, or uncompressed ones that are too long.
    func checkParts(_ layout: SampleLayout) throws(DigitiseError) {
        let isTiled = unsafe TIFFIsTiled(tiff) != 0
        let needed = Int(parts)
        // Some writers of tiles name their lists as those of strips.
        let listed = max(rawCount(TIFFTAG_STRIPOFFSETS), isTiled ? rawCount(TIFFTAG_TILEOFFSETS) : 0)
        guard listed <= needed else {
            throw DigitiseError(
                .truncated,
                "the page lists \(listed) \(isTiled ? "tiles" : "strips"), and the pixels that it declares need \(needed): a part of the film would be lost"
            )
        }
        guard Int32(unsafe fm_tiff_compression(tiff)) == COMPRESSION_NONE, needed <= length else { return }
        if !isTiled, listed == 1, needed > 1, let stored = rawNumber(TIFFTAG_STRIPBYTECOUNTS) {
            // One strip that libtiff has cut up.
            let lengths = PartLengths(
                layout, width: layout.width, rows: layout.height, wholeRows: layout.height)
            if let reason = lengths.refusal(of: stored) { throw reason }
            return
        }
        let whole = isTiled ? try wholeTile() : (width: layout.width, rows: try wholeStrip(layout))
        let perPlane = max(1, needed / (layout.isPlanar ? layout.samples : 1))
        for number in 0..<needed {
            let isLast = !isTiled && number % perPlane == perPlane - 1
            let rows = isLast ? layout.height - (perPlane - 1) * whole.rows : whole.rows
            let lengths = PartLengths(layout, width: whole.width, rows: rows, wholeRows: whole.rows)
            let offset = unsafe TIFFGetStrileOffset(tiff, UInt32(number))
            let stored = unsafe TIFFGetStrileByteCount(tiff, UInt32(number))
            guard let reason = lengths.refusal(of: Int(clamping: stored)) else { continue }
            // The last strip may be as long as the others, if nothing is in the rest of it.
            if isLast, Int(clamping: stored) == lengths.wholeNeed,
                let data = unsafe self.part(at: offset, stored),
                unsafe Self.isPadding(UnsafeRawBufferPointer(rebasing: data[lengths.need...]))
            {
                continue
            }
            throw reason
        }
    }

    /// Whether the first compressed strip holds a row more than the tags say: then they are wrong. By decoding it as if it
    /// had one; the codecs that are asked know the end of their data by nothing else. An error of libtiff's is the rule
    /// here, and the caller's to forget.
    func holdsMore(_ layout: SampleLayout) throws(DigitiseError) -> Bool {
        let scheme = Int32(unsafe fm_tiff_compression(tiff))
        guard Self.openEnded.contains(scheme), unsafe TIFFIsTiled(tiff) == 0 else { return false }
        let declared = unsafe fm_tiff_rows_per_strip(tiff)
        let rows = try wholeStrip(layout) + 1
        let perPlane = max(1, Int(parts) / (layout.isPlanar ? layout.samples : 1))
        let count = rows * layout.rowBytes(layout.width)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { unsafe buffer.deallocate() }
        guard unsafe fm_tiff_pretend_rows(tiff, UInt32(rows * perPlane), UInt32(rows)) else { return false }
        let got = unsafe TIFFReadEncodedStrip(tiff, 0, buffer.baseAddress, tmsize_t(count))
        guard unsafe fm_tiff_pretend_rows(tiff, UInt32(layout.height), declared) else {
            throw DigitiseError(.internalFault, detail: detail)
        }
        return got == count
    }

    /// Codecs of a stream without a length of its own that must be the picture's. `DeflateEnd` looks at Deflate's.
    private static let openEnded: Set<Int32> = [
        COMPRESSION_PACKBITS, COMPRESSION_LZW, COMPRESSION_LZMA, COMPRESSION_ZSTD,
    ]

    /// Whether the end of a strip or tile of CCITT's codes is made up: libtiff reads on in zeros where the codes end. With ones behind
    /// them another picture comes out then.
    func isCompletedFax(_ strip: Int, _ pixels: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        guard TIFFCompression(scheme: Int32(unsafe fm_tiff_compression(tiff))).isFax else { return false }
        guard
            let stored = unsafe part(
                at: TIFFGetStrileOffset(tiff, UInt32(strip)), TIFFGetStrileByteCount(tiff, UInt32(strip)))
        else { return true }
        var codes = unsafe Array(stored) + [0xFF, 0xFF, 0xFF, 0xFF]
        var other = [UInt8](repeating: 0, count: count)
        unsafe codes.withUnsafeMutableBytes { codes in
            unsafe other.withUnsafeMutableBytes { other in
                _ = unsafe TIFFReadFromUserBuffer(
                    tiff, UInt32(strip), codes.baseAddress, tmsize_t(codes.count), other.baseAddress,
                    tmsize_t(count))
            }
        }
        return unsafe !UnsafeRawBufferPointer(start: pixels, count: count).elementsEqual(other)
    }

    private static func isPadding(_ rest: UnsafeRawBufferPointer) -> Bool {
        let first = unsafe rest.first
        return unsafe rest.allSatisfy { $0 == first }
    }

    private func wholeStrip(_ layout: SampleLayout) throws(DigitiseError) -> Int {
        let rows = min(Int(clamping: unsafe fm_tiff_rows_per_strip(tiff)), layout.height)
        guard rows > 0 else { throw DigitiseError(.truncated, detail: detail) }
        return rows
    }

    private func wholeTile() throws(DigitiseError) -> (width: Int, rows: Int) {
        var width: UInt32 = 0
        var height: UInt32 = 0
        guard unsafe fm_tiff_tile_width(tiff, &width), unsafe fm_tiff_tile_length(tiff, &height),
            (1...65_536).contains(width), (1...65_536).contains(height)
        else { throw DigitiseError(.truncated, detail: detail) }
        return (Int(width), Int(height))
    }
}
