import FilmModel

/// What a field for a hospital number says.
struct LocalNumber {
    /// The number in the form that is compared: letters and digits, at least one of them a digit. Empty where there is
    /// none, or none can be read.
    private(set) var form: [UInt8] = []
    /// Something is written there, and it cannot be read as a number.
    private(set) var isUnreadable = false
    /// What stands between marks and spaces, captions and the issuer aside.
    private(set) var parts: [[UInt8]] = []

    static let longest = 24
    private static let captions = [
        "HOSPITALNUMBER", "HOSPITALNO", "HOSPNUMBER", "HOSPNO", "HOSP", "UNITNUMBER", "UNITNO", "MRN", "PID",
    ].map { Array($0.utf8) }
    private static let words = Set(
        ["HOSPITAL", "HOSP", "UNIT", "PATIENT", "NUMBER", "NUM", "NO", "NR", "ID", "MRN", "PID"].map {
            Array($0.utf8)
        })

    /// Zeros before digits are left out, and so is what a spreadsheet puts behind a number, a caption, and the issuer's
    /// code before it: 0012345, 12345, 12345.0, 1.2345E+04, MRN 12345 and RXA-12345 are one. O, I and L among digits
    /// are 0 and 1.
    init(_ text: String?, issuer: String? = nil) {
        guard let text, !text.isEmpty else { return }
        let code = NumberText.code(issuer)
        if let plain = Self.plain(text, code) {
            parts = [plain]
            form = Self.form(plain, code)
        } else {
            self = Self(inFull: text, code)
        }
    }

    /// Letters and digits of ASCII, a digit among them, as nearly every number is: in it stands no mark, no caption alone, no
    /// quantity and no crosses for digits. Nil where it may be anything else.
    private static func plain(_ text: String, _ issuer: [UInt8]) -> [UInt8]? {
        guard text.utf8.count <= longest else { return nil }
        var plain: [UInt8] = []
        plain.reserveCapacity(text.utf8.count)
        var hasDigit = false
        for byte in text.utf8 {
            guard byte.isASCIIAlphanumeric else { return nil }
            let upper = byte >= 0x61 ? byte - 0x20 : byte
            if upper == UInt8(ascii: "X"), plain.last == upper { return nil }
            hasDigit = hasDigit || upper.isDigit
            plain.append(upper)
        }
        guard hasDigit, plain != issuer, plain.count == 1 || plain[1] != UInt8(ascii: "E") else { return nil }
        return plain
    }

    /// The long way, for whatever is written: it says the same of a plain number.
    init(inFull text: String, _ code: [UInt8]) {
        let plain = PlainText.of(text).trimmed
        isUnreadable = PlainText.isDitto(text) || Self.hides(plain)
        guard !isUnreadable, !plain.isEmpty else { return }
        if let digits = Self.quantity(plain) {
            form = Self.form(digits, [])
            isUnreadable = form.isEmpty
            return
        }
        parts = Self.parts(Self.withoutFraction(plain), code)
        // The same number twice, as label and bar code have it.
        if parts.count > 1, let first = parts.first, first.count >= 5, parts.allSatisfy({ $0 == first }) {
            parts = [first]
        }
        let whole = parts.flatMap(\.self)
        if whole.contains(where: \.isDigit) {
            form = Self.form(whole, code)
            isUnreadable = form.isEmpty && whole.count > Self.longest
        } else {
            let rest = String(decoding: whole, as: UTF8.self)
            isUnreadable =
                !(whole.isEmpty && plain.utf8.contains(where: \.isASCIIAlphanumeric))
                && !NotKnown.isMeant(byNumber: plain) && (rest.isEmpty || !NotKnown.isMeant(byNumber: rest))
                && !Self.captions.contains(whole)
        }
    }

    /// Letters and digits in the form that is compared; empty where they are no number.
    static func form(_ bytes: [UInt8], _ issuer: [UInt8]) -> [UInt8] {
        let bytes = asDigits(bare(bytes, issuer))
        guard (2...longest).contains(bytes.count), bytes.contains(where: \.isDigit) else { return [] }
        // A row of one digit is a filler, not a number.
        if bytes.allSatisfy({ $0 == bytes[0] }) { return [] }
        guard bytes.allSatisfy(\.isDigit) else { return bytes }
        return Array(bytes.drop { $0 == 0x30 })
    }

    /// The parts of a text without captions, and without the issuer before or behind the number.
    private static func parts(_ plain: String, _ issuer: [UInt8]) -> [[UInt8]] {
        var parts = plain.uppercased().utf8.prefix(TextFolding.inputLimit)
            .split { !$0.isASCIIAlphanumeric }.map { Array($0) }[...]
        while let first = parts.first, words.contains(first) || first == issuer { parts.removeFirst() }
        while let last = parts.last, words.contains(last) || last == issuer { parts.removeLast() }
        return Array(parts)
    }

