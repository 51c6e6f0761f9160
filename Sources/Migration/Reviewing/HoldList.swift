import FilmModel
package import MigrationQueue

/// The films on hold, as a reviewer wants to go through them: page by page, so that memory does not grow with the list.
package struct HoldList: Sendable {
    private static let page = 1000

    /// Of one Trust alone.
    package var trust: String?
    /// Also films of which a reviewer has said that the index does not have their patient.
    package var waiting: Bool
    package var order: HoldQuery.Order
    /// The most films; at least one.
    package var limit: Int

    package init(trust: String?, waiting: Bool, order: HoldQuery.Order, limit: Int) {
        self.trust = trust
        self.waiting = waiting
        self.order = order
        self.limit = limit
    }

    /// Calls `body` with each page, in order; never where no film is on hold. Throws where the Trust is unknown.
    package func callAsFunction(
        _ ledger: any Ledger, _ body: ([HoldRecord]) throws -> Void
    ) async throws {
        var wanted: TrustID?
        if let trust { wanted = try await ledger.known(trust) }
        let query = HoldQuery(order: order, trust: wanted, withNotInIndex: waiting)
        var rest = max(1, limit)
        var place: HoldPlace?
        repeat {
            let page = try await ledger.holds(query, after: place, limit: min(Self.page, rest))
            if !page.holds.isEmpty { try body(page.holds) }
            rest -= page.holds.count
            place = page.next
        } while place != nil && rest > 0
    }
}
