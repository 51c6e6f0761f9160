import CLibTIFF
import DICOM
import FilmModel

extension TIFFHandle {
    /// Decodes the selected page into `store`, whole, or throws: partial data is never a grey half.
    func decode(_ header: PageHeader, into store: borrowing PixelStore) throws(DigitiseError) {
        let before = errors
        try unsafe store.withMutableBytes { bytes throws(DigitiseError) in
            if unsafe TIFFIsTiled(tiff) != 0 {
                try unsafe decodeTiles(header, into: bytes)
            } else {
                try unsafe decodeStrips(header, into: bytes)
            }
        }
        // libtiff reports some damage as an error and still answers a full strip.
        guard errors == before else { throw DigitiseError(.truncated, detail: detail) }
    }

    private func decodeStrips(
        _ header: PageHeader, into bytes: UnsafeMutableRawBufferPointer
    ) throws(DigitiseError) {
        let rowBytes = header.width * header.samplesPerPixel * header.bitsAllocated / 8
        let rowsPerStrip = min(Int(clamping: unsafe fm_tiff_rows_per_strip(tiff)), header.height)
        guard rowsPerStrip > 0 else { throw DigitiseError(.truncated) }
        var row = 0
        var strip: UInt32 = 0
        while row < header.height {
            let wanted = min(rowsPerStrip, header.height - row) * rowBytes
            guard let target = unsafe bytes.baseAddress?.advanced(by: row * rowBytes),
                unsafe TIFFReadEncodedStrip(tiff, strip, target, tmsize_t(wanted)) == wanted
            else { throw DigitiseError(.truncated, detail: detail) }
            row += rowsPerStrip
            strip += 1
        }
    }

    private func decodeTiles(
        _ header: PageHeader, into bytes: UnsafeMutableRawBufferPointer
    ) throws(DigitiseError) {
        var tileWidth: UInt32 = 0
        var tileHeight: UInt32 = 0
        guard unsafe fm_tiff_tile_width(tiff, &tileWidth), unsafe fm_tiff_tile_length(tiff, &tileHeight),
            tileWidth > 0, tileHeight > 0
        else { throw DigitiseError(.truncated) }
        let tileBytes = Int(unsafe TIFFTileSize(tiff))
        let pixelBytes = header.samplesPerPixel * header.bitsAllocated / 8
        let tileRow = Int(tileWidth) * pixelBytes
        guard tileBytes == tileRow * Int(tileHeight), tileBytes <= 256 << 20 else {
            throw DigitiseError(.truncated, detail: detail)
        }
        let tile = UnsafeMutableRawBufferPointer.allocate(byteCount: tileBytes, alignment: 16)
        defer { unsafe tile.deallocate() }
        for y in stride(from: 0, to: header.height, by: Int(tileHeight)) {
            for x in stride(from: 0, to: header.width, by: Int(tileWidth)) {
                let number = unsafe TIFFComputeTile(tiff, UInt32(x), UInt32(y), 0, 0)
                guard
                    unsafe TIFFReadEncodedTile(tiff, number, tile.baseAddress, tmsize_t(tileBytes))
                        == tileBytes
                else {
                    throw DigitiseError(.truncated, detail: detail)
                }
                let width = min(Int(tileWidth), header.width - x) * pixelBytes
                for line in 0..<min(Int(tileHeight), header.height - y) {
                    let from = unsafe UnsafeRawBufferPointer(
                        rebasing: tile[line * tileRow..<line * tileRow + width])
                    let start = ((y + line) * header.width + x) * pixelBytes
                    unsafe bytes[start..<start + width].copyBytes(from: from)
                }
            }
        }
    }
}
