/// Modulus 11 on ten digits as a number, for the search of misread ones.
enum CheckDigit {
    static func mayHold(_ number: UInt64) -> Bool {
        var rest = number / 10
        var sum: UInt64 = 0
        for weight in 2...10 {
            sum += rest % 10 * UInt64(weight)
            rest /= 10
        }
        return (11 - sum % 11) % 11 == number % 10
    }
}
