/// Whether a given name that is not the person's own may be another one of the family: a twin's, a brother's or a
/// sister's, in the index or not.
struct GivenNameCheck<Source: CandidateSource> {
    let levels: Levels
    let comparer: Comparer
    let person: Features
    let pool: [UInt8]
    let source: Source

    /// Birth date and sex are both equal.
    private var isWhole: Bool { levels.birth == .exact && levels.sex == .exact }

    func mayBeAnother() throws -> Bool {
        switch levels.given {
        case .exact: return isSecondNameAnother
        case .missing, .weak, .other, .otherInitial: return false
        case .initial: return !levels.isNumberSure
        case .swapped: return try isExchangedWithAnother()
        default: break
        }
        // One number speaks for the person and one against: the name must be the same.
        if levels.isNumberEqual, levels.isNumberContradicted { return true }
        switch levels.given {
        case .middle: return !(levels.isNumberSure && (isWhole || levels.areNumbersEqual))
        case .form: return try mayFormBeAnother()
        default: return try maySpellingBeAnother()
        }
    }

    /// Mary Ann is not Mary Jane, and Mohamed Ali not Mohamed Omar: both have second names, and none is the other's.
    private var isSecondNameAnother: Bool {
        let own = secondNames(comparer.label, comparer.text.span)
        let others = secondNames(person, pool.span)
        guard !own.isEmpty, !others.isEmpty else { return false }
        return !own.contains { name in others.contains { isOneName(name, $0) } }
    }

    private func secondNames(_ record: Features, _ text: Span<UInt8>) -> [[UInt8]] {
        [record.has(.givenParts) ? record.range(.givenParts) : 0..<0, record.range(.middle)].enumerated()
            .flatMap {
                field, words in
                let whole = text.extracting(words)
                var bytes: [UInt8] = []
                for index in whole.indices { bytes.append(whole[index]) }
                return bytes.split(separator: 0x20).dropFirst(field == 0 ? 1 : 0).map { Array($0) }
            }
    }

    /// Equal, one slip apart, or an initial that fits.
    private func isOneName(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left.count == 1 || right.count == 1 { return left.first == right.first }
        return left == right || Edit.isOne(left.span, right.span)
    }

    /// Molly for Mary is hardly a twin's name; Carole for Carol may be, and Jack for John where people are so called.
    private func mayFormBeAnother() throws -> Bool {
        guard levels.isNumberEqual else {
            return try levels.isNumberContradicted || isBorne(label) || isAlike && !isWhole
        }
        if levels.areNumbersEqual { return try isBorne(label) && !isWhole }
        return try isBorne(label) || isAlike && !isWhole
    }

    /// A slip of one letter makes no name that people bear; two letters make a name.
    private func maySpellingBeAnother() throws -> Bool {
        let text = comparer.text.span
        let own = text.extracting(label)
        let other = pool.span.extracting(theirs)
        // The first words are equal where only what stands behind them differs.
        if Text.isEqual(own, other) { return false }
        if try isBorne(label) { return true }
        let isSlip = Edit.isOne(own, other)
        // A slip of a short form may be a slip of another name as well: Eily of Emmie, and of Emily.
        if !isSlip, try Nicknames.names(aSlipFrom: own).contains(where: { try isBorne($0.span) }) {
            return true
        }
        if levels.isNumberEqual, isWhole || levels.areNumbersEqual { return false }
        if !isSlip, isWhole, Nicknames.isSlip(own, ofFormOf: other) { return Nicknames.hasName(own) }
        if Nicknames.hasName(own) || !isSlip { return true }
        if levels.isNumberEqual { return false }
        // Where the person's own name is rare, nobody can tell a slip from another rare name.
        return try !isBorne(other) && !Nicknames.hasName(other)
    }

    /// Surname and given name exchanged, and one of them only like the person's.
    private func isExchangedWithAnother() throws -> Bool {
        let text = comparer.text.span
        let given = pool.span.extracting(person.range(.given))
        if Text.isEqual(text.extracting(comparer.label.range(.family)), given) { return false }
        let field = comparer.label.has(.familyParts) ? TextField.familyParts : .family
        let own = text.extracting(firstWord(comparer.label, text, field))
        let other = pool.span.extracting(theirs)
        // Mary Ann in the surname's place, and Mary Jane.
        if Text.isEqual(own, other) { return true }
        return try isBorne(own) && isBorne(other)
    }

    private var isAlike: Bool {
        let own = comparer.text.span.extracting(label)
        let other = pool.span.extracting(theirs)
        // Pete for Peter.
        if own.count <= 4, isBeginning(own, other) { return false }
        return [.close, .fair].contains(Text.band(own, other)) || isBeginning(own, other)
            || isBeginning(other, own)
    }

    /// Daniel, and Danielle.
    private func isBeginning(_ short: Span<UInt8>, _ long: Span<UInt8>) -> Bool {
        short.count >= 3 && short.count < long.count && Text.isEqual(short, long.extracting(0..<short.count))
    }

    private var label: Range<Int> {
        firstWord(comparer.label, comparer.text.span, comparer.label.has(.givenParts) ? .givenParts : .given)
    }

    private var theirs: Range<Int> {
        firstWord(person, pool.span, person.has(.givenParts) ? .givenParts : .given)
    }

    private func firstWord(_ record: Features, _ text: Span<UInt8>, _ field: TextField) -> Range<Int> {
        let words = record.range(field)
        return words.lowerBound..<words.lowerBound + Text.wordEnd(text.extracting(words), 0)
    }

    private func isBorne(_ place: Range<Int>) throws -> Bool {
        try isBorne(comparer.text.span.extracting(place))
    }

    /// Whether so many bear the given name that it is no slip.
    private func isBorne(_ name: Span<UInt8>) throws -> Bool {
        try name.count > 1
            && source.count(Frequencies.key(.given, name)) >= max(2, try source.personCount / 100_000)
    }
}
