/// What the bytes of a file are, where text in UTF-8 is asked for.
package enum TextKind: Sendable, Equatable {
    /// UTF-8 as far as the first bytes tell.
    case utf8
    /// UTF-8 behind a byte-order mark.
    case marked
    case utf16, workbook, oldWorkbook, markup, pdf, compressed

    /// The mark that some editors put before UTF-8.
    package static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Tells by the first bytes of a file.
    package init(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(512))
        func begins(_ start: [UInt8]) -> Bool { head.starts(with: start) }
        let text = head.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
        if begins(Self.mark) {
            self = .marked
        } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) || Self.alternates(head) {
            self = .utf16
        } else if begins(Array("PK\u{3}\u{4}".utf8)) {
            self = .workbook
        } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
            self = .oldWorkbook
        } else if begins(Array("%PDF".utf8)) {
            self = .pdf
        } else if begins([0x1F, 0x8B]) || begins(Array("BZh".utf8)) || begins([0xFD, 0x37, 0x7A, 0x58, 0x5A])
        {
            self = .compressed
        } else if text.starts(with: "<!".utf8) || text.starts(with: "<html".utf8)
            || text.starts(with: "<?xml".utf8)
        {
            self = .markup
        } else {
            self = .utf8
        }
    }

    /// What the file is, where it is no UTF-8 text.
    package var finding: String? {
        switch self {
        case .utf8, .marked: nil
        case .utf16: "the file is UTF-16, which spreadsheets call Unicode text"
        case .workbook: "the file is a workbook (XLSX or ODS) or another ZIP archive, not a text file"
        case .oldWorkbook: "the file is a workbook (XLS), not a text file"
        case .markup: "the file is HTML or XML, not a text file"
        case .pdf: "the file is a PDF, not a text file"
        case .compressed: "the file is compressed, not a text file"
        }
    }

    /// UTF-16 without a mark: of a text in Latin letters, every other byte is 0.
    private static func alternates(_ head: [UInt8]) -> Bool {
        guard head.count >= 4 else { return false }
        let pairs = head.count / 2
        let first = (0..<pairs).count { head[2 * $0] == 0 }
        let second = (0..<pairs).count { head[2 * $0 + 1] == 0 }
        return (first > pairs / 2 && second == 0) || (second > pairs / 2 && first == 0)
    }

    /// What bytes that are no UTF-8 probably are: only five bytes have no letter in Windows-1252.
    package static func guess(_ byte: UInt8) -> String {
        [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte)
            ? "a byte that is not UTF-8" : "a byte that is not UTF-8; the file is probably Windows-1252"
    }
}
