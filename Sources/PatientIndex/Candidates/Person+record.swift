package import FilmModel

extension RawRecord {
    /// The numbers that may be written as the person's Patient ID, best first.
    package var identifiers: [PatientIdentifier] {
        // No other field counts for them.
        var person = Person(id: PersonID(""))
        (person.nhsNumber, person.localID, person.localIDIssuer) = (nhsNumber, localID, localIDIssuer)
        return person.numbers
    }
}

extension Person {
    /// A person as a row of an index says, as far as it names them.
    package init(_ id: String, _ record: RawRecord) {
        self.init(id: PersonID(id))
        nhsNumber = record.nhsNumber
        localID = record.localID
        localIDIssuer = record.localIDIssuer
        familyName = record.familyName
        givenName = record.givenName
        middleNames = record.middleNames
        previousFamilyName = record.previousFamilyName
        birthDate = record.birthDate.flatMap { PartialDate($0) }
        deathDate = record.deathDate.flatMap { PartialDate($0) }
        sex = record.sex.flatMap { Sex($0) }
        address = record.address
        town = record.town
        postcode = record.postcode
    }
}
