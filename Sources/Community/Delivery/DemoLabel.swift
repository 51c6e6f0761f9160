import FilmModel

/// How much of a person a label shows, and how it is written.
enum DemoLabel: Sendable {
    /// Everything, the NHS number in one piece.
    case whole
    /// Everything, the NHS number with spaces and the surname in capitals.
    case spaced
    /// NHS number, surname and birth date.
    case brief
    /// No NHS number: the Trust's hospital number, surname, forename and birth date.
    case local
    /// The NHS number's last digit misread, the rest right.
    case misread
    /// Surname, birth date, address and the forename's initial: what fits two sisters.
    case initialOnly

    func text(of person: Person) -> Label {
        var label = Label(
            nhsNumber: person.nhsNumber, hospitalNumber: person.localID, familyName: person.familyName,
            givenName: person.givenName, birthDate: person.birthDate?.description, sex: person.sex?.rawValue,
            postcode: person.postcode, address: person.address, town: person.town)
        switch self {
        case .whole: break
        case .spaced:
            label.nhsNumber = label.nhsNumber.map(DemoNumbers.spaced)
            label.familyName = label.familyName?.uppercased()
        case .brief:
            label = Label(
                nhsNumber: label.nhsNumber.map(DemoNumbers.spaced), familyName: label.familyName,
                birthDate: label.birthDate)
        case .local:
            label = Label(
                hospitalNumber: label.hospitalNumber, familyName: label.familyName,
                givenName: label.givenName, birthDate: label.birthDate, sex: label.sex)
        case .misread: label.nhsNumber = label.nhsNumber.map(DemoNumbers.misread)
        case .initialOnly:
            label.nhsNumber = nil
            label.hospitalNumber = nil
            label.givenName = label.givenName.map { String($0.prefix(1)) }
        }
        return label
    }
}
