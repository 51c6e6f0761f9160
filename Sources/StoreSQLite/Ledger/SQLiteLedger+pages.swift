import FilmModel
import GRDB
import MigrationQueue

extension SQLiteLedger {
    /// Films that a change of many reads at once, and the most of them that one transaction changes.
    static let page = 500
    /// How long one transaction of a change of many goes on taking up films: whoever waits for the writer beside it
    /// waits no longer.
    static let pageTime = Duration.milliseconds(100)

    /// Changes films one after the other in transactions of bounded time, each of which stands by itself; answers of
    /// how many `body` said that it changed them. Others have their turn at the writer in between, and where the task
    /// is cancelled the rest stays as it is.
    func inPages(
        _ films: [Int64], at: Timestamp,
        _ body: @Sendable (Change, inout Standing) throws -> Bool
    ) async throws -> Int {
        var rest = films[...]
        var changed = 0
        while !rest.isEmpty {
            try Task.checkCancellation()
            let part = try await change(at: at) { [rest] change in
                let begun = ContinuousClock.now
                var part = (taken: 0, changed: 0, time: Duration.zero)
                for film in rest.prefix(Self.page) {
                    var standing = try change.standing(film)
                    if try body(change, &standing) { part.changed += 1 }
                    part.taken += 1
                    part.time = ContinuousClock.now - begun
                    guard part.time < Self.pageTime else { break }
                }
                return part
            }
            changed += part.changed
            rest = rest.dropFirst(part.taken)
            // Another process looks for the writer now and then only: it has to find a gap.
            try await Task.sleep(for: part.time / 2)
        }
        return changed
    }
}
