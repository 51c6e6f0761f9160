import Foundation

/// Texts that others wrote, such as labels, file names and receipts, as they may be shown.
package enum PrintableText {
    /// The text without what would act on a terminal or turn the direction of a line: labels, file names and
    /// receipts hold what others wrote.
    package static func of(_ text: String) -> String {
        func acts(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x0A, 0x09: false
            case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        guard text.unicodeScalars.contains(where: acts) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(acts(scalar) ? "\u{FFFD}" : scalar) }
        return String(scalars)
    }

    /// What others wrote, on one line and of a length that a terminal bears: a label's own line breaks would
    /// pass for lines of ours.
    package static func line(_ text: String) -> String {
        let limit = 200
        let breaks = CharacterSet.newlines.union(["\t"])
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            line.append(breaks.contains(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(line) + (text.unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")
    }
}
