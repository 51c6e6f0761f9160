import CLibTIFF
import FilmModel

/// Whether the Deflate streams of a page end where its pixels do. libtiff takes a stream that would give more than a
/// strip has room for without asking for its checksum, and of one that was cut it reads on in zeros.
struct DeflateEnd {
    private let handle: TIFFHandle
    private let layout: SampleLayout
    private let isReversed: Bool
    private let stride: Int
    private let isSwapped: Bool

    /// Nil where the selected page is compressed otherwise.
    init?(_ handle: TIFFHandle, _ layout: SampleLayout) {
        let scheme = Int32(unsafe fm_tiff_compression(handle.tiff))
        guard scheme == COMPRESSION_DEFLATE || scheme == COMPRESSION_ADOBE_DEFLATE else { return nil }
        (self.handle, self.layout) = (handle, layout)
        isReversed = handle.rawShort(TIFFTAG_FILLORDER, FILLORDER_MSB2LSB) == FILLORDER_LSB2MSB
        let hasPredictor = Int32(unsafe fm_tiff_predictor(handle.tiff)) == PREDICTOR_HORIZONTAL
        stride = hasPredictor ? layout.samplesInRow : 0
        isSwapped = unsafe layout.bits == 16 && TIFFIsByteSwapped(handle.tiff) != 0
    }

    /// Refuses a strip or tile of which `rows` rows were decoded to `pixels`, where its stream does not end behind them, or
    /// behind `most` rows. By its checksum, which stands at its end; where it does not, the stream is gone through.
    func check(
        _ number: Int, _ pixels: UnsafeMutableRawPointer?, _ rowBytes: Int, rows: Int, most: Int
    ) throws(DigitiseError) {
        guard let pixels = unsafe pixels,
            let stored = unsafe handle.part(
                at: TIFFGetStrileOffset(handle.tiff, UInt32(number)),
                TIFFGetStrileByteCount(handle.tiff, UInt32(number))),
            stored.count >= 4
        else { throw Self.damaged }
        guard unsafe sum(of: pixels, rowBytes, rows) != writtenSum(stored) else { return }
        switch unsafe content(stored, rows * rowBytes, most * rowBytes) {
        case FM_DEFLATE_SOUND: return
        case FM_DEFLATE_TOO_LONG: throw TIFFHandle.holdsMoreRows
        default: throw Self.damaged
        }
    }

    private static var damaged: DigitiseError {
        DigitiseError(
            .truncated,
            "the file is damaged: a Deflate stream ends early, or its checksum is not that of its pixels")
    }

    private func sum(of pixels: UnsafeMutableRawPointer, _ rowBytes: Int, _ rows: Int) -> UInt32 {
        var form = fm_tiff_rows(
            row_bytes: rowBytes, rows: rows, sample_bytes: layout.bits == 16 ? 2 : 1, stride: stride,
            is_swapped: isSwapped)
        let bytes = unsafe pixels.assumingMemoryBound(to: UInt8.self)
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, rowBytes)) { line in
            guard let line = line.baseAddress else { return 0 }
            return unsafe fm_tiff_rows_sum(bytes, &form, line)
        }
    }

    /// The last four bytes, high byte first.
    private func writtenSum(_ stored: UnsafeRawBufferPointer) -> UInt32 {
        unsafe stored.suffix(4).reduce(0) { $0 << 8 | UInt32(isReversed ? Self.reversed($1) : $1) }
    }

    private func content(
        _ stored: UnsafeRawBufferPointer, _ need: Int, _ most: Int
    ) -> fm_deflate_content {
        guard !isReversed else {
            let turned = unsafe stored.map(Self.reversed)
            return unsafe turned.withUnsafeBufferPointer { unsafe Self.content($0, need, most) }
        }
        return unsafe Self.content(stored.bindMemory(to: UInt8.self), need, most)
    }

    private static func content(
        _ stored: UnsafeBufferPointer<UInt8>, _ need: Int, _ most: Int
    ) -> fm_deflate_content {
        guard let bytes = stored.baseAddress else { return FM_DEFLATE_DAMAGED }
        return unsafe fm_deflate_check(bytes, stored.count, need, most)
    }

    private static func reversed(_ byte: UInt8) -> UInt8 {
        (0..<8).reduce(UInt8(0)) { $0 | (byte >> UInt8($1) & 1) << UInt8(7 - $1) }
    }
}
