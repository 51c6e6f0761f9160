/// Small questions about folded texts.
enum Text {
    @inline(__always)
    static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// The shorter first, then by their bytes: which of two texts a greedy search begins with.
    static func isBefore(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for index in left.indices where left[index] != right[index] { return left[index] < right[index] }
        return true
    }

    /// Where the word ends that begins at `start`.
    @inline(__always)
    static func wordEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < text.count, text[end] != 0x20 { end += 1 }
        return end
    }

    static func hasWord(_ text: Span<UInt8>, _ word: Span<UInt8>) -> Bool {
        var start = 0
        while start < text.count {
            let end = wordEnd(text, start)
            if isEqual(text.extracting(start..<end), word) { return true }
            start = end + 1
        }
        return false
    }

    /// Whether two texts have a word of three letters or more in common.
    static func shareWord(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        var start = 0
        while start < left.count {
            let end = wordEnd(left, start)
            if end - start >= 3, hasWord(right, left.extracting(start..<end)) { return true }
            start = end + 1
        }
        return false
    }

    /// The band of two names' similarity. Names beyond ASCII are equal or not: their bytes are no letters.
    static func band(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Level {
        let shorter = min(left.count, right.count)
        let longer = max(left.count, right.count)
        // Too different in length to reach the lowest band.
        guard shorter * 3 >= longer else { return .other }
        let similarity = JaroWinkler.similarity(left, right)
        guard similarity > 0.60, isASCII(left), isASCII(right) else { return .other }
        // In a short name one slip costs Jaro and Winkler more than it should.
        if shorter >= 3, Edit.isOne(left, right) { return shorter > 3 || similarity > 0.92 ? .close : .fair }
        guard similarity > 0.70 else { return .other }
        if similarity > 0.92 { return .close }
        return similarity > 0.88 ? .fair : .weak
    }

    private static func isASCII(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] >= 0x80 { return false }
        return true
    }
}
