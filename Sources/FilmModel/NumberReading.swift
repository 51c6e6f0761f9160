/// What a field for an NHS, CHI or H&C number says. The one reader of such numbers: labels, index, remarks on
/// `films.csv` and instances all ask it.
package enum NumberReading: Sendable, Hashable {
    /// Nothing, or what people write where they do not know it (`NotKnown`).
    case absent
    /// A number whose check digit holds, however it is written.
    case number(NationalNumber)
    /// A number whose check digit holds once letters are taken for the digits that they look like. Weaker evidence.
    case corrected(NationalNumber)
    /// Ten digits that are no valid number: one of them was misread.
    case misread(String)
    /// Something is written there, and it cannot be read as ten digits.
    case unreadable

    package init(_ text: String?) {
        guard let text, !text.isEmpty else {
            self = .absent
            return
        }
        self = Self.isShort(text) ? .unreadable : Self(inFull: text)
    }

    /// The long way, for whatever is written: it says the same of what is short.
    init(inFull text: String) {
        // Nearly every number is digits with spaces or hyphens.
        let quick = text.utf8.filter { $0 != 0x20 && $0 != 0x2D }
        if quick.count == 10, quick.allSatisfy(\.isASCIIDigit) {
            self = Self.ofTen(quick)
            return
        }
        if PlainText.isDitto(text) {
            self = .unreadable
            return
        }
        let plain = PlainText.of(text).trimmed.uppercased()
        if NotKnown.isMeant(byNumber: plain) {
            self = .absent
        } else if let digits = Self.spreadsheetDigits(plain) {
            self = Self.ofDigits(digits)
        } else {
            self = Self.ofText(plain)
        }
    }

    /// The number that is meant, if it is a valid one.
    package var valid: NationalNumber? {
        switch self {
        case .number(let number), .corrected(let number): number
        case .absent, .misread, .unreadable: nil
        }
    }

    /// Whether a text is letters and digits of ASCII, at most eight, that are no filler: nearly every hospital number. A
    /// national number has nine at least, even without its zero. Two digits that differ are neither a word nor a row.
    private static func isShort(_ text: String) -> Bool {
        guard text.utf8.count <= 8, text.utf8.allSatisfy(\.isASCIIAlphanumeric),
            let first = text.utf8.first(where: \.isASCIIDigit)
        else { return false }
        return text.utf8.contains { $0.isASCIIDigit && $0 != first } && text != "12345678"
    }

    /// Words around a number, longest first where one begins with another.
    private static let words = [
        "NATIONALHEALTHSERVICE", "COMMUNITYHEALTHINDEX", "HEALTHANDCARE", "HEALTHCARE", "IDENTIFIER",
        "CONFIRMED",
        "VERIFIED", "CHECKED", "PATIENT", "TRACED", "NUMBER", "HANDC", "HSCNI", "NHS", "CHI", "HCN",
        "HSC",
        "IHI", "NUM", "NOS", "HC", "NO", "NR", "ID",
    ].map { Array($0.utf8) }

    /// Letters that are taken for digits.
    private static func digit(for letter: UInt8) -> UInt8? {
        switch letter {
        case 0x30...0x39: letter
        case 0x4F, 0x51, 0x44: 0x30  // O, Q, D
        case 0x49, 0x4C, 0x7C, 0x21: 0x31  // I, L, |, !
        case 0x5A: 0x32  // Z
        case 0x53: 0x35  // S
        case 0x47: 0x36  // G
        case 0x42: 0x38  // B
        default: nil
        }
    }

    private static func ofText(_ plain: String) -> Self {
        var kept: [UInt8] = []
        for byte in plain.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x7C, 0x21: kept.append(byte)
            // Space and the marks that people write between and around groups of digits.
            case 0x20, 0x23, 0x26, 0x28, 0x29, 0x2B...0x2F, 0x3A, 0x3B, 0x5B...0x5D, 0x5F, 0x7B, 0x7D: break
            default: return .unreadable
            }
        }
        // Only marks, and none that says "not known": a column that was too narrow.
        guard !kept.isEmpty else { return .unreadable }
        var rest = kept[...]
        while let word = words.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(word.count) }
        while let word = words.first(where: { rest.reversed().starts(with: $0.reversed()) }) {
            rest = rest.dropLast(word.count)
        }
        let isPart = hasGap(plain) && rest.contains(where: \.isASCIIDigit)
        if rest.isEmpty || !isPart && NotKnown.isMeant(byNumber: String(decoding: rest, as: UTF8.self)) {
            return .absent
        }
        if rest.allSatisfy(\.isASCIIDigit) {
            // Nine digits and a place for the tenth are no number that has lost its zero.
            return rest.count < 10 && isPart ? .unreadable : ofDigits(Array(rest))
        }
        // A reader who takes more than half of the digits for letters is not believed.
        let digits = rest.compactMap(digit(for:))
        guard digits.count == rest.count, rest.count(where: { !$0.isASCIIDigit }) <= 5 else {
            return .unreadable
        }
        return number(digits).map { .corrected($0) } ?? .unreadable
    }

    /// Whether a mark stands for a digit that could not be read, or was left out.
    private static func hasGap(_ plain: String) -> Bool {
        plain.contains("_") || plain.contains("--") || plain.contains("..") || plain.hasPrefix("-")
            || plain.hasSuffix("-")
    }

    private static func ofDigits(_ digits: [UInt8]) -> Self {
        if digits.count == 10 { return ofTen(digits) }
        if let number = number(digits) { return .number(number) }
        // The same number twice, as label and bar code have it.
        if digits.count == 20, digits.prefix(10) == digits.suffix(10) {
            return ofTen(Array(digits.prefix(10)))
        }
        return .unreadable
    }

    private static func ofTen(_ digits: [UInt8]) -> Self {
        if let number = NationalNumber(digits: digits) { return .number(number) }
        let text = String(decoding: digits, as: UTF8.self)
        return NotKnown.isMeant(byNumber: text) ? .absent : .misread(text)
    }

    /// Ten digits, or as many as a spreadsheet leaves of them or puts before them: a CHI loses the zero that it
    /// begins with; a column of fixed width begins with zeros.
    private static func number(_ digits: [UInt8]) -> NationalNumber? {
        if digits.count == 9 { return NationalNumber(digits: [0x30] + digits) }
        guard digits.count > 10, digits.count <= 20 else { return NationalNumber(digits: digits) }
        return digits.dropLast(10).allSatisfy { $0 == 0x30 } ? NationalNumber(digits: digits.suffix(10)) : nil
    }

    /// The digits of a number that a spreadsheet has taken for a quantity: `4505577104.0`, `4.505577104E+09`. Nil
    /// where it is written otherwise, or digits were lost.
    private static func spreadsheetDigits(_ plain: String) -> [UInt8]? {
        let parts = plain.utf8.split(separator: 0x45, omittingEmptySubsequences: false)  // E
        let places = parts[0].split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
        guard places.count == 2, let whole = places.first, let fraction = places.last, !fraction.isEmpty,
            whole.allSatisfy(\.isASCIIDigit), fraction.allSatisfy(\.isASCIIDigit)
        else { return nil }
        if parts.count == 1 {
            return whole.count >= 9 && fraction.allSatisfy { $0 == 0x30 } ? Array(whole) : nil
        }
        guard parts.count == 2, whole.count == 1, let power = Int(String(Substring(parts[1]))),
            power == fraction.count
        else { return nil }
        return Array(whole) + Array(fraction)
    }
}
