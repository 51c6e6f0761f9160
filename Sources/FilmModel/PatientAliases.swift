/// All that a person of the index is or was called: what an archive may have made of a film's patient by following
/// the hospital's merges and corrections.
package struct PatientAliases: Sendable, Hashable {
    /// Patient's Name, in the form in which it is written.
    package private(set) var names: Set<String> = []
    package private(set) var identifiers: Set<PatientIdentifier> = []
    /// Those of the identifiers that are other persons' at another hospital: they say whose they are with their issuer
    /// alone.
    package private(set) var ambiguous: Set<PatientIdentifier> = []
    /// `YYYYMMDD`; empty where the index knew none.
    package private(set) var birthDates: Set<String> = []
    package private(set) var sexes: Set<String> = []

    package init() {}

    /// Adds what the index says or said of the person, and those of the numbers that are this person's alone.
    /// `isElsewhere`: another hospital may have given the hospital's number to somebody else.
    package mutating func add(_ person: Person, _ own: [PatientIdentifier], isElsewhere: Bool) {
        let identity = PatientIdentity(person)
        names.insert(identity.name)
        if let previous = person.previousFamilyName {
            var earlier = person
            earlier.familyName = previous
            names.insert(PatientIdentity(earlier).name)
        }
        identifiers.formUnion(own)
        // A hospital's archive writes the hospital's number without its issuer before it.
        if let local = person.localID?.nonEmpty, let whole = person.localIdentifier, own.contains(whole) {
            let bare = PatientIdentifier(local, issuer: person.localIDIssuer ?? "")
            identifiers.insert(bare)
            if isElsewhere { ambiguous.insert(bare) }
        }
        birthDates.insert(identity.birthDate)
        sexes.insert(identity.sex)
    }
}
