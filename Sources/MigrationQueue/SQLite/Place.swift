import FilmModel
import GRDB

/// The columns that `ready`, `delayed` and `lease` share: what a film keeps of its place in the queue.
struct Place {
    var trust: String
    var kind: WorkKind
    var lane: Int64
    var dueDay: Int64
    /// Drawn when the film becomes ready; kept when it is handed back, so that it is next again.
    var seq: Int64
    var film: Int64
    var cost: Int
    var attempt: Int
    var rescues: Int

    init(
        trust: String, kind: WorkKind, lane: Int64, dueDay: Int64, seq: Int64, film: Int64, cost: Int,
        attempt: Int = 0, rescues: Int = 0
    ) {
        self.trust = trust
        self.kind = kind
        self.lane = lane
        self.dueDay = dueDay
        self.seq = seq
        self.film = film
        self.cost = cost
        self.attempt = attempt
        self.rescues = rescues
    }

    init(_ row: Row) throws {
        guard let kind = WorkKind(rawValue: row["kind"]) else {
            throw LedgerError(
                .broken, "a place names an unknown kind of work", remedy: "run `filmmigrate doctor`")
        }
        self.init(
            trust: row["trust"], kind: kind, lane: row["lane"], dueDay: row["due_day"], seq: row["seq"],
            film: row["film"], cost: row["cost"], attempt: row["attempt"], rescues: row["rescues"])
    }

    var arguments: [String: (any DatabaseValueConvertible)?] {
        [
            "trust": trust, "kind": kind.rawValue, "lane": lane, "due_day": dueDay, "seq": seq, "film": film,
            "cost": cost, "attempt": attempt, "rescues": rescues,
        ]
    }

    func arguments(
        adding more: [String: (any DatabaseValueConvertible)?]
    ) -> [String: (any DatabaseValueConvertible)?] {
        arguments.merging(more) { _, new in new }
    }

    /// Claim order inside a Trust.
    enum Lane {
        static let urgent: Int64 = 0
        static let normal: Int64 = 1
        static let backfill: Int64 = 2
    }
}
