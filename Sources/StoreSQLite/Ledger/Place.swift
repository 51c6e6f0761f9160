import FilmModel
import MigrationQueue

/// The columns that `ready`, `delayed` and `lease` share: what a film keeps of its place in the queue.
struct Place {
    var trust: String
    var kind: WorkKind
    var lane: Lane
    /// The day of the clinic or of an operator's request; 0 outside the urgent lane.
    var dueDay: Int64
    var film: Int64
    var cost: Int
    /// Charged attempts so far.
    var attempt = 0
    /// How often a worker died with the film in hand.
    var rescues = 0
    /// When the first of the deaths that count together happened.
    var rescuedAt: Int64?

    init(trust: String, kind: WorkKind, lane: Lane, dueDay: Int64, film: Int64, cost: Int) {
        self.trust = trust
        self.kind = kind
        self.lane = lane
        self.dueDay = dueDay
        self.film = film
        self.cost = cost
    }

    /// Reads `trust, kind, lane, due_day, film, cost, attempt, rescues, rescued_at`.
    init(_ row: inout QuickRow) throws {
        let trust = row.text()
        guard let kind = WorkKind(rawValue: row.text()), let lane = Lane(rawValue: row.int() % Self.parked)
        else {
            throw LedgerError(
                .broken, "a place names an unknown kind of work or lane", remedy: "run `filmmigrate doctor`")
        }
        self.init(
            trust: trust, kind: kind, lane: lane, dueDay: row.int(), film: row.int(), cost: Int(row.int()))
        attempt = Int(row.int())
        rescues = Int(row.int())
        rescuedAt = row.maybeInt()
    }

    /// Answers run by run what was picked in turn: films of one Trust, lane and day lie one behind the other in
    /// the queue, without a gap. `body` gets the first place, the last film and how many there are.
    static func eachRun(of places: [Place], _ body: (Place, Int64, Int) throws -> Void) rethrows {
        var start = 0
        for (index, place) in places.enumerated() {
            let isLast =
                index + 1 == places.count || places[index + 1].trust != place.trust
                || places[index + 1].lane != place.lane || places[index + 1].dueDay != place.dueDay
            guard isLast else { continue }
            try body(places[start], place.film, index + 1 - start)
            start = index + 1
        }
    }

    /// Added to a lane's number while the film's batch is paused.
    static let parked: Int64 = 10
}
