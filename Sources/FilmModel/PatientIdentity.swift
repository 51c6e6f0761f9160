/// The patient as an instance names them (PS3.3 C.7.1.1): from the matched person, or, for the one-shot
/// `convert` alone, from the label.
package struct PatientIdentity: Sendable, Hashable, Codable {
    /// Patient's Name (0010,0010), `FAMILY^GIVEN^MIDDLE`.
    package var name: String
    /// Patient ID (0010,0020). Never empty for a matched person: many archives key a patient on it alone.
    package var id: String
    /// Issuer of Patient ID (0010,0021): `NHS`, `CHI`, `H&C`, the ODS code, or `MPI`.
    package var issuer: String
    /// Other Patient IDs Sequence (0010,1002): further numbers of the same person.
    package var others: [PatientIdentifier]
    /// `YYYYMMDD`, or empty.
    package var birthDate: String
    package var sex: String

    /// The identity of a person of the index under the first of `identifiers`, with the other numbers of these
    /// beside it. `identifiers` are the person's, or fewer where some are another person's too.
    package init(_ person: Person, identifiers: [PatientIdentifier]? = nil) {
        let identifiers = identifiers ?? person.identifiers
        name = Self.personName([person.familyName, person.givenName, person.middleNames])
        birthDate = person.birthDate?.dicomDate ?? ""
        sex = person.sex?.rawValue ?? ""
        id = identifiers.first?.id ?? ""
        issuer = identifiers.first?.issuer ?? ""
        others = Self.others(of: person, among: identifiers.dropFirst())
    }

    /// What a label says, as far as it can be said in DICOM.
    package init(_ label: Label, trust: TrustID?) {
        var person = Person(id: PersonID(""))
        person.nhsNumber = label.nhsNumber
        person.localID = label.hospitalNumber
        person.localIDIssuer = trust?.code
        person.familyName = label.familyName
        person.givenName = label.givenName
        person.birthDate = label.birthDate.flatMap { WrittenDate($0) }.flatMap { $0.isLoose ? nil : $0.date }
        person.sex = label.sex.flatMap { Sex($0) }
        self.init(
            person, identifiers: [person.nationalIdentifier, person.localIdentifier].compactMap(\.self))
    }

    /// What was written into an instance, by its attributes (`(gggg,eeee)`), where nothing better was kept.
    package init(written attributes: [String: String]) {
        name = attributes["(0010,0010)"] ?? ""
        id = attributes["(0010,0020)"] ?? ""
        issuer = attributes["(0010,0021)"] ?? ""
        birthDate = attributes["(0010,0030)"] ?? ""
        sex = attributes["(0010,0040)"] ?? ""
        others = []
    }

    package var identifier: PatientIdentifier { PatientIdentifier(id, issuer: issuer) }

    /// The same identity with further numbers of the person beside its own. `identifiers` are the person's that
    /// are nobody else's.
    package func adding(_ identifiers: [PatientIdentifier], of person: Person) -> Self {
        var identity = self
        let fresh = identifiers.filter { $0.key != identifier.key }
        for other in Self.others(of: person, among: fresh[...])
        where !others.contains(where: { $0.key == other.key }) {
            identity.others.append(other)
        }
        return identity
    }

    /// Numbers to stand beside the Patient ID: a hospital's own as the hospital writes it, and never the index's,
    /// which means nothing outside of it.
    private static func others(
        of person: Person, among identifiers: ArraySlice<PatientIdentifier>
    ) -> [PatientIdentifier] {
        identifiers.compactMap { identifier in
            switch identifier {
            case person.nationalIdentifier: identifier
            case person.localIdentifier:
                PatientIdentifier(person.localID ?? "", issuer: person.localIDIssuer ?? "")
            default: nil
            }
        }
    }

    /// Components divided by `^`; `\`, `^` and `=` in a name are data, not delimiters (PS3.5 6.2.1).
    private static func personName(_ parts: [String?]) -> String {
        let delimiters: Set<Unicode.Scalar> = ["\\", "^", "="]
        var components = parts.map { part in
            String(
                String.UnicodeScalarView(
                    (part?.trimmed ?? "").unicodeScalars.map { scalar in
                        delimiters.contains(scalar) || scalar.properties.generalCategory == .control
                            ? " " : scalar
                    }))
        }
        while components.last?.isEmpty == true { components.removeLast() }
        return components.joined(separator: "^")
    }
}
