import FilmModel
import MigrationQueue

/// A film leaves its way early: held, rejected, or known.
struct Stop: Error {
    let outcome: Finish.Outcome
    /// Other films that are to be held with it.
    let alsoHeld: [(film: FilmID, reason: Reason)]

    init(_ outcome: Finish.Outcome, alsoHeld: [(film: FilmID, reason: Reason)] = []) {
        self.outcome = outcome
        self.alsoHeld = alsoHeld
    }

    /// By the reason's own effect: rejected where the bureau must scan again, else held.
    init(_ reason: Reason) {
        self.init(reason.code.effect == .rejected ? .rejected(reason) : .held(reason))
    }

    var reason: Reason? {
        switch outcome {
        case .held(let reason), .rejected(let reason), .duplicate(_, let reason): reason
        default: nil
        }
    }
}