    /// A number without what stands before it and is none of it.
    private static func bare(_ bytes: [UInt8], _ issuer: [UInt8]) -> [UInt8] {
        func rest(behind prefix: [UInt8]) -> [UInt8]? {
            guard bytes.first == prefix.first, bytes.starts(with: prefix) else { return nil }
            let rest = Array(bytes.dropFirst(prefix.count))
            if rest.count >= 2, rest[0].isDigit { return rest }
            // RXAH200417 is the Trust's H200417.
            let letters = rest.prefix { !$0.isDigit }.count
            let isLocal =
                prefix == issuer && letters <= 2 && rest.count >= letters + 4
                && rest.dropFirst(letters).allSatisfy(\.isDigit)
            return isLocal ? rest : nil
        }
        for caption in captions {
            if let rest = rest(behind: caption) { return rest }
        }
        return issuer.isEmpty ? bytes : rest(behind: issuer) ?? bytes
    }

    /// Four digits or more among which nothing stands but letters that are written like them. Behind letters of its own
    /// (H2OO417) the last one must be a digit: a letter there may be one of its own, too.
    private static func asDigits(_ bytes: [UInt8]) -> [UInt8] {
        let start = bytes.firstIndex(where: \.isDigit) ?? bytes.endIndex
        let body = bytes[start...]
        if body.allSatisfy(\.isDigit) { return bytes }
        guard body.count(where: \.isDigit) >= 4, start == 0 || start <= 3 && body.last?.isDigit == true else {
            return bytes
        }
        let read = body.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
            default: byte
            }
        }
        return read.allSatisfy(\.isDigit) ? bytes[..<start] + read : bytes
    }

    /// Whether a text has marks for digits that could not be read: 9007?7, 9007**, 90077_, H200_17, 9007XX, 90077…
    private static func hides(_ plain: String) -> Bool {
        guard plain.utf8.contains(where: \.isASCIIDigit) else { return false }
        let ends = [plain.utf8.first, plain.utf8.last]
        var isBehindDigit = false
        for scalar in plain.unicodeScalars {
            switch scalar {
            case "*", "?", "\u{2026}": return true
            case "#" where isBehindDigit: return true
            case "0"..."9": isBehindDigit = true
            default: break
            }
        }
        return hasHole(plain) || ends.contains(UInt8(ascii: "_")) || plain.contains("__")
            || plain.contains("..")
            || plain.hasSuffix("-")
    }

    /// Whether crosses stand for digits (9007XX, xxx xxx 6784), or one dash below the line does (H200_17; H200417_1 is a
    /// volume, several separate groups, and 900_777 is how some systems write a number).
    private static func hasHole(_ plain: String) -> Bool {
        let groups = plain.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        if groups.count == 2, let left = groups.first, let right = groups.last, left.last?.isDigit == true,
            left.first?.isDigit == false,
            left.count(where: \.isDigit) >= 2, right.count >= 2, right.allSatisfy(\.isDigit)
        {
            return true
        }
        // A run of two or more that no other letter touches: RXX is a Trust's code, and XX1234 may be a number.
        let bytes = Array(plain.uppercased().utf8)
        var place = 0
        while place < bytes.count {
            let run = bytes[place...].prefix { $0 == UInt8(ascii: "X") }
            guard run.count >= 2 else {
                place += max(1, run.count)
                continue
            }
            let before = place > 0 ? bytes[place - 1] : 0x20
            let after = run.endIndex < bytes.count ? bytes[run.endIndex] : 0x20
            let isOpen = !before.isASCIIAlphanumeric && after.isDigit
            if !(before.isASCIIAlphanumeric && !before.isDigit),
                !(after.isASCIIAlphanumeric && !after.isDigit),
                !isOpen || run.count >= 4
            {
                return true
            }
            place = run.endIndex
        }
        return false
    }

    /// The digits of a number that a spreadsheet has taken for a quantity: `9.00777E+05`. None of them where digits
    /// were lost; nil where it is written otherwise.
    private static func quantity(_ plain: String) -> [UInt8]? {
        let sides = plain.uppercased().utf8.split(
            separator: UInt8(ascii: "E"), omittingEmptySubsequences: false)
        guard sides.count == 2, let mantissa = sides.first, let power = sides.last else { return nil }
        let tail = power.drop { $0 == UInt8(ascii: "+") }
        let places = mantissa.split(omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        // 12E34 may be a hospital's own number.
        guard (1...2).contains(places.count),
            (1...2).contains(tail.count), tail.allSatisfy(\.isASCIIDigit),
            let exponent = Int(String(Substring(tail))),
            let whole = places.first, whole.count == 1, places.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        let digits = places.flatMap { Array($0) }
        return digits.count == exponent + 1 ? digits : []
    }

    /// A spreadsheet's `.0` behind digits that have no other point.
    private static func withoutFraction(_ text: String) -> String {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            parts[0].utf8.allSatisfy({ $0.isDigit || $0 == 0x20 }), parts[1].utf8.allSatisfy({ $0 == 0x30 }),
            // 900,000 may be as many thousands.
            text.utf8.contains(0x2E) || parts[1].utf8.count < 3
        else { return text }
        return String(parts[0])
    }
}
