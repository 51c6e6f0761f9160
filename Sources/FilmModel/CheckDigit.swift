/// The last digit of a ten-digit health service number, which the nine before it decide.
package enum CheckDigit {
    /// NHS Data Dictionary: weights 10 to 2, and 11 − (sum mod 11), where 11 stands for 0 and 10 for no number at all.
    package static func holdsByModulus11(_ number: UInt64) -> Bool {
        var rest = number / 10
        var sum: UInt64 = 0
        for weight in 2...10 {
            sum += rest % 10 * UInt64(weight)
            rest /= 10
        }
        return (11 - sum % 11) % 11 == number % 10
    }

    /// Luhn over nine digits, the odd positions doubled (CHI numbers issued from 2026).
    package static func holdsByModulus10(_ number: UInt64) -> Bool {
        var rest = number / 10
        var sum: UInt64 = 0
        for place in 0..<9 {
            let digit = rest % 10 * (place.isMultiple(of: 2) ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
            rest /= 10
        }
        return (10 - sum % 10) % 10 == number % 10
    }
}
