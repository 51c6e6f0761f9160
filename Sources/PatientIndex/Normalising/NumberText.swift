import FilmModel

/// Numbers on labels in the form that is compared.
package enum NumberText {
    /// A hospital's own number in the form that is compared (`LocalNumber`).
    package static func local(_ text: String?, issuer: String? = nil) -> [UInt8] {
        LocalNumber(text, issuer: issuer).form
    }

    /// A code of letters and digits, as who issues hospital numbers has it.
    package static func code(_ text: String?) -> [UInt8] {
        guard let text else { return [] }
        let bytes = PlainText.of(text).utf8.prefix(TextFolding.inputLimit).compactMap { byte -> UInt8? in
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
    /// written as a national one, be it without the zero that a CHI begins with.
    static func national(_ text: String?, local: String?) -> National {
        switch NumberReading(text) {
        case .number(let number): National(number)
        case .corrected(let number): National(number, marks: .isCorrected)
        case .misread(let digits): National(digits: UInt64(digits) ?? 0)
        case .unreadable: National(marks: .hasUnreadableNumber)
        case .absent:
            if let local, local.utf8.count(where: { $0.isDigit || $0 >= 0x80 }) >= 9,
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
