/// How far two places agree: postcode, address, town.
enum PlaceComparison {
    static func postcode(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Level {
        guard !left.isEmpty, !right.isEmpty else { return .missing }
        if Text.isEqual(left, right) { return .exact }
        // One letter of the last two is the next street as often as a slip.
        let isNextStreet = isOneSector(left, right)
        if !isNextStreet, left.count >= 4, right.count >= 4, Edit.isOne(left, right) { return .edit }
        let area = PostcodeText.areaLength(left)
        guard area > 0, area == PostcodeText.areaLength(right),
            Text.isEqual(left.extracting(0..<area), right.extracting(0..<area))
        else { return .other }
        let leftOut = outwardLength(left)
        let rightOut = outwardLength(right)
        guard leftOut == rightOut, Text.isEqual(left.extracting(0..<leftOut), right.extracting(0..<rightOut))
        else { return .area }
        guard left.count > leftOut, right.count > rightOut else { return .outward }
        return left[leftOut] == right[rightOut] ? .sector : .district
    }

    /// Whether two whole postcodes differ in their last two letters alone.
    private static func isOneSector(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        PostcodeText.isWhole(left) && PostcodeText.isWhole(right) && left.count == right.count
            && Text.isEqual(left.extracting(0..<left.count - 2), right.extracting(0..<right.count - 2))
    }

    static func outwardLength(_ code: Span<UInt8>) -> Int {
        PostcodeText.isWhole(code) ? code.count - 3 : code.count
    }

    /// By the share of words that agree, each word with at most one of the other's.
    static func address(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Level {
        guard !left.isEmpty, !right.isEmpty else { return .missing }
        if Text.isEqual(left, right) { return .exact }
        let share = Text.isBefore(left, right) ? agreement(left, right) : agreement(right, left)
        if share >= 0.95 { return .exact }
        if share >= 0.70 { return .close }
        if share >= 0.50 { return .fair }
        return share >= 0.30 ? .weak : .other
    }

    static func town(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Level {
        guard !left.isEmpty, !right.isEmpty else { return .missing }
        if Text.isEqual(left, right) { return .exact }
        return JaroWinkler.similarity(left, right) > 0.88 ? .close : .other
    }

    /// The bytes of words that agree, over the bytes of the text that has fewer and a share of those beyond: an
    /// address that lacks its district is nearly the same, one of another street is not. The search is greedy, so
    /// it begins with the lesser text, whichever side that is on.
    private static func agreement(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Double {
        var taken: UInt64 = 0
        var agreeing = 0.0
        var total = 0.0
        var start = 0
        while start < left.count {
            let end = Text.wordEnd(left, start)
            let word = left.extracting(start..<end)
            // A house number says more than its length.
            let weight = Double(max(word.count, 3))
            total += weight
            var best = 0.0
            var bestPlace = 0
            var place = 0
            var otherStart = 0
            while otherStart < right.count {
                let otherEnd = Text.wordEnd(right, otherStart)
                if taken & (1 << UInt64(place)) == 0 {
                    let similarity = wordSimilarity(word, right.extracting(otherStart..<otherEnd))
                    if similarity > best {
                        best = similarity
                        bestPlace = place
                    }
                }
                place += 1
                otherStart = otherEnd + 1
            }
            if best > 0 {
                taken |= 1 << UInt64(bestPlace)
                agreeing += weight * best
            }
            start = end + 1
        }
        var other = 0.0
        start = 0
        while start < right.count {
            let end = Text.wordEnd(right, start)
            other += Double(max(end - start, 3))
            start = end + 1
        }
        let shorter = min(total, other)
        let longer = max(total, other)
        return min(1, agreeing / (shorter + (longer - shorter) * 0.3))
    }

    private static func wordSimilarity(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Double {
        if Text.isEqual(left, right) { return 1 }
        guard left.count >= 3, right.count >= 3, !left[0].isDigit, !right[0].isDigit else {
            return left.count >= 2 && right.count >= 2 && Edit.isOne(left, right) ? 0.4 : 0
        }
        let similarity = JaroWinkler.similarity(left, right)
        return similarity > 0.85 ? similarity * 0.9 : 0
    }
}
