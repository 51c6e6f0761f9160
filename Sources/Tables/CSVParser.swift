import CLibCSV
import Foundation

/// The one owner of a libcsv parser.
@safe
final class CSVParser {
    private var parser = unsafe csv_parser()
    private let cells: CSVCells
    /// Pieces since the last row's end, in bytes; a row is never larger than `mostInRow`, or a device without line
    /// ends would fill the memory.
    private var sinceRow = 0
    private static let mostInRow = 64 << 20

    init(_ cells: CSVCells) throws {
        self.cells = cells
        // Every line end is reported, so that rows are numbered as a spreadsheet numbers them.
        let options = UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)
        guard unsafe csv_init(&parser, options) == 0 else { throw CSVTrouble.quotation }
        unsafe csv_set_blk_size(&parser, 4096)
    }

    deinit { unsafe csv_free(&parser) }

    func parse(_ piece: Data) throws {
        let row = cells.number
        let context = unsafe Unmanaged.passUnretained(cells).toOpaque()
        let read = unsafe piece.withUnsafeBytes { bytes in
            unsafe csv_parse(&parser, bytes.baseAddress, bytes.count, Self.onCell, Self.onRow, context)
        }
        if let error = cells.error { throw error }
        guard read == piece.count else { throw CSVTrouble.quotation }
        sinceRow = cells.number == row ? sinceRow + piece.count : 0
        guard sinceRow <= Self.mostInRow else { throw CSVTrouble.endlessRow }
    }

    func finish() throws {
        let context = unsafe Unmanaged.passUnretained(cells).toOpaque()
        guard unsafe csv_fini(&parser, Self.onCell, Self.onRow, context) == 0 else {
            throw CSVTrouble.quotation
        }
        if let error = cells.error { throw error }
    }

    private static let onCell:
        @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
            cell, length, context in
            guard let context = unsafe context else { return }
            let cells = unsafe Unmanaged<CSVCells>.fromOpaque(context).takeUnretainedValue()
            unsafe cells.append(UnsafeRawBufferPointer(start: cell, count: length))
        }

    private static let onRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { end, context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<CSVCells>.fromOpaque(context).takeUnretainedValue().endRow(end)
    }
}
