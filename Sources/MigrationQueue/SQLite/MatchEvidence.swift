import FilmModel

/// The part of a match that the ledger keeps as JSON.
struct MatchEvidence: Codable {
    var reasons: [String]
    var candidates: [String]
    var hold: ReasonCode?

    init(_ match: Match) {
        reasons = match.reasons
        candidates = match.candidates.map(\.text)
        hold = match.hold
    }
}
