/// The similarity of two short texts after Jaro and Winkler: 1 where they are equal, 0 where they have
/// nothing in common. (W. E. Winkler, "String comparator metrics", 1990: prefix weight 0.1, at most four.)
enum JaroWinkler {
    /// Symmetric: the greedy search for matches begins with the lesser text. Bytes beyond the 64th are not
    /// looked at.
    static func similarity(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Double {
        Text.isBefore(left, right) ? ordered(left, right) : ordered(right, left)
    }

    private static func ordered(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Double {
        let m = min(left.count, 64)
        let n = min(right.count, 64)
        guard m > 0, n > 0 else { return m == n ? 1 : 0 }
        let reach = max(max(m, n) / 2 - 1, 0)
        var leftHits: UInt64 = 0
        var rightHits: UInt64 = 0
        var matches = 0
        for i in 0..<m {
            let low = max(0, i - reach)
            let high = min(n - 1, i + reach)
            guard low <= high else { continue }
            for j in low...high where rightHits & (1 << UInt64(j)) == 0 && left[i] == right[j] {
                leftHits |= 1 << UInt64(i)
                rightHits |= 1 << UInt64(j)
                matches += 1
                break
            }
        }
        guard matches > 0 else { return 0 }
        var halfSwaps = 0
        var rest = rightHits
        for i in 0..<m where leftHits & (1 << UInt64(i)) != 0 {
            let j = rest.trailingZeroBitCount
            rest &= rest - 1
            if left[i] != right[j] { halfSwaps += 1 }
        }
        let hits = Double(matches)
        let jaro = (hits / Double(m) + hits / Double(n) + (hits - Double(halfSwaps / 2)) / hits) / 3
        var prefix = 0
        while prefix < min(4, m, n), left[prefix] == right[prefix] { prefix += 1 }
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }
}
