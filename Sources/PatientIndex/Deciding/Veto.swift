import FilmModel

/// What forbids the machine to decide alone, although the weight is there.
package enum Veto: String, Sendable, Codable, CaseIterable {
    case twoIdentities, numberElsewhere, sex, twin, otherGivenName, readsAsAnother, parent
    case beforeBirth, afterDeath
    case contradicted, ambiguous, givenName, birthDate, familyName, route, testNumber

    /// In words that hold no value of label or person.
    package var text: String {
        switch self {
        case .twoIdentities: "label and index have two different valid national numbers"
        case .numberElsewhere: "a number on the label is another person's"
        case .sex: "the recorded sexes differ"
        case .twin: "surname and birth date agree, but the given name is another: a twin?"
        case .otherGivenName: "the given name may be another one of the family: a twin?"
        case .readsAsAnother: "another person's name and birth date are nearer to the label's"
        case .parent: "name and address agree, but the birth years are a generation apart"
        case .beforeBirth: "the examination lies before the birth"
        case .afterDeath: "the examination lies after the death"
        case .contradicted: "the number is known, but name and birth date are not this person's"
        case .ambiguous: "another person fits nearly as well"
        case .givenName: "no given name confirms it"
        case .birthDate: "the birth date does not confirm it"
        case .familyName: "neither surname nor given name confirms it"
        case .route: "the number is of a service for which no route is configured"
        case .testNumber: "the number is of the range for tests"
        }
    }

    /// The reason with which the film is held.
    var hold: ReasonCode {
        switch self {
        case .twoIdentities, .numberElsewhere: .identityConflict
        case .beforeBirth, .afterDeath, .contradicted, .birthDate, .familyName: .birthDateConflict
        case .route, .testNumber: .borderReferral
        case .sex, .twin, .otherGivenName, .readsAsAnother, .parent, .ambiguous, .givenName: .patientAmbiguous
        }
    }
}
