/// What people and programs write where they do not know a number or a date: it is absent, not unreadable. The one
/// list of it.
package enum NotKnown {
    private static let words: Set<String> = [
        "NA", "NAN", "NONE", "NULL", "NIL", "NO", "NONUMBER", "UNKNOWN", "UNK", "UNKN", "NK", "NOTKNOWN",
        "NOTRECORDED", "NOTSTATED", "NOTGIVEN", "NOTAVAILABLE", "NOTAPPLICABLE", "NOTPROVIDED", "NOTONLABEL",
        "NONEGIVEN", "NOTPRESENT", "NOTONFILM", "NONUMBERGIVEN", "TBC", "TBA", "PENDING", "MISSING", "BLANK",
        "EMPTY", "ABSENT",
    ]
    /// Of a date that nobody can read nothing is known. A number that nobody can read is one, and may be another's.
    private static let wordsOfDates = words.union(["NOTLEGIBLE", "ILLEGIBLE"])
    /// Rows of digits that are typed to fill a field. One digit again and again is another.
    private static let fillers: Set<String> = [
        "1234567890", "0123456789", "123456789", "12345678", "9876543210", "0987654321",
    ]
    /// Days that programs write for "no date", as YYYYMMDD.
    private static let days: Set<UInt32> = [
        1_01_01, 1753_01_01, 1800_01_01, 1850_01_01, 1858_11_17, 1899_12_30, 1899_12_31, 1900_01_00,
        1900_01_01,
        1901_01_01, 1111_11_11, 2999_12_31, 9999_01_01, 9999_12_31,
    ]

    /// Whether a number's text, in the form of `PlainText`, says that it is not known.
    package static func isMeant(byNumber plain: String) -> Bool {
        // Nearly every hospital number is no word, and no row of digits.
        !hasLettersAndDigits(plain) && isMeant(byNumberInFull: plain)
    }

    /// The long way, for whatever is written.
    static func isMeant(byNumberInFull plain: String) -> Bool {
        // Digits and places for others are a part of a number.
        let hasGap = plain.utf8.contains { $0 == 0x3F || $0 == 0x5F } || plain.hasSuffix("-")
        if hasGap, plain.utf8.contains(where: \.isASCIIDigit) { return false }
        return isMeant(by: plain) { digits in
            fillers.contains(digits) || isRow(digits, of: "0", least: 1)
                || digits.utf8.count >= 4 && Set(digits.utf8).count == 1
        }
    }

    /// Whether a date's text, in the form of `PlainText`, says that it is not known.
    package static func isMeant(byDate plain: String) -> Bool {
        isMeant(by: plain, wordsOfDates) { isRow($0, of: "0", least: 1) || isRow($0, of: "9", least: 4) }
    }

    /// Whether a day stands for "no date": YYYYMMDD.
    package static func isMeant(byDay day: UInt32) -> Bool { days.contains(day) }

    /// Whether a cell has what a spreadsheet shows in place of a value that it could not work out.
    package static func isSpreadsheetError(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "#"), text.utf8.count <= 16 else { return false }
        return errors.contains(text.uppercased())
    }

    private static let errors: Set<String> = [
        "#REF!", "#N/A", "#NA", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#FIELD!",
        "#GETTING_DATA", "#ERROR!",
    ]

    /// Whether a text has letters and digits of ASCII: then it is neither a word nor a row of digits.
    private static func hasLettersAndDigits(_ text: String) -> Bool {
        var (hasLetter, hasDigit) = (false, false)
        for byte in text.utf8 where byte.isASCIIAlphanumeric {
            if byte.isASCIIDigit { hasDigit = true } else { hasLetter = true }
            if hasLetter, hasDigit { return true }
        }
        return false
    }

    private static func isMeant(
        by plain: String, _ words: Set<String> = words, _ isFiller: (String) -> Bool
    ) -> Bool {
        var letters = ""
        var digits = ""
        // Stars and number signs stand for characters that somebody has hidden or a column was too narrow for.
        var hides = false
        for scalar in plain.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "A"..."Z", "a"..."z": letters.unicodeScalars.append(scalar)
            case "*", "#": hides = true
            default: if !scalar.isASCII { hides = true }
            }
        }
        let word = letters.uppercased()
        if hides { return word == "NA" && digits.isEmpty }
        if digits.isEmpty { return word.isEmpty || words.contains(word) || isRow(word, of: "X", least: 1) }
        return word.isEmpty && isFiller(digits)
    }

    private static func isRow(_ text: String, of character: Character, least: Int) -> Bool {
        text.utf8.count >= least && text.allSatisfy { $0 == character }
    }
}
