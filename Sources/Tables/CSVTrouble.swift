/// Why reading a file ended early; `CSVDiagnosis` says where and from what.
enum CSVTrouble: Error {
    case notUTF8
    /// A file that is no text in UTF-8 by its first bytes.
    case noText(TextKind)
    case quotation
    /// A row that is larger than any.
    case endlessRow
    case noHeader
    /// The line `sep=` of spreadsheets, with another separator than a comma.
    case separator(UInt8)
    /// A cell in quotation marks that holds what looks like rows.
    case swallowedRows(line: Int, column: Int, rows: Int)
}
