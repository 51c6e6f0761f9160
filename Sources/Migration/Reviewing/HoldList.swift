import FilmModel
package import MigrationQueue

/// The films on hold, as a reviewer wants to go through them.
package struct HoldList: Sendable {
    /// What a list of films on hold begins with.
    package enum Order: String, CaseIterable, Sendable {
        /// The earliest clinic date, then the oldest.
        case urgency
        /// The oldest.
        case age
        /// Trust by Trust, in each the earliest clinic date.
        case trust

        func isBefore(_ one: HoldRecord, _ other: HoldRecord) -> Bool {
            func key(_ hold: HoldRecord) -> (String, String, Timestamp) {
                let clinic = hold.film.description.urgentBy?.description ?? "9999"
                return (
                    self == .trust ? hold.film.trust.code : "", self == .age ? "" : clinic, hold.since
                )
            }
            return key(one) < key(other)
        }
    }

    /// Of one Trust alone.
    package var trust: String?
    /// Also films of which a reviewer has said that the index does not have their patient.
    package var waiting: Bool
    package var order: Order
    /// The most films; at least one.
    package var limit: Int

    package init(trust: String?, waiting: Bool, order: Order, limit: Int) {
        self.trust = trust
        self.waiting = waiting
        self.order = order
        self.limit = limit
    }

    package func callAsFunction(_ ledger: any Ledger) async throws -> [HoldRecord] {
        var wanted: TrustID?
        if let trust { wanted = try await ledger.known(trust) }
        return Array(
            try await ledger.holds(limit: 1_000_000)
                .filter { wanted == nil || $0.film.trust == wanted }
                .filter { waiting || $0.reason.code != .notInIndex }
                .sorted(by: order.isBefore).prefix(max(1, limit)))
    }
}
