import FilmModel

/// What forbids the machine to decide alone, although the weight is there. `VetoTable` says when each holds.
package enum Veto: String, Sendable, Codable, CaseIterable {
    case unreadableNumber, unreadableHospitalNumber, unreadableBirthDate, route, testNumber
    case twoIdentities, numberElsewhere, beforeBirth, afterDeath, sex, contradicted
    case twin, otherGivenName, readsAsAnother, namesake, parent
    case birthDate, familyName, givenName, nameAndDateAlone, ambiguous

    /// In words that hold no value of label or person.
    package var text: String {
        switch self {
        case .unreadableNumber: "the national number on the label cannot be read"
        case .unreadableHospitalNumber: "the hospital number on the label cannot be read"
        case .unreadableBirthDate: "the birth date on the label cannot be read"
        case .route: "the patient's number is of a service for which no route is configured"
        case .testNumber: "the patient's number is of the range for tests"
        case .twoIdentities: "label and index have two different valid national numbers"
        case .numberElsewhere: "a number on the label is another person's"
        case .beforeBirth: "the examination lies before the birth"
        case .afterDeath: "the examination lies after the death"
        case .sex: "the recorded sexes differ"
        case .contradicted: "the number is known, but name and birth date are not this person's"
        case .twin: "surname and birth date agree, but the given name is another: a twin?"
        case .givenName: "no given name confirms it"
        case .otherGivenName: "the given name may be another one of the family: a twin?"
        case .readsAsAnother: "another patient's name and date of birth match the label better"
        case .namesake: "but for the number, the label fits a relative or namesake as well"
        case .parent: "the names agree, but the birth years are a generation apart"
        case .birthDate: "the birth date does not confirm it"
        case .familyName: "neither surname nor given name confirms it"
        case .nameAndDateAlone: "only name and birth date agree: no number, no place"
        case .ambiguous: "another person fits nearly as well"
        }
    }

    /// The reason with which the film is held.
    var hold: ReasonCode {
        switch self {
        case .unreadableNumber, .unreadableHospitalNumber, .unreadableBirthDate: .labelUnreadable
        case .twoIdentities, .numberElsewhere: .identityConflict
        case .beforeBirth, .afterDeath, .contradicted, .birthDate, .familyName: .birthDateConflict
        case .route, .testNumber: .borderReferral
        case .sex, .twin, .otherGivenName, .readsAsAnother, .namesake, .parent, .ambiguous, .givenName,
            .nameAndDateAlone:
            .patientAmbiguous
        }
    }
}

/// What a film carries that was matched although something on its label differs.
package enum MatchRemark: String, Sendable, Codable, CaseIterable {
    case sexDiffers, numbersDiffer

    /// In words that hold no value of label or person.
    package var text: String {
        switch self {
        case .sexDiffers:
            "remark: the recorded sexes differ; a number, both names and the birth date are equal"
        case .numbersDiffer:
            "remark: the label has another valid national number; hospital number, both names and the birth date are equal"
        }
    }
}
