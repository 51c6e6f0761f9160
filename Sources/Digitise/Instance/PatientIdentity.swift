package import FilmModel

/// The patient as an instance names them (PS3.3 C.7.1.1): from the matched person, or, for the one-shot
/// `convert` alone, from the label.
package struct PatientIdentity: Sendable, Hashable {
    /// Patient's Name (0010,0010), `FAMILY^GIVEN^MIDDLE`.
    package var name: String
    /// Patient ID (0010,0020): the national number, else the local number with its issuer before it, else
    /// the index's own. Never empty for a matched person: many archives key a patient on it alone.
    package var id: String
    /// Issuer of Patient ID (0010,0021): `NHS`, `CHI`, `H&C`, or the ODS code.
    package var issuer: String
    /// The hospital's own number, and its ODS code, where the Patient ID is a national one.
    package var otherID: (id: String, issuer: String)?
    /// `YYYYMMDD`, or empty.
    package var birthDate: String
    package var sex: String

    /// What stands before a Patient ID that only the master patient index knows, and is its issuer.
    private static let indexIssuer = "MPI"

    /// The identity of a person of the index. A number whose check digit is wrong is no national number.
    package init(_ person: Person) {
        self.init(
            national: person.nhsNumber, local: person.localID, localIssuer: person.localIDIssuer,
            name: [person.familyName, person.givenName, person.middleNames],
            birthDate: person.birthDate, sex: person.sex)
        guard id.isEmpty else { return }
        id = "\(Self.indexIssuer)-\(person.id)"
        issuer = Self.indexIssuer
    }

    /// What a label says, as far as it can be said in DICOM.
    package init(_ label: Label, trust: TrustID?) {
        self.init(
            national: label.nhsNumber, local: label.hospitalNumber, localIssuer: trust?.code,
            name: [label.familyName, label.givenName], birthDate: label.birthDate.flatMap { PartialDate($0) },
            sex: label.sex.flatMap { Sex($0) })
    }

    private init(
        national: String?, local: String?, localIssuer: String?, name: [String?], birthDate: PartialDate?,
        sex: Sex?
    ) {
        self.name = Self.personName(name)
        self.birthDate = birthDate?.dicomDate ?? ""
        self.sex = sex?.rawValue ?? ""
        let prefixed = local.map { [localIssuer, $0].compactMap(\.self).joined(separator: "-") }
        if let number = national.flatMap({ NationalNumber($0) }) {
            id = number.digits
            issuer = number.kind.rawValue
            otherID = local.map { ($0, localIssuer ?? "") }
        } else {
            id = prefixed ?? ""
            issuer = prefixed == nil ? "" : localIssuer ?? ""
            otherID = nil
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

    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.id == right.id && left.issuer == right.issuer
            && left.birthDate == right.birthDate && left.sex == right.sex
            && left.otherID?.id == right.otherID?.id && left.otherID?.issuer == right.otherID?.issuer
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(issuer)
        hasher.combine(name)
    }
}
