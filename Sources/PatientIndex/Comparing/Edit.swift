/// Whether two texts differ by one slip of a hand: one character wrong, missing or too much, or two
/// neighbours swapped.
enum Edit {
    static func isOne(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        let m = left.count
        let n = right.count
        guard abs(m - n) <= 1 else { return false }
        var head = 0
        while head < min(m, n), left[head] == right[head] { head += 1 }
        var tail = 0
        while tail < min(m, n) - head, left[m - 1 - tail] == right[n - 1 - tail] { tail += 1 }
        let a = m - head - tail
        let b = n - head - tail
        if a + b == 0 { return false }
        if max(a, b) == 1 { return true }
        return a == 2 && b == 2 && left[head] == right[head + 1] && left[head + 1] == right[head]
    }

    /// The same for the digits of two numbers of one length.
    static func isOne(_ left: UInt64, _ right: UInt64) -> Bool {
        var a = left
        var b = right
        var wrong = 0
        var last: (UInt64, UInt64)?
        var isSwap = false
        while a > 0 || b > 0 {
            let x = a % 10
            let y = b % 10
            if x != y {
                wrong += 1
                if wrong > 2 { return false }
                if wrong == 2 {
                    guard let (p, q) = last, p == y, q == x else { return false }
                    isSwap = true
                }
                last = (x, y)
            } else if wrong == 1, !isSwap {
                // A swap is of neighbours.
                last = nil
            }
            a /= 10
            b /= 10
        }
        return wrong == 1 || isSwap
    }
}
