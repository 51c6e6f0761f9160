import FilmModel
import MigrationQueue

/// A film leaves its way early: held, rejected, or known.
struct Stop: Error {
    let outcome: Finish.Outcome

    init(_ outcome: Finish.Outcome) { self.outcome = outcome }

    /// By the reason's own effect: rejected where the bureau must scan again, else held.
    init(_ reason: Reason) {
        outcome = reason.code.effect == .rejected ? .rejected(reason) : .held(reason)
    }

    var reason: Reason? {
        switch outcome {
        case .held(let reason), .rejected(let reason), .duplicate(_, let reason): reason
        default: nil
        }
    }
}
