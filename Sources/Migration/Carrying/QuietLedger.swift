import FilmModel

/// A ledger in which the last claim has found nothing: when it is worth while to claim again. A claim is a transaction, and
/// an idle run makes none until somebody has changed the ledger, or a while has passed: pauses and maintenance windows end
/// without a change.
struct QuietLedger {
    /// How often it is asked whether anything has changed.
    static let interval = Duration.milliseconds(200)
    /// After how long a claim is tried all the same.
    private static let longest = Duration.seconds(2)

    /// What the ledger's change mark was before the claim; nil where something may be there.
    private var mark: Int64?
    private var until = ContinuousClock.now
    private var askedAt = ContinuousClock.now

    /// A claim has found nothing that began at this mark.
    mutating func begin(at mark: Int64) {
        self.mark = mark
        until = .now + Self.longest
    }

    /// Whether time alone may have brought something: the next retry is due, or it is long enough.
    func isOver(_ nextDue: Timestamp?) -> Bool {
        mark == nil || .now >= until || nextDue.map { $0 <= .now() } ?? false
    }

    /// Whether it is time to ask for the mark again: of many lanes that wait, one asks.
    mutating func isToBeAsked() -> Bool {
        let now = ContinuousClock.now
        guard now - askedAt >= Self.interval / 2 else { return false }
        askedAt = now
        return true
    }

    /// Whether the ledger was changed since.
    func hasChanged(to mark: Int64) -> Bool { self.mark != mark }
}
