import FilmModel

/// What a label says and whom it touches in the index.
struct Evidence {
    let label: Label
    let birthDate: PartialDate?
    /// The label's national number, where its check digit holds.
    let number: NationalNumber?
    let examDate: PartialDate?
    let byNumber: [Person]
    let byLocal: [Person]
    let bySurname: [Person]

    /// Whether surname (or a former one) and birth date are equal.
    func agrees(with person: Person) -> Bool {
        guard let surname = NameKey.of(label.familyName), let birthDate, birthDate == person.birthDate else {
            return false
        }
        return [person.familyName, person.previousFamilyName].contains { NameKey.of($0) == surname }
    }

    /// What forbids a machine to accept this person although a rule fits.
    func veto(against person: Person) -> (code: ReasonCode, reason: String)? {
        if let number, let known = person.nhsNumber.flatMap({ NationalNumber($0) }), known != number {
            return (.identityConflict, "label and index have two different valid national numbers")
        }
        if let sex = label.sex.flatMap({ Sex($0) }), let known = person.sex, sex != known {
            return (.patientAmbiguous, "the recorded sexes differ")
        }
        if let examDate, let born = person.birthDate, examDate.isCertainlyBefore(born) {
            return (.birthDateConflict, "the examination lies before the birth")
        }
        if let examDate, let died = person.deathDate, died.isCertainlyBefore(examDate) {
            return (.birthDateConflict, "the examination lies after the death")
        }
        // A number read from a neighbour's jacket: neither name nor forename is this person's.
        if let surname = NameKey.of(label.familyName), let given = NameKey.of(label.givenName),
            ![person.familyName, person.previousFamilyName].contains(where: { NameKey.of($0) == surname }),
            NameKey.of(person.givenName) != given
        {
            return (.birthDateConflict, "number and birth date agree, but neither surname nor forename")
        }
        return nil
    }

    /// A decision that waits for a person, with the candidates, best evidence first, at most ten.
    func hold(_ code: ReasonCode, _ reasons: [String], _ best: Person? = nil) -> Match {
        var candidates: [PersonID] = []
        for person in [best].compactMap(\.self) + byNumber + byLocal + bySurname
        where !candidates.contains(person.id) {
            candidates.append(person.id)
        }
        return Match(
            decision: candidates.isEmpty ? .none : .review, person: candidates.first, reasons: reasons,
            candidates: Array(candidates.prefix(10)), hold: code)
    }
}
