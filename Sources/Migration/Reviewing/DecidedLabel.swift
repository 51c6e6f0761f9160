import FilmModel
import MigrationQueue
import PatientIndex

/// A film's label as the one-shot matcher reads it, and whose it is by a person's word. It names a patient.
package struct DecidedLabel: Sendable {
    package static let columns = [
        "nhs_number", "local_id", "local_id_issuer", "family_name", "given_name", "birth_date", "sex",
        "address", "town", "postcode", "exam_date",
    ]

    package let film: String
    /// The label, in the order of the columns.
    package let cells: [String]
    /// Nil where no patient in the index matches the film.
    package let person: String?

    /// Hands over what people have decided, one film after the other; says how many there are.
    package static func each(
        _ stores: Stores, actor: Actor, _ body: (DecidedLabel) throws -> Void
    ) async throws -> Int {
        try actor.require(.reviewer)
        let settled = try await stores.decisions.settled()
        for (id, person) in settled {
            let film = try await stores.ledger.film(id)
            try body(DecidedLabel(film: film.reference, cells: cells(film), person: person?.text))
        }
        return settled.count
    }

    private static func cells(_ film: FilmRecord) -> [String] {
        let label = film.description.label
        return [
            label.nhsNumber, label.hospitalNumber, film.trust.code, label.familyName, label.givenName,
            label.birthDate, label.sex, label.address, label.town, label.postcode,
            film.description.examDate?.description,
        ].map { $0 ?? "" }
    }
}
