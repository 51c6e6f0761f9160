import FilmModel

/// A sum of money in whole pence. No floating point enters a sum, and a sum that 64 bits cannot hold is an
/// error, never a wrong figure.
package struct Pence: Hashable, Sendable, Comparable, Codable {
    package let value: Int64

    package static let zero = Pence(0)

    package init(_ value: Int64) { self.value = value }

    /// Reads pounds as the plan writes them: `1234`, `1234.5` or `1234.56`. Nil for anything else: signs,
    /// currency signs, thousands separators, exponents, more than two decimals, more than 64 bits hold.
    package init?(pounds text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.allSatisfy(\.isASCIIDigit),
            let pounds = Int64(whole)
        else { return nil }
        var pence: Int64 = 0
        if parts.count == 2 {
            let decimals = parts[1]
            guard (1...2).contains(decimals.utf8.count), decimals.utf8.allSatisfy(\.isASCIIDigit),
                let digits = Int64(decimals)
            else { return nil }
            pence = decimals.utf8.count == 1 ? digits * 10 : digits
        }
        let (product, tooLarge) = pounds.multipliedReportingOverflow(by: 100)
        let (sum, overflow) = product.addingReportingOverflow(pence)
        guard !tooLarge, !overflow else { return nil }
        self.value = sum
    }

    /// Whether the text has the form of an amount in pounds, however large.
    static func isWritten(pounds text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].allSatisfy(\.isASCIIDigit), !parts[0].isEmpty else {
            return false
        }
        return parts.count == 1 || (1...2).contains(parts[1].count) && parts[1].allSatisfy(\.isASCIIDigit)
    }

    package static func < (left: Pence, right: Pence) -> Bool { left.value < right.value }

    package static func + (left: Pence, right: Pence) throws(MoneyOverflow) -> Pence {
        let (sum, overflow) = left.value.addingReportingOverflow(right.value)
        guard !overflow else { throw MoneyOverflow() }
        return Pence(sum)
    }

    package static func - (left: Pence, right: Pence) throws(MoneyOverflow) -> Pence {
        let (difference, overflow) = left.value.subtractingReportingOverflow(right.value)
        guard !overflow else { throw MoneyOverflow() }
        return Pence(difference)
    }

    /// A price times a number of films or months.
    package static func * (price: Pence, count: Int) throws(MoneyOverflow) -> Pence {
        let (product, overflow) = price.value.multipliedReportingOverflow(by: Int64(count))
        guard !overflow else { throw MoneyOverflow() }
        return Pence(product)
    }

    package static func sum(_ terms: some Sequence<Pence>) throws(MoneyOverflow) -> Pence {
        var total = Pence.zero
        for term in terms { total = try total + term }
        return total
    }

    /// Pounds with thousands separators and two decimals, as a person reads them: `£1,234.56`.
    package var text: String {
        let digits = String(value.magnitude / 100)
        let pence = value.magnitude % 100
        return (value < 0 ? "−£" : "£") + Self.grouped(digits) + (pence < 10 ? ".0" : ".") + String(pence)
    }

    /// Whole pounds, rounded half away from zero, where pence would say more than is known: `£1,235`.
    package var roundedText: String {
        let pounds = value.magnitude / 100 + (value.magnitude % 100 >= 50 ? 1 : 0)
        return (value < 0 && pounds > 0 ? "−£" : "£") + Self.grouped(String(pounds))
    }

    /// Pounds as the plan's files write them: `1234.56`, or `-0.07`.
    package var plain: String {
        let pence = value.magnitude % 100
        return (value < 0 ? "-" : "") + String(value.magnitude / 100) + (pence < 10 ? ".0" : ".")
            + String(pence)
    }

    /// The share `part / whole` of the sum, rounded down to the penny; `whole` must be above 0.
    package func share(_ part: Int, of whole: Int) throws(MoneyOverflow) -> Pence {
        let product = value.magnitude.multipliedFullWidth(by: UInt64(part.magnitude))
        guard product.high < whole.magnitude else { throw MoneyOverflow() }
        let (quotient, _) = UInt64(whole.magnitude).dividingFullWidth(product)
        guard let amount = Int64(exactly: quotient) else { throw MoneyOverflow() }
        return Pence((value < 0) != (part < 0) ? -amount : amount)
    }

    /// Digits in groups of three: `1,234,567`.
    static func grouped(_ digits: String) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.utf8.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
