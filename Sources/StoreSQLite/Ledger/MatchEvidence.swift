import FilmModel
import MigrationQueue

/// The part of a match that the ledger keeps as JSON.
struct MatchEvidence: Codable, Equatable {
    var reasons: [String]
    var candidates: [String]
    var hold: ReasonCode?

    init(reasons: [String], candidates: [String], hold: ReasonCode?) {
        self.reasons = reasons
        self.candidates = candidates
        self.hold = hold
    }

    init(_ match: Match) {
        self.init(reasons: match.reasons, candidates: match.candidates.map(\.text), hold: match.hold)
    }
}
