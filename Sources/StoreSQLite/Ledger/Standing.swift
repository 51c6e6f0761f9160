import FilmModel
import MigrationQueue

/// Where a film stands: its row of `film`, as a transaction changes it.
struct Standing {
    let film: Int64
    let trust: String
    let batch: Int64
    /// As stored: a film in flight is stored as queued.
    var state: FilmState
    var reason: ReasonCode?
    let cost: Int
    let dueDay: Int64?
    var duplicateOf: Int64?
    /// The last rows of its chains.
    var history: Int64?
    var store: Int64?
    var verifiedAt: Int64?

    /// Reads the columns of `HotSQL.standing`.
    init(film: Int64, _ row: inout QuickRow) throws {
        self.film = film
        trust = row.text()
        batch = row.int()
        guard let state = FilmState(rawValue: row.text()) else { throw SQLiteLedger.lostRow }
        self.state = state
        reason = row.maybeText().flatMap(ReasonCode.init(rawValue:))
        cost = Int(row.int())
        dueDay = row.maybeInt()
        duplicateOf = row.maybeInt()
        history = row.maybeInt()
        store = row.maybeInt()
        verifiedAt = row.maybeInt()
    }
}
