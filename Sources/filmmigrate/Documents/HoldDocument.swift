import FilmModel
import MigrationQueue

/// A film on hold, in a list. Names no patient.
struct HoldDocument: Encodable {
    let film: String
    /// The ledger's number: `#NUMBER` names the film where its name fits another one too.
    let number: Int64
    let filmID: String
    let trust: String
    let batch: String
    let code: String
    let message: String
    let remedy: String
    let since: Timestamp
    /// The clinic date by which it is wanted.
    let urgentBy: PartialDate?
    let candidates: [String]

    init(_ hold: HoldRecord) {
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
