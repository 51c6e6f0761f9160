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
