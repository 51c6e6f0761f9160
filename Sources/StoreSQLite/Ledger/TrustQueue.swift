import FilmModel
import MigrationQueue

/// A Trust's films as one claim takes them: whose lane's turn it is, and what was read and not yet taken.
final class TrustQueue {
    let trust: String
    private(set) var share: LaneShare
    private var pages: ReadyPages

    init(_ trust: String, _ kind: WorkKind, _ share: LaneShare) {
        self.trust = trust
        self.share = share
        pages = ReadyPages(trust, kind)
    }

    /// Takes the next film; nil where the Trust has no more.
    func next(_ change: Change) throws -> Place? {
        var taken: Place?
        _ = try share.next { lane in
            taken = try pages.next(lane, change)
            return taken?.cost
        }
        return taken
    }

    /// Takes the next urgent film, before its lane's turn; nil where the Trust has no more of them.
    func nextUrgent(_ change: Change) throws -> Place? {
        guard let place = try pages.next(.urgent, change) else { return nil }
        share.chargeUrgent(place.cost)
        return place
    }
}
