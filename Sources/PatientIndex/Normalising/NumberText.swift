import FilmModel

/// Numbers on labels in the form that is compared.
enum NumberText {
    /// A hospital's own number: letters and digits, at least one of them a digit. Zeros before digits are left out,
    /// and so is what a spreadsheet puts behind a number, a caption, and the issuer's code before it: 0012345, 12345,
    /// 12345.0, MRN 12345 and RXA-12345 are one. O, I and L among digits are 0 and 1.
    static func local(_ text: String?, issuer: String? = nil) -> [UInt8] {
        guard let text = text.map({ PlainText.of($0).trimmed }) else { return [] }
        let bytes = asDigits(bare(code(withoutFraction(text)), code(issuer)))
        guard (2...24).contains(bytes.count), bytes.contains(where: \.isDigit) else { return [] }
        // A row of one digit is a filler, not a number.
        if bytes.allSatisfy({ $0 == bytes[0] }) { return [] }
        guard bytes.allSatisfy(\.isDigit) else { return bytes }
        return Array(bytes.drop { $0 == 0x30 })
    }

    private static let captions = [
        "HOSPITALNUMBER", "HOSPITALNO", "HOSPNUMBER", "HOSPNO", "HOSP", "UNITNUMBER", "UNITNO", "MRN", "PID",
    ].map { Array($0.utf8) }

    /// A number without what stands before it and is none of it.
    private static func bare(_ bytes: [UInt8], _ issuer: [UInt8]) -> [UInt8] {
        for prefix in captions + (issuer.isEmpty ? [] : [issuer]) where bytes.starts(with: prefix) {
            let rest = Array(bytes.dropFirst(prefix.count))
            if rest.count >= 2, rest[0].isDigit { return rest }
        }
        return bytes
    }

    /// Four digits or more among which nothing stands but letters that are written like them.
    private static func asDigits(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count(where: \.isDigit) >= 4, bytes.first?.isDigit == true else { return bytes }
        let read = bytes.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
            default: byte
            }
        }
        return read.allSatisfy(\.isDigit) ? read : bytes
    }

    /// A spreadsheet's `.0` behind digits that have no other point.
    private static func withoutFraction(_ text: String) -> String {
        guard text.utf8.contains(0x2E) else { return text }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            parts[0].utf8.allSatisfy({ $0.isDigit || $0 == 0x20 }), parts[1].utf8.allSatisfy({ $0 == 0x30 })
        else { return text }
        return String(parts[0])
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
        var marks: Features.Marks = []
    }

    /// What the field for the national number says, or, where it says nothing, what the hospital number's says that is
    /// written as a national one.
    static func national(_ text: String?, local: String?) -> National {
        switch NumberReading(text) {
        case .number(let number): National(number)
        case .corrected(let number): National(number, marks: .isCorrected)
        case .misread(let digits): National(digits: UInt64(digits) ?? 0)
        case .unreadable: National(marks: .hasUnreadableNumber)
        case .absent:
            if let local, local.utf8.count(where: \.isDigit) >= 10,
                case .number(let number) = NumberReading(local),
                number.kind != .test
            {
                National(number, marks: .isFromLocal)
            } else {
                National()
            }
        }
    }
}

extension NumberText.National {
    fileprivate init(_ number: NationalNumber, marks: Features.Marks = []) {
        self.init(digits: UInt64(number.digits) ?? 0, kind: number.kind, marks: marks)
    }
}
