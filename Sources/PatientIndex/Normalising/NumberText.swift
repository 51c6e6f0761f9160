import FilmModel

/// Numbers on labels in the form that is compared.
enum NumberText {
    /// A hospital's own number: letters and digits, at least one of them a digit; leading zeros kept (they are
    /// part of the number).
    static func local(_ text: String?) -> [UInt8] {
        let bytes = code(text)
        guard (2...24).contains(bytes.count), bytes.contains(where: { (0x30...0x39).contains($0) })
        else { return [] }
        // A row of one digit is a filler, not a number.
        return bytes.allSatisfy { $0 == bytes[0] } ? [] : bytes
    }

    /// A code of letters and digits, as who issues hospital numbers has it.
    static func code(_ text: String?) -> [UInt8] {
        guard let text else { return [] }
        let bytes = text.utf8.prefix(TextFolding.inputLimit).compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39, 0x41...0x5A: byte
            case 0x61...0x7A: byte - 0x20
            default: nil
            }
        }
        return bytes.count <= 24 ? bytes : []
    }

    /// What a label or an extract has in place of a national number.
    struct National {
        /// Ten digits as a number; 0 where there are not ten.
        var digits: UInt64 = 0
        /// Its service, where range and check digit hold.
        var kind: NationalNumber.Kind?
    }

    /// Reads ten digits, spaces and hyphens allowed, with letters put right that readers take for digits.
    static func national(_ text: String?) -> National {
        guard let text else { return National() }
        var digits: [UInt8] = []
        for byte in text.utf8.prefix(40) {
            switch byte {
            case 0x20, 0x2D, 0x2E, 0x09: continue
            case 0x4F, 0x6F: digits.append(0x30)
            case 0x49, 0x6C, 0x7C: digits.append(0x31)
            case 0x30...0x39: digits.append(byte)
            default: return National()
            }
        }
        guard digits.count == 10 else { return National() }
        // A row of one digit is a filler, and 0 stands for "none".
        if digits.allSatisfy({ $0 == digits[0] }) { return National() }
        let value = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 0x30) }
        return National(digits: value, kind: NationalNumber(String(decoding: digits, as: UTF8.self))?.kind)
    }
}
