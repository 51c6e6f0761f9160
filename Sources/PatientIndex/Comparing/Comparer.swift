import FilmModel

/// Compares a label, field by field, with persons.
package struct Comparer {
    let label: Features
    let text: [UInt8]
    /// When the film was taken.
    let examination: PartialDate?
    /// What the hospital number may be besides what it says.
    let readings: LocalReadings

    init(_ record: RawRecord) {
        examination = record.examDate
        var pool: [UInt8] = []
        label = record.features(into: &pool)
        text = pool
        readings = LocalReadings(record.localID, issuer: record.localIDIssuer)
    }

    /// The levels but those of the place, which cost most: a person who is somebody else without them need
    /// not be compared further.
    func identity(_ person: Features, _ pool: Span<UInt8>) -> Levels {
        var levels = Levels()
        levels.national = national(person)
        levels.local = local(person, pool)
        if levels.local == .exact, label.nationalKind == .chi, label.marks.contains(.isFromLocal),
            person.marks.contains(.isFromLocal)
        {
            // Nine digits that might be a CHI are one hospital number, and speak for it once.
            levels.national = .missing
        }
        if levels.local != .exact { levels.reading = reading(person, pool) }
        levels.birth = BirthComparison.level(label.birth, person.birth)
        levels.sex = sex(person)
        levels.family = family(person, pool)
        levels.given = given(person, pool)
        if levels.givenDiffers, levels.birthIsNear, levels.familyAgrees, isSlipOfForm(person, pool) {
            levels.given = .fair
        }
        if levels.family == .other || levels.family == .weak, levels.given != .exact, areSwapped(person, pool)
        {
            levels.family = .swapped
            levels.given = .swapped
        }
        return levels
    }

    func addPlace(_ person: Features, _ pool: Span<UInt8>, to levels: inout Levels) {
        let own = text.span
        levels.postcode = PlaceComparison.postcode(
            own.extracting(label.range(.postcode)), pool.extracting(person.range(.postcode)))
        levels.address = PlaceComparison.address(
            own.extracting(label.range(.address)), pool.extracting(person.range(.address)))
        levels.town = PlaceComparison.town(
            own.extracting(label.range(.town)), pool.extracting(person.range(.town)))
    }

    private func national(_ person: Features) -> Level {
        guard label.national != 0, person.national != 0 else { return .missing }
        let marks = label.marks.union(person.marks)
        // Letters were taken for digits: that is no better than a slip.
        if label.national == person.national { return marks.contains(.isCorrected) ? .edit : .exact }
        // Ten digits in the hospital number's place are a national number only where they are the right one.
        if marks.contains(.isFromLocal) { return .missing }
        let isEdit = Edit.isOne(label.national, person.national)
        // Two valid numbers never differ by one slip: modulus 11 finds every one of them. (A CHI's modulus
        // 10 does not, and the ranges of the services are apart.)
        if label.nationalKind.kind != nil, person.nationalKind.kind != nil { return .otherValid }
        return isEdit ? .edit : .other
    }

    private func local(_ person: Features, _ pool: Span<UInt8>) -> Level {
        guard label.has(.local), person.has(.local) else { return .missing }
        let own = text.span.extracting(label.range(.local))
        let other = pool.extracting(person.range(.local))
        let isOneIssuer = isOneIssuer(person, pool)
        if Text.isEqual(own, other) { return isOneIssuer ? .exact : .otherIssuer }
        guard isOneIssuer else { return .missing }
        return own.count >= 5 && Edit.isOne(own, other) ? .edit : .other
    }

    /// Which number of those that the label's hospital number may be is the person's; 0 for none.
    private func reading(_ person: Features, _ pool: Span<UInt8>) -> UInt8 {
        guard !readings.numbers.isEmpty, isOneIssuer(person, pool) else { return 0 }
        return readings.place(
            of: pool.extracting(person.range(.local)),
            national: person.nationalKind.kind == nil ? 0 : person.national)
    }

    private func isOneIssuer(_ person: Features, _ pool: Span<UInt8>) -> Bool {
        !label.has(.issuer) || !person.has(.issuer)
            || Text.isEqual(
                text.span.extracting(label.range(.issuer)), pool.extracting(person.range(.issuer)))
    }

    private func sex(_ person: Features) -> Level {
        guard label.sex != .none, person.sex != .none else { return .missing }
        return label.sex == person.sex ? .exact : .other
    }

    private func family(_ person: Features, _ pool: Span<UInt8>) -> Level {
        guard label.has(.family), person.has(.family) else {
            // Only a former name may be there.
            return label.has(.family) && person.has(.previous)
                && Text.isEqual(
                    text.span.extracting(label.range(.family)), pool.extracting(person.range(.previous)))
                ? .former : .missing
        }
        let own = text.span.extracting(label.range(.family))
        let other = pool.extracting(person.range(.family))
        if Text.isEqual(own, other) { return .exact }
        if person.has(.previous), Text.isEqual(own, pool.extracting(person.range(.previous))) {
            return .former
        }
        if label.has(.previous), Text.isEqual(text.span.extracting(label.range(.previous)), other) {
            return .former
        }
        if label.has(.familyParts) || person.has(.familyParts),
            Text.shareWord(
                text.span.extracting(label.range(label.has(.familyParts) ? .familyParts : .family)),
                pool.extracting(person.range(person.has(.familyParts) ? .familyParts : .family)))
        {
            return .part
        }
        return Text.band(own, other)
    }

    private func given(_ person: Features, _ pool: Span<UInt8>) -> Level {
        guard label.has(.given), person.has(.given) else { return .missing }
        let own = text.span.extracting(label.range(.given))
        let other = pool.extracting(person.range(.given))
        if Text.isEqual(own, other) { return .exact }
        let ownParts = text.span.extracting(label.range(label.has(.givenParts) ? .givenParts : .given))
        let otherParts = pool.extracting(person.range(person.has(.givenParts) ? .givenParts : .given))
        let ownFirst = ownParts.extracting(0..<Text.wordEnd(ownParts, 0))
        let otherFirst = otherParts.extracting(0..<Text.wordEnd(otherParts, 0))
        if ownFirst.count == 1 || otherFirst.count == 1 {
            // J for John, and J for the middle name of Edward John.
            if ownFirst[0] == otherFirst[0] { return .initial }
            return .otherInitial
        }
        if Text.isEqual(ownFirst, otherFirst) { return .exact }
        if Nicknames.areForms(ownFirst, otherFirst) { return .form }
        if Text.hasWord(otherParts, ownFirst) || Text.hasWord(ownParts, otherFirst)
            || (person.has(.middle) && Text.hasWord(pool.extracting(person.range(.middle)), ownFirst))
            || (label.has(.middle) && Text.hasWord(text.span.extracting(label.range(.middle)), otherFirst))
        {
            return .middle
        }
        let whole = Text.band(own, other)
        if whole == .close { return whole }
        let first = Text.band(ownFirst, otherFirst)
        return first.rawValue < whole.rawValue ? first : whole
    }

    /// Peggi for Peggy, who is Margaret; Filip for Philip.
    private func isSlipOfForm(_ person: Features, _ pool: Span<UInt8>) -> Bool {
        let ownParts = text.span.extracting(label.range(label.has(.givenParts) ? .givenParts : .given))
        let otherParts = pool.extracting(person.range(person.has(.givenParts) ? .givenParts : .given))
        let own = ownParts.extracting(0..<Text.wordEnd(ownParts, 0))
        let other = otherParts.extracting(0..<Text.wordEnd(otherParts, 0))
        guard own.count >= 3, other.count >= 3 else { return false }
        if Nicknames.isSlip(own, ofFormOf: other) { return true }
        let (left, right) = (Self.byEar(own), Self.byEar(other))
        return left == right || Edit.isOne(left.span, right.span)
    }

    /// F for PH.
    private static func byEar(_ name: Span<UInt8>) -> [UInt8] {
        var heard: [UInt8] = []
        for index in name.indices {
            if name[index] == 0x48, heard.last == 0x50 {
                heard[heard.count - 1] = 0x46
            } else {
                heard.append(name[index])
            }
        }
        return heard
    }

    private func areSwapped(_ person: Features, _ pool: Span<UInt8>) -> Bool {
        guard label.has(.family), label.has(.given), person.has(.family), person.has(.given) else {
            return false
        }
        let family = text.span.extracting(label.range(.family))
        let given = text.span.extracting(label.range(.given))
        let otherFamily = pool.extracting(person.range(.family))
        let otherGiven = pool.extracting(person.range(.given))
        guard given.count > 1, otherGiven.count > 1 else { return false }
        let first = Text.isEqual(family, otherGiven)
        let second = Text.isEqual(given, otherFamily)
        if first && second { return true }
        if first { return Text.band(given, otherFamily) == .close }
        return second && Text.band(family, otherGiven) == .close
    }
}
