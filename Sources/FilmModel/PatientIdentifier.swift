/// A number that names a patient, in the form in which it is written: Patient ID (0010,0020) with Issuer of
/// Patient ID (0010,0021).
package struct PatientIdentifier: Sendable, Hashable, Codable {
    package let id: String
    /// `NHS`, `CHI`, `H&C`, an ODS code, or `MPI`; empty where nobody says.
    package let issuer: String

    package init(_ id: String, issuer: String) {
        self.id = id.unified.dicomText.trimmed
        self.issuer = issuer.unified.dicomText.trimmed
    }

    /// What archives tell patients by: the number alone, since many ignore its issuer, in upper case, and in one form of
    /// Unicode.
    package var key: String { id.unified.uppercased() }
}

extension Person {
    /// What stands before a Patient ID that only the master patient index knows, and is its issuer.
    private static let indexIssuer = "MPI"

    /// The national number, as it is written; nil where it is missing or no valid number of any service.
    package var nationalIdentifier: PatientIdentifier? {
        nhsNumber.flatMap { NationalNumber($0) }
            .map { PatientIdentifier($0.digits, issuer: $0.kind.rawValue) }
    }

    /// The hospital's number, with its issuer before it, since two hospitals may give the same one.
    package var localIdentifier: PatientIdentifier? {
        localID.map { Self.unwrapped($0.unified.dicomText.trimmed) }?.nonEmpty.map { local in
            PatientIdentifier(
                [localIDIssuer, local].compactMap(\.self).joined(separator: "-"),
                issuer: localIDIssuer ?? "")
        }
    }

    /// A number without what spreadsheets put around it to keep its zeros, `="0012345"` and `'0012345`; else as it is.
    private static func unwrapped(_ number: String) -> String {
        number.hasPrefix("=\"") || number.hasPrefix("'") ? PlainText.of(number).trimmed : number
    }

    /// The numbers that were given to the person, best first.
    package var numbers: [PatientIdentifier] { [nationalIdentifier, localIdentifier].compactMap(\.self) }

    /// What may be written as the person's Patient ID, best first: the national number, the hospital's, and the
    /// index's own, which is never anybody else's.
    package var identifiers: [PatientIdentifier] {
        let own = PatientIdentifier("\(Self.indexIssuer)-\(id)", issuer: Self.indexIssuer)
        return numbers + [own]
    }
}
