import FilmModel

extension Decider {
    /// What forbids to accept the best person, in the order in which it is told; empty where nothing does.
    func vetoes(
        _ top: Scored, _ best: [Scored], _ comparer: Comparer, _ source: some CandidateSource, isNumber: Bool
    ) throws -> [Veto] {
        let levels = top.levels
        let label = comparer.label
        let person = try source.record(top.source).features
        var vetoes: [Veto] = []
        func add(_ veto: Veto, when condition: Bool) { if condition { vetoes.append(veto) } }

        if let kind = label.nationalKind.kind, !routes.contains(kind) {
            vetoes.append(kind == .test ? .testNumber : .route)
        }
        add(.twoIdentities, when: levels.national == .otherValid)
        add(.numberElsewhere, when: hasNumberElsewhere(top, best, comparer))
        time(comparer, person).map { vetoes.append($0) }
        let isWholeNumber = isNumber && levels.birth == .exact
        add(
            .sex,
            when: levels.sex == .other && !(isWholeNumber && [.exact, .form, .middle].contains(levels.given)))
        add(
            .contradicted,
            when: levels.national == .exact && !levels.familyAgrees && !levels.givenAgrees
                && (levels.family != .missing || levels.given != .missing))
        let isOneBirth = [.exact, .edit, .swapped].contains(levels.birth)
        add(.twin, when: levels.givenDiffers && levels.familyAgrees && isOneBirth)
        add(
            .givenName,
            when: levels.givenDiffers && !(levels.familyAgrees && isOneBirth) && levels.national != .exact)
        // An initial may be a brother's, a sister's or a twin's who is not in the index.
        add(.otherGivenName, when: levels.given == .initial && !levels.isNumberNear)
        // One number speaks for it and one against it: the name must be the same.
        add(
            .otherGivenName,
            when: levels.national == .exact && levels.local == .other
                && ![.exact, .swapped, .missing].contains(levels.given))
        if !levels.isNumberNear, isOneBirth {
            // A twin may bear the name that the other has in the middle, or one of which this is a form.
            let isContradicted = levels.local == .other || levels.national == .other
            add(.otherGivenName, when: levels.given == .middle)
            add(
                .otherGivenName,
                when: try levels.given == .form && (isContradicted || isKnownName(comparer, source)))
        }
        add(
            .otherGivenName,
            when: try isOtherName(top, comparer, source) && isOneBirth && levels.national != .exact)
        add(.readsAsAnother, when: best.dropFirst().contains { $0.levels.readsBetter(than: levels) })
        add(.parent, when: isGenerationApart(levels, label, person))
        // What a machine's decision stands on, whatever the sum of the weights.
        if !isNumber {
            let isNumberHit = levels.national == .exact || levels.local == .exact
            add(.birthDate, when: !birthConfirms(levels, isNumberHit: isNumberHit))
            add(.givenName, when: levels.given == .missing && !(isNumberHit && levels.birth == .exact))
            add(.familyName, when: !levels.familyAgrees && !(levels.givenAgrees && levels.birth == .exact))
        }
        if let next = best.dropFirst().first, top.weight - next.weight < thresholds.margin {
            vetoes.append(.ambiguous)
        }
        return vetoes
    }

    /// Whether a number on the label is exactly another person's.
    private func hasNumberElsewhere(_ top: Scored, _ best: [Scored], _ comparer: Comparer) -> Bool {
        best.dropFirst().contains { other in
            if other.levels.national == .exact, comparer.label.nationalKind.kind != nil,
                top.levels.national != .exact
            {
                return true
            }
            // A hospital number is reused and misread: it counts where something else of that person agrees.
            return other.levels.local == .exact && top.levels.local != .exact
                && (other.levels.familyAgrees || [.exact, .edit, .swapped].contains(other.levels.birth))
                && (other.levels.givenAgrees || other.levels.given == .missing)
        }
    }

    private func time(_ comparer: Comparer, _ person: Features) -> Veto? {
        guard let exam = comparer.examination else { return nil }
        if let born = person.birth.date, exam.isCertainlyBefore(born) { return .beforeBirth }
        if let died = person.death.date, died.isCertainlyBefore(exam) { return .afterDeath }
        return nil
    }

    /// Two names that are alike, each of which people bear: Christine and Christina, Terry and Jerry.
    private func isOtherName(_ top: Scored, _ comparer: Comparer, _ source: some CandidateSource) throws
        -> Bool
    {
        let label = comparer.label
        let own: TextField
        switch top.levels.given {
        case .close, .fair: own = label.has(.givenParts) ? .givenParts : .given
        case .swapped: own = .family
        default: return false
        }
        let (person, pool) = try source.record(top.source)
        let text = comparer.text.span
        let ownFirst = text.extracting(firstWord(label, text, own))
        let otherFirst = pool.span.extracting(
            firstWord(person, pool.span, person.has(.givenParts) ? .givenParts : .given))
        guard !Text.isEqual(ownFirst, otherFirst) else { return false }
        return try isBorne(ownFirst, source) && isBorne(otherFirst, source)
    }

    /// Whether the label's given name is one that people bear in this index, and no initial or slip.
    private func isKnownName(_ comparer: Comparer, _ source: some CandidateSource) throws -> Bool {
        let label = comparer.label
        let text = comparer.text.span
        let name = text.extracting(firstWord(label, text, label.has(.givenParts) ? .givenParts : .given))
        return try name.count > 1 && isBorne(name, source)
    }

    private func firstWord(_ record: Features, _ text: Span<UInt8>, _ field: TextField) -> Range<Int> {
        let words = record.range(field)
        return words.lowerBound..<words.lowerBound + Text.wordEnd(text.extracting(words), 0)
    }

    /// Whether so many bear the given name that it is no slip.
    private func isBorne(_ name: Span<UInt8>, _ source: some CandidateSource) throws -> Bool {
        try source.count(Frequencies.key(.given, name)) >= max(4, try source.personCount / 50_000)
    }

    private func isGenerationApart(_ levels: Levels, _ label: Features, _ person: Features) -> Bool {
        guard levels.familyAgrees, levels.givenAgrees, levels.placeAgrees, label.birth.year != 0,
            person.birth.year != 0
        else { return false }
        return max(label.birth.year, person.birth.year) - min(label.birth.year, person.birth.year) > 12
    }

    private func birthConfirms(_ levels: Levels, isNumberHit: Bool) -> Bool {
        switch levels.birth {
        case .exact, .yearMonth: true
        // A brother's or sister's birth date may be one slip away: a number has to speak for it.
        case .edit, .twoParts: levels.isNumberNear && levels.givenAgrees && levels.familyAgrees
        case .swapped, .year, .dayMonth: levels.givenAgrees && levels.familyAgrees
        case .missing: isNumberHit && levels.familyAgrees && levels.givenAgrees
        default: false
        }
    }
}
