import FilmModel

/// Numbers on labels in the form that is compared.
enum NumberText {
    /// A hospital's own number: letters and digits, at least one of them a digit. Zeros before digits are left out,
    /// and so is what a spreadsheet puts behind a number: 0012345, 12345 and 12345.0 are one.
    static func local(_ text: String?) -> [UInt8] {
        guard let text = text.map({ PlainText.of($0).trimmed }) else { return [] }
        let bytes = code(withoutFraction(text))
        guard (2...24).contains(bytes.count), bytes.contains(where: \.isDigit) else { return [] }
        // A row of one digit is a filler, not a number.
        if bytes.allSatisfy({ $0 == bytes[0] }) { return [] }
        guard bytes.allSatisfy(\.isDigit) else { return bytes }
        return Array(bytes.drop { $0 == 0x30 })
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
