package import FilmModel

/// A person whom a reviewer names, against a film's label: how they differ, and what speaks against it. A slip of the
/// finger in a person's id is seen here.
package struct ChosenPerson: Sendable {
    /// Whether the matcher itself found that the film may be this person's.
    package let isCandidate: Bool
    /// What forbids it by the evidence, in words that hold no value of label or person.
    package let against: [String]
    /// Each field that both have, and how it agrees, in the same words.
    package let fields: [String]

    /// Whether a reviewer has to say that it is meant so.
    package var needsReason: Bool { !isCandidate || !against.isEmpty }

    /// Vetoes that say that it is somebody else, not that it can't be told.
    private static let contradicting: Set<Veto> = [
        .twoIdentities, .numberElsewhere, .sex, .beforeBirth, .afterDeath, .contradicted, .twin, .parent,
    ]

    /// `decision` is the matcher's for the label on the index as it stands; `same` are all ids of the person;
    /// `isCurrent`: the last extract of the index has the person.
    package init(
        _ record: RawRecord, _ person: Person, same: Set<PersonID>, isCurrent: Bool,
        _ decision: LabelDecision,
        _ decider: Decider
    ) throws {
        isCandidate = decision.candidates.contains { same.contains($0.id) }
        // The person alone, as if there were nobody else: what is compared is the label and this person.
        var builder = PersonTableBuilder()
        _ = builder.add(person.id.text, RawRecord(person), mergedInto: nil)
        let alone = try decider.decide(record, in: try builder.build())
        let isBest = decision.best.map { same.contains($0.id) } ?? false
        let vetoes = Set(alone.vetoes).union(isBest ? decision.vetoes : [])
        let candidate = alone.best
        func speaksAgainst(_ field: Field) -> Bool {
            candidate?.fields.contains { $0.key == field && $0.weight < 0 } ?? false
        }
        var told = Veto.allCases.filter { vetoes.contains($0) && Self.contradicting.contains($0) }.map(\.text)
        for (field, words) in [
            (Field.family, "the surname is another"), (.given, "the given name is another"),
            (.birth, "the birth date is another"),
        ] where speaksAgainst(field) {
            told.append(words)
        }
        if candidate == nil || candidate?.fields.isEmpty == true {
            let isAnyEqual = Self.plain(record, RawRecord(person)).contains { $0.isEqual }
            told.append("\(isAnyEqual ? "too little" : "nothing") on the label is this person's")
        }
        if !isCurrent { told.append("the last extract of the index does not have the person") }
        against = told
        let weighed = candidate?.fields.map { "\($0.field): \($0.level)" } ?? []
        fields =
            weighed.isEmpty
            ? Self.plain(record, RawRecord(person)).map {
                "\($0.field): \($0.isEqual ? "equal" : "different")"
            }
            : weighed
    }

    /// Each field that both have, where the matcher would not weigh them at all.
    private static func plain(_ label: RawRecord, _ person: RawRecord) -> [(field: String, isEqual: Bool)] {
        func text(_ value: String?) -> String? {
            value.map { PlainText.of($0).uppercased().filter { $0.isLetter || $0.isNumber } }?.nonEmpty
        }
        func day(_ value: String?) -> String? {
            value.flatMap { WrittenDate($0)?.inOrder.date?.description } ?? text(value)
        }
        let fields: [(String, String?, String?)] = [
            ("national number", text(label.nhsNumber), text(person.nhsNumber)),
            ("local number", text(label.localID), text(person.localID)),
            ("family name", text(label.familyName), text(person.familyName)),
            ("given name", text(label.givenName), text(person.givenName)),
            ("birth date", day(label.birthDate), day(person.birthDate)),
            ("sex", text(label.sex), text(person.sex)),
            ("postcode", text(label.postcode), text(person.postcode)),
        ]
        return fields.compactMap { name, own, other in
            guard let own, let other else { return nil }
            return (name, own == other)
        }
    }
}
