/// What divides the cells of a file that is no CSV with commas.
enum CSVSeparator {
    private static let names: [(byte: UInt8, name: String)] = [
        (0x3B, "semicolons"), (0x09, "tabs"), (0x7C, "vertical bars"),
    ]
    static let remedy = "save it as CSV with commas ('CSV UTF-8 (comma delimited)')"

    static func name(_ byte: UInt8) -> String? { names.first { $0.byte == byte }?.name }

    /// What divides the cells of a header row that has no comma; nil where it has one, or nothing divides it.
    static func other(in line: some Sequence<UInt8>) -> String? {
        var isQuoted = false
        var counts: [UInt8: Int] = [:]
        for byte in line {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        guard counts[0x2C] == nil else { return nil }
        let found = names.filter { counts[$0.byte] != nil }
        return found.max { (counts[$0.byte] ?? 0) < (counts[$1.byte] ?? 0) }?.name
    }

    static func error(_ name: String, _ file: String, line: Int) -> TableError {
        TableError(
            .separator, file, line: line, finding: "the cells are separated by \(name), not by commas",
            remedy: remedy)
    }
}
