package import FilmModel
package import MigrationQueue

/// A film on hold, in a list. Names no patient.
package struct HoldDocument: Encodable {
    package let film: String
    /// The ledger's number: `#NUMBER` names the film where its name fits another one too.
    package let number: Int64
    package let filmID: String
    package let trust: String
    package let batch: String
    package let code: String
    package let message: String
    package let remedy: String
    package let since: Timestamp
    /// The clinic date by which it is wanted.
    package let urgentBy: PartialDate?
    package let candidates: [String]

    package init(_ hold: HoldRecord) {
        film = hold.film.reference
        number = hold.film.id.number
        filmID = hold.film.description.filmID
        trust = hold.film.trust.code
        batch = hold.film.batchName
        code = hold.reason.code.rawValue
        message = hold.reason.message
        remedy = hold.reason.code.remedy
        since = hold.since
        urgentBy = hold.film.description.urgentBy
        candidates = hold.film.facts.match?.candidates.map(\.text) ?? []
    }

    enum CodingKeys: String, CodingKey {
        case film, number, trust, batch, code, message, remedy, since, candidates
        case filmID = "film_id"
        case urgentBy = "urgent_by"
    }
}
