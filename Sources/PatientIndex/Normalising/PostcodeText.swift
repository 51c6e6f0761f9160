import FilmModel

/// Postcodes in the form that is compared: `SW1A 1AA`, `sw1a1aa` and `SWlA IAA` are SW1A1AA. What is no
/// British postcode is kept as its letters and digits (other countries' extracts). ZZ99 is nothing
/// (NHS Data Dictionary: pseudo country codes).
enum PostcodeText {
    static func of(_ text: String?) -> [UInt8] {
        guard let text else { return [] }
        let bytes = text.utf8.prefix(TextFolding.inputLimit).compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39, 0x41...0x5A: byte
            case 0x61...0x7A: byte - 0x20
            default: nil
            }
        }
        guard (2...10).contains(bytes.count) else { return [] }
        let code = british(bytes) ?? bytes
        return code.starts(with: [0x5A, 0x5A]) ? [] : code
    }

    /// Whether a form is that of a whole British postcode: its last three are a digit and two letters.
    static func isWhole(_ code: Span<UInt8>) -> Bool {
        let n = code.count
        return (5...7).contains(n) && code[n - 3].isDigit && code[n - 2].isLetter && code[n - 1].isLetter
            && code[0].isLetter
    }

    /// How many of the first bytes are letters: the area.
    static func areaLength(_ code: Span<UInt8>) -> Int {
        var length = 0
        while length < min(2, code.count), code[length].isLetter { length += 1 }
        return length
    }

    /// A whole postcode, with what readers confuse put right where the form says what must stand there.
    private static func british(_ bytes: [UInt8]) -> [UInt8]? {
        guard (5...7).contains(bytes.count) else { return nil }
        var code = bytes
        let n = code.count
        code[0] = asLetter(code[0])
        code[n - 3] = asDigit(code[n - 3])
        code[n - 2] = asLetter(code[n - 2])
        code[n - 1] = asLetter(code[n - 1])
        // The district begins with a digit at the second or third place.
        if !code[1].isLetter || n == 5 {
            code[1] = asDigit(code[1])
        } else if n == 7 {
            code[2] = asDigit(code[2])
        }
        let isDistrict = code[1].isDigit || code[2].isDigit
        return isWhole(code.span) && isDistrict ? code : nil
    }

    private static func asLetter(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30: 0x4F
        case 0x31: 0x49
        case 0x35: 0x53
        case 0x38: 0x42
        default: byte
        }
    }

    private static func asDigit(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x4F: 0x30
        case 0x49, 0x4C: 0x31
        case 0x53: 0x35
        case 0x42: 0x38
        default: byte
        }
    }
}
