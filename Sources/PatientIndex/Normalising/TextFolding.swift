import Foundation

/// Free text in the form that is compared: upper case, without diacritics, punctuation or control
/// characters; words with one space between.
enum TextFolding {
    /// What is looked at of a value, however long it is.
    static let inputLimit = 400
    /// The most bytes of a folded value: the comparators work in 64 bits.
    static let outputLimit = 63

    /// What to do with digits: names have none, addresses live on them.
    enum Digits { case asLetters, kept }

    /// The words of a text, a space between. Apostrophes and full stops vanish; all other marks divide words.
    static func words(_ text: String?, digits: Digits) -> [UInt8] {
        guard let text, !text.isEmpty else { return [] }
        var words: [UInt8] = []
        words.reserveCapacity(min(text.utf8.count, inputLimit) + 1)
        var hasDigits = false
        var isPlain = true
        for byte in text.utf8.prefix(inputLimit) {
            switch byte {
            case 0x41...0x5A: words.append(byte)
            case 0x61...0x7A: words.append(byte - 0x20)
            case 0x30...0x39:
                words.append(byte)
                hasDigits = true
            case 0x27, 0x2E, 0x60: break
            case 0x80...: isPlain = false
            default: endWord(&words)
            }
            if !isPlain { break }
        }
        if !isPlain {
            words = foldedWords(text)
            hasDigits = words.contains(where: \.isDigit)
        }
        if words.last == 0x20 { words.removeLast() }
        return hasDigits && digits == .asLetters ? lettered(words) : words
    }

    private static func endWord(_ words: inout [UInt8]) {
        if let last = words.last, last != 0x20 { words.append(0x20) }
    }

    /// The long way, for text beyond ASCII.
    private static func foldedWords(_ text: String) -> [UInt8] {
        var head = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(inputLimit) { head.append(scalar) }
        var words: [UInt8] = []
        for scalar in String(head).decomposedStringWithCompatibilityMapping.unicodeScalars {
            if let plain = substitutes[scalar] {
                words.append(contentsOf: plain.utf8)
                continue
            }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format, .modifierLetter: continue
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .spacingMark,
                .decimalNumber:
                words.append(contentsOf: scalar.properties.uppercaseMapping.utf8)
            default:
                if !vanishing.contains(scalar) { endWord(&words) }
            }
        }
        return words
    }

    private static let vanishing: Set<Unicode.Scalar> = ["'", ".", "`", "’", "‘", "ʼ"]

    /// Letters that no decomposition takes apart, as British registers write them.
    private static let substitutes: [Unicode.Scalar: String] = [
        "ß": "SS", "ẞ": "SS", "æ": "AE", "Æ": "AE", "œ": "OE", "Œ": "OE", "ø": "O", "Ø": "O", "ł": "L",
        "Ł": "L", "đ": "D", "Đ": "D", "ð": "D", "Ð": "D", "þ": "TH", "Þ": "TH", "ı": "I",
    ]

    /// The words of a name, with letters for the digits that a reader has put for them; words that are
    /// numbers are left out.
    private static func lettered(_ words: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for word in words.split(separator: 0x20) where word.contains(where: { !$0.isDigit }) {
            endWord(&result)
            for byte in word {
                switch byte {
                case 0x30: result.append(0x4F)  // 0, O
                case 0x31: result.append(0x49)  // 1, I
                case 0x35: result.append(0x53)  // 5, S
                case 0x38: result.append(0x42)  // 8, B
                case 0x32...0x39: break
                default: result.append(byte)
                }
            }
        }
        return result
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x41...0x5A).contains(self) }
}
