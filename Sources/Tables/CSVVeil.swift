import FilmModel
import SwiftCSV

/// SwiftCSV behind a veil. It goes by Swift's characters, so that a combining mark at the start of a cell
/// hides the comma before it, and U+2028, a vertical tab or a form feed end a row; RFC 4180 knows none of
/// that. So each byte that is not plain ASCII text is shown to it as an ideograph, which joins with nothing
/// and means nothing, and the cells are turned back afterwards.
enum CSVVeil {
    /// Byte 0 of the veiled ones: U+4E00 to U+4EFF stand for bytes.
    private static let base: UInt32 = 0x4E00
    /// A last record of our own, U+4F00, which no veiled text holds. A quotation mark that is left open
    /// swallows it.
    private static let end = "\u{4F00}"

    /// Every record of a file, the header and blank ones included, each with the cells that it really has.
    static func records(_ text: String, name: String) throws(TableError) -> [[String]] {
        var records: [[String]] = []
        do {
            // A limit of 0 rows: the view that SwiftCSV makes of a table pads all rows to the longest.
            let csv = try EnumeratedCSV(
                string: veiled(text), delimiter: .comma, loadColumns: false, rowLimit: 0)
            try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { records.append($0.map(unveiled)) }
        } catch {
            throw .malformed(name)
        }
        guard records.popLast() == [end] else { throw .openQuotation(name) }
        return records
    }

    private static func veiled(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in text.utf8 {
            let value = isPlain(byte) ? UInt32(byte) : base + UInt32(byte)
            scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return String(scalars) + "\n" + end
    }

    private static func unveiled(_ cell: String) -> String {
        if cell.utf8.allSatisfy({ $0 < 0x80 }) { return cell }
        let bytes = cell.unicodeScalars.map { scalar in
            UInt8(truncatingIfNeeded: scalar.value < base ? scalar.value : scalar.value - base)
        }
        // The end mark is not of this range, and stays what it is.
        return cell == end ? cell : String(decoding: bytes, as: UTF8.self)
    }

    /// ASCII, except for the vertical tab and the form feed, which Swift takes for ends of lines.
    private static func isPlain(_ byte: UInt8) -> Bool { byte < 0x80 && byte != 0x0B && byte != 0x0C }
}
