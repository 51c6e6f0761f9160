import Foundation

/// Numbers and dates as labels and spreadsheets have them, in plain ASCII: digits of every script and width are 0
/// to 9, every kind of space is a space, every kind of dash a hyphen; what cannot be seen, accents, in whichever form of
/// Unicode, and quotation marks are left out. `="0012345"` and `'0012345` are how spreadsheets keep a number's zeros.
package enum PlainText {
    /// What is looked at of a value, however long it is.
    private static let limit = 200

    package static func of(_ text: String) -> String {
        // Nearly every value is plain already.
        if text.utf8.allSatisfy(isPlain) { return text }
        var plain = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars.prefix(limit) {
            append(scalar, to: &plain)
        }
        return String(plain)
    }

    /// Whether a text is a ditto mark, be it between dashes: the value of the row above, which nobody has typed. Two
    /// quotation marks side by side are an empty text that was quoted.
    package static func isDitto(_ text: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        var marks = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{2033}", "\u{3003}", "\u{FF02}":
                marks += 1
            case " ", "-", ".", "\t", "\u{A0}": break
            default:
                guard scalar.properties.generalCategory == .dashPunctuation else { return false }
            }
        }
        return marks == 1 || marks > 0 && !text.unicodeScalars.contains("\"")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != 0x22 && byte != 0x27 && byte != 0x3D && byte != 0x60
    }

    private static func append(_ scalar: Unicode.Scalar, to plain: inout String.UnicodeScalarView) {
        if scalar.isASCII {
            switch scalar {
            case "\t", "\n", "\r": plain.append(" ")
            case "\"", "'", "=", "`": break
            default: if scalar.value >= 0x20, scalar.value != 0x7F { plain.append(scalar) }
            }
            return
        }
        switch scalar.properties.numericType {
        case .decimal, .digit:
            let value = UInt32(scalar.properties.numericValue ?? 0)
            if let digit = Unicode.Scalar(0x30 + value) { plain.append(digit) }
            return
        default: break
        }
        switch scalar.value {
        case 0x2212, 0x2043: plain.append("-")  // the minus sign, the hyphen bullet
        case 0xFF01...0xFF5E:  // full-width forms
            if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { append(narrow, to: &plain) }
        default:
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .lineSeparator, .paragraphSeparator: plain.append(" ")
            case .dashPunctuation: plain.append("-")
            case .control, .format, .nonspacingMark, .enclosingMark, .initialPunctuation, .finalPunctuation,
                .modifierLetter:
                break
            default: plain.append(scalar)
            }
        }
    }
}
