package import FilmModel

/// Hours in which nothing is claimed, by the wall clock of London: for everything, for one Trust, or for one
/// archive. One that passes midnight belongs to the day on which it starts.
package struct Closing: Sendable, Hashable {
    /// What is closed.
    package enum Scope: Sendable, Hashable {
        case all
        case trust(TrustID)
        case archive(String)
    }

    /// How long before its beginning nothing is claimed any more: a film that is begun must be done by then.
    static let leadSeconds = 60.0

    /// The ledger's number for it; 0 before it has one.
    package var id: Int64
    package var scope: Scope
    package var days: Set<Weekday>
    /// Minutes after local midnight, 0 to 1439.
    package var from: Int
    /// Minutes after local midnight, 0 to 1440; not after `from`: on the next day.
    package var to: Int

    package init(id: Int64 = 0, scope: Scope, days: Set<Weekday>, from: Int, to: Int) {
        self.id = id
        self.scope = scope
        self.days = days
        self.from = from
        self.to = to
    }

    /// Whether it is closed at a moment of London's clock, or will be before a film that is begun then is done. Throws
    /// where the machine has no rules for London's time.
    package func isClosed(at: Timestamp) throws -> Bool {
        guard let zone = LocalMoment.london else {
            throw LedgerError(
                .notDurable, "this machine has no rules for the time of Europe/London",
                remedy: "install the package tzdata; until then closed hours can't be kept")
        }
        return covers(LocalMoment(at, in: zone))
            || covers(LocalMoment(at.adding(seconds: Self.leadSeconds), in: zone))
    }

    /// Whether it is closed at this moment of the wall clock. An hour that the clock skips never closes; one
    /// that comes twice closes twice.
    package func covers(_ moment: LocalMoment) -> Bool {
        if to > from { return days.contains(moment.weekday) && (from..<to).contains(moment.minute) }
        return days.contains(moment.weekday) && moment.minute >= from
            || days.contains(moment.weekday.before) && moment.minute < to
    }
}
