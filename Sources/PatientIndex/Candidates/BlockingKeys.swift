import FilmModel

/// The keys under which a person is filed, and under which a label looks for persons: two records that agree
/// on any one of fifteen things meet.
package enum BlockingKeys {
    enum Kind: UInt8 {
        case national = 1
        case local, familyYear, givenDay, birth, familyMonth, dayArea, prefixes, postcode, house, sounds
        case familyDay, familyTown, givenTown, street
    }

    /// Blocks of these kinds grow with a name's frequency: where one is too large it says too little, and is
    /// passed over.
    package static func isCommon(_ key: UInt64) -> Bool {
        switch Kind(rawValue: UInt8(truncatingIfNeeded: key >> 56)) {
        case .familyMonth, .prefixes, .sounds, .dayArea, .familyYear, .givenDay, .familyTown, .givenTown,
            .house, .street:
            true
        case .national, .local, .birth, .postcode, .familyDay, nil: false
        }
    }

    /// Calls `body` with each key under which a record is filed; a key may come twice.
    package static func filed(_ record: Features, _ pool: Span<UInt8>, _ body: (UInt64) -> Void) {
        numbers(record, pool, body)
        names(record, pool, family: .family, given: .given, body)
        if record.has(.previous) {
            names(record, pool, family: .previous, given: .given, isAlias: true, body)
        }
        if record.has(.middle) { middle(record, pool, body) }
        place(record, pool, record.birth, body)
        if record.birth.isComplete { body(key(.birth, UInt64(record.birth.number))) }
    }

    /// Calls `body` with each key under which a label looks: those of `filed`, and what slips of the hand
    /// would have made of them.
    static func sought(_ label: Features, _ pool: Span<UInt8>, _ body: (UInt64) -> Void) {
        filed(label, pool, body)
        if label.birth.isComplete {
            let swapped = label.birth.swapped
            if swapped != label.birth { body(key(.birth, UInt64(swapped.number))) }
        }
        // Surname and given name exchanged.
        if label.has(.family), label.has(.given) {
            names(label, pool, family: .given, given: .family, isAlias: true, body)
        }
        if label.national != 0, label.nationalKind == .invalid {
            slips(label.national) { body(key(.national, $0)) }
        }
    }

    /// Keys under which a person's household and twins are filed.
    static func relatives(_ person: Features, _ pool: Span<UInt8>, _ body: (UInt64) -> Void) {
        let kinds = [Kind.postcode, .house, .birth, .familyDay].map { UInt64($0.rawValue) }
        filed(person, pool) { if kinds.contains($0 >> 56) { body($0) } }
    }

    /// Keys of numbers and birth date only: where a valid national number and the birth date agree, nobody
    /// else is near. A hospital number is filed without the letters around its digits, too.
    static func numbers(_ record: Features, _ pool: Span<UInt8>, _ body: (UInt64) -> Void) {
        if record.national != 0 { body(key(.national, record.national)) }
        guard record.has(.local) else { return }
        let local = pool.extracting(record.range(.local))
        body(key(.local, Hash.of(local)))
        if let bare = LocalReadings.bare(local) { body(key(.local, Hash.of(bare.span))) }
    }

    /// The key of a hospital number as it is filed.
    package static func local(_ number: [UInt8]) -> UInt64 { key(.local, Hash.of(number.span)) }

    /// Keys of what a label's hospital number may be besides.
    static func numbers(_ readings: LocalReadings, _ body: (UInt64) -> Void) {
        for way in readings.numbers.flatMap(\.ways) {
            body(key(.local, Hash.of(way.span)))
            let national = LocalReadings.national(way)
            if national != 0 { body(key(.national, national)) }
        }
    }

    private static func names(
        _ record: Features, _ pool: Span<UInt8>, family: TextField, given: TextField, isAlias: Bool = false,
        _ body: (UInt64) -> Void
    ) {
        let familyText = pool.extracting(record.range(family))
        let givenText = pool.extracting(record.range(given))
        let hasParts = given == .given && record.has(.givenParts)
        let givenWords = pool.extracting(record.range(hasParts ? .givenParts : given))
        let givenFirst = givenWords.extracting(0..<Text.wordEnd(givenWords, 0))
        let hasFamily = !familyText.isEmpty
        let hasGiven = !givenText.isEmpty
        let familySound = hasFamily ? SoundKey.of(familyText) : 0
        let givenSound = hasGiven ? SoundKey.of(givenFirst) : 0
        let birth = record.birth
        if !isAlias, record.has(.town) {
            let town = SoundKey.of(pool.extracting(record.range(.town)))
            if hasFamily { body(key(.familyTown, familySound, town)) }
            if hasGiven { body(key(.givenTown, givenSound, town)) }
        }
        if hasFamily, birth.year != 0 { body(key(.familyYear, familySound, UInt64(birth.year))) }
        if birth.month != 0, birth.day != 0 {
            let day = UInt64(birth.month * 100 + birth.day)
            if hasFamily { body(key(.familyDay, familySound, day)) }
            if hasGiven, !isAlias { body(key(.givenDay, givenSound, day)) }
        }
        if hasFamily, birth.year != 0, birth.month != 0 {
            body(key(.familyMonth, UInt64(familyText[0]), UInt64(birth.number / 100)))
        }
        if hasFamily, hasGiven, givenFirst.count > 1 {
            body(key(.sounds, familySound, givenSound))
            if !isAlias {
                let first = prefix(familyText)
                let second = prefix(givenFirst)
                body(key(.prefixes, min(first, second), max(first, second)))
            }
        }
    }

    private static func middle(_ record: Features, _ pool: Span<UInt8>, _ body: (UInt64) -> Void) {
        let birth = record.birth
        guard birth.month != 0, birth.day != 0 else { return }
        let text = pool.extracting(record.range(.middle))
        let first = text.extracting(0..<Text.wordEnd(text, 0))
        body(key(.givenDay, SoundKey.of(first), UInt64(birth.month * 100 + birth.day)))
    }

    private static func place(
        _ record: Features, _ pool: Span<UInt8>, _ birth: DayDigits, _ body: (UInt64) -> Void
    ) {
        let postcode = pool.extracting(record.range(.postcode))
        if postcode.count >= 4 { body(key(.postcode, Hash.of(postcode))) }
        street(pool.extracting(record.range(.address)), pool.extracting(record.range(.town)), body)
        guard birth.month != 0, birth.day != 0, postcode.count >= 2 else { return }
        let letters = PostcodeText.areaLength(postcode)
        let area = Hash.of(postcode.extracting(0..<(letters > 0 ? letters : min(2, postcode.count))))
        body(key(.dayArea, area, UInt64(birth.month * 100 + birth.day)))
    }

    /// The street by its first long word, with the house's number before it, and with the town: what is
    /// written behind it is misspelt, shortened and left out.
    private static func street(_ address: Span<UInt8>, _ town: Span<UInt8>, _ body: (UInt64) -> Void) {
        var number: Range<Int>?
        var start = 0
        while start < address.count {
            let end = Text.wordEnd(address, start)
            if address[start].isDigit {
                number = start..<end
            } else if end - start >= 3 {
                let sound = SoundKey.of(address.extracting(start..<end))
                if let number { body(key(.house, sound, Hash.of(address.extracting(number)))) }
                if !town.isEmpty { body(key(.street, sound, SoundKey.of(town))) }
                return
            }
            start = end + 1
        }
    }

    private static func prefix(_ text: Span<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(3, text.count) { value = value << 8 | UInt64(text[index]) }
        return value
    }

    /// Each number that is one wrong digit or one swap of neighbours away and passes modulus 11: some nine.
    private static func slips(_ number: UInt64, _ body: (UInt64) -> Void) {
        var power: UInt64 = 1
        for place in 0..<10 {
            let digit = number / power % 10
            for other in 0..<10 where UInt64(other) != digit {
                let changed = number - digit * power + UInt64(other) * power
                if CheckDigit.holdsByModulus11(changed) { body(changed) }
            }
            if place < 9 {
                let next = number / (power * 10) % 10
                if next != digit {
                    let changed =
                        number - digit * power - next * power * 10 + next * power + digit * power * 10
                    if CheckDigit.holdsByModulus11(changed) { body(changed) }
                }
            }
            power *= 10
        }
    }

    /// A key: its kind in the top byte, so that no two kinds meet.
    @inline(__always)
    private static func key(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        var hash = Hash()
        hash.add(UInt8(kind.rawValue))
        hash.add(first)
        if second != 0 { hash.add(second) }
        return hash.finished >> 8 | UInt64(kind.rawValue) << 56
    }
}
