import CLibTIFF
import DICOM
import FilmModel

extension TIFFHandle {
    /// Decodes the selected page's colours into `store`, whole, or throws: partial data is never a grey half.
    func decode(_ layout: SampleLayout, into store: borrowing PixelStore) throws(DigitiseError) {
        let known = warnings
        // Reads where the strips lie.
        _ = unsafe TIFFGetStrileByteCount(tiff, 0)
        let isSound = errors == errorsBefore && warnings == known
        guard try !holdsMore(layout) else {
            throw Self.holdsMoreRows
        }
        // What was only looked for is no fault.
        let before = (errors, warnings)
        clearDetail()
        try unsafe store.withMutableBytes { bytes throws(DigitiseError) in
            if unsafe TIFFIsTiled(tiff) != 0 {
                try unsafe decodeTiles(layout, into: bytes)
            } else if layout.isDirect {
                try unsafe decodeStrips(layout, into: bytes)
            } else {
                try unsafe unpackStrips(layout, into: bytes)
            }
        }
        // libtiff reports some damage as an error and still answers a full strip; CCITT's and JPEG's decoders
        // make pixels up with no more than a warning.
        guard isSound, (errors, warnings) == before else { throw DigitiseError(.truncated, detail: detail) }
    }

    static var holdsMoreRows: DigitiseError {
        DigitiseError(
            .truncated,
            "a strip holds more rows than the page declares for it: its length, width or bits are wrong")
    }

    /// The rows of a strip; the last one may be shorter.
    private func rowsPerStrip(_ layout: SampleLayout) throws(DigitiseError) -> Int {
        let rows = min(Int(clamping: unsafe fm_tiff_rows_per_strip(tiff)), layout.height)
        guard rows > 0 else { throw DigitiseError(.truncated, detail: detail) }
        return rows
    }

    private func read(
        strip: Int, _ wanted: Int, to target: UnsafeMutableRawPointer?
    ) throws(DigitiseError) {
        guard let target = unsafe target,
            unsafe TIFFReadEncodedStrip(tiff, UInt32(strip), target, tmsize_t(wanted)) == wanted,
            unsafe !isCompletedFax(strip, target, wanted)
        else { throw DigitiseError(.truncated, detail: detail) }
    }

    /// Each strip where its pixels are to stand.
    private func decodeStrips(
        _ layout: SampleLayout, into bytes: UnsafeMutableRawBufferPointer
    ) throws(DigitiseError) {
        let rowBytes = layout.rowBytes(layout.width)
        let rows = try rowsPerStrip(layout)
        let end = DeflateEnd(self, layout)
        for (strip, row) in stride(from: 0, to: layout.height, by: rows).enumerated() {
            let count = min(rows, layout.height - row)
            let target = unsafe bytes.baseAddress?.advanced(by: row * rowBytes)
            try unsafe read(strip: strip, count * rowBytes, to: target)
            // A last strip may be as long as the others.
            try unsafe end?.check(
                strip, target, rowBytes, rows: count, most: rows)
        }
    }

    /// Each strip through a buffer of its own, row by row.
    private func unpackStrips(
        _ layout: SampleLayout, into bytes: UnsafeMutableRawBufferPointer
    ) throws(DigitiseError) {
        let rowBytes = layout.rowBytes(layout.width)
        let rows = try rowsPerStrip(layout)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: rows * rowBytes, alignment: 16)
        defer { unsafe buffer.deallocate() }
        var unpacker = SampleUnpacker(layout, widest: layout.width)
        let end = DeflateEnd(self, layout)
        var strip = 0
        for plane in 0..<(layout.isPlanar ? layout.samples : 1) {
            for top in stride(from: 0, to: layout.height, by: rows) {
                let count = min(rows, layout.height - top)
                try unsafe read(strip: strip, count * rowBytes, to: buffer.baseAddress)
                try unsafe end?.check(
                    strip, buffer.baseAddress, rowBytes, rows: count, most: rows)
                strip += 1
                for row in 0..<count {
                    let line = unsafe UnsafeRawBufferPointer(
                        rebasing: buffer[row * rowBytes..<(row + 1) * rowBytes])
                    unsafe unpacker.unpack(
                        line, pixels: layout.width, plane: plane, x: 0, y: top + row, into: bytes)
                }
            }
        }
        try unpacker.checkOpaque()
    }

    private func decodeTiles(
        _ layout: SampleLayout, into bytes: UnsafeMutableRawBufferPointer
    ) throws(DigitiseError) {
        var tileWidth: UInt32 = 0
        var tileHeight: UInt32 = 0
        guard unsafe fm_tiff_tile_width(tiff, &tileWidth), unsafe fm_tiff_tile_length(tiff, &tileHeight),
            (1...65_536).contains(tileWidth), (1...65_536).contains(tileHeight)
        else { throw DigitiseError(.truncated, detail: detail) }
        let tileRow = layout.rowBytes(Int(tileWidth))
        let tileBytes = tileRow * Int(tileHeight)
        guard tileBytes <= 256 << 20, unsafe Int(TIFFTileSize(tiff)) == tileBytes else {
            throw DigitiseError(.truncated, detail: detail)
        }
        let tile = UnsafeMutableRawBufferPointer.allocate(byteCount: tileBytes, alignment: 16)
        defer { unsafe tile.deallocate() }
        var unpacker = SampleUnpacker(layout, widest: layout.isDirect ? 0 : Int(tileWidth))
        let end = DeflateEnd(self, layout)
        for plane in 0..<(layout.isPlanar ? layout.samples : 1) {
            for y in stride(from: 0, to: layout.height, by: Int(tileHeight)) {
                for x in stride(from: 0, to: layout.width, by: Int(tileWidth)) {
                    let number = unsafe TIFFComputeTile(tiff, UInt32(x), UInt32(y), 0, UInt16(plane))
                    guard
                        unsafe TIFFReadEncodedTile(tiff, number, tile.baseAddress, tmsize_t(tileBytes))
                            == tileBytes, let pixels = tile.baseAddress,
                        unsafe !isCompletedFax(Int(number), pixels, tileBytes)
                    else { throw DigitiseError(.truncated, detail: detail) }
                    try unsafe end?.check(
                        Int(number), tile.baseAddress, tileRow, rows: Int(tileHeight), most: Int(tileHeight))
                    let columns = min(Int(tileWidth), layout.width - x)
                    let used = layout.rowBytes(columns)
                    for row in 0..<min(Int(tileHeight), layout.height - y) {
                        let line = unsafe UnsafeRawBufferPointer(
                            rebasing: tile[row * tileRow..<row * tileRow + used])
                        if layout.isDirect {
                            let start = layout.rowBytes((y + row) * layout.width + x)
                            unsafe bytes[start..<start + used].copyBytes(from: line)
                        } else {
                            unsafe unpacker.unpack(
                                line, pixels: columns, plane: plane, x: x, y: y + row, into: bytes)
                        }
                    }
                }
            }
        }
        try unpacker.checkOpaque()
    }
}

extension SampleUnpacker {
    /// Refuses a picture of which parts are transparent: what stands behind them, nobody knows.
    func checkOpaque() throws(DigitiseError) {
        guard !isTransparent else {
            throw DigitiseError(.pixelFormat, "parts of the picture are transparent")
        }
    }
}
