/// A health service number of ten digits whose check digit holds, with the kind that its range gives.
/// Ranges and check digits: NHS Data Dictionary (modulus 11), Scotland's CHI (modulus 11 or 10).
package struct NationalNumber: Hashable, Sendable, CustomStringConvertible {
    /// Which service issues the range.
    package enum Kind: String, Sendable, Codable {
        /// England, Wales and the Isle of Man: 400–499 and 600–799 million.
        case nhs = "NHS"
        /// Scotland's Community Health Index: begins with a birth date, DDMMYY.
        case chi = "CHI"
        /// Northern Ireland's Health and Care number: 320–399 million.
        case healthAndCare = "H&C"
        /// 900–999 million: test numbers, never a real patient's.
        case test = "TEST"
    }

    package let digits: String
    package let kind: Kind

    /// Reads a number in every way in which people and spreadsheets write one (`NumberReading`). Nil where it is no
    /// valid number of any service, or only would be one if letters were taken for digits.
    package init?(_ text: String) {
        guard case .number(let number) = NumberReading(text) else { return nil }
        self = number
    }

    /// Takes ten digits. Nil where range or check digit do not hold.
    init?(digits: [UInt8]) {
        guard digits.count == 10, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        // Ten equal digits always satisfy modulus 11 and are nobody's number.
        guard digits.contains(where: { $0 != digits[0] }), let kind = Self.kind(of: digits) else {
            return nil
        }
        let number = digits.reduce(0 as UInt64) { $0 * 10 + UInt64($1 - 0x30) }
        let holds =
            CheckDigit.holdsByModulus11(number) || (kind == .chi && CheckDigit.holdsByModulus10(number))
        guard holds else { return nil }
        self.digits = String(decoding: digits, as: UTF8.self)
        self.kind = kind
    }

    package var description: String { digits }

    private static func value(_ digits: [UInt8], _ place: Int) -> Int { Int(digits[place] - 0x30) }

    private static func kind(of digits: [UInt8]) -> Kind? {
        let head = value(digits, 0) * 100 + value(digits, 1) * 10 + value(digits, 2)
        switch head {
        case 10...312:
            let day = value(digits, 0) * 10 + value(digits, 1)
            let month = value(digits, 2) * 10 + value(digits, 3)
            // The century is not in the number, so 29 February is always let through.
            guard (1...12).contains(month), (1...PartialDate.days(inMonth: month, of: 2000)).contains(day)
            else {
                return nil
            }
            return .chi
        case 320...399: return .healthAndCare
        case 400...499, 600...799: return .nhs
        case 900...999: return .test
        default: return nil
        }
    }
}
