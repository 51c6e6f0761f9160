package import FilmModel

/// Which films on hold are read, and in what order; pages of any length come to the same list.
package struct HoldQuery: Sendable {
    /// What the list begins with.
    package enum Order: String, Sendable, CaseIterable {
        /// The earliest clinic date, then the oldest.
        case urgency
        /// The oldest.
        case age
        /// Trust by Trust, in each the earliest clinic date.
        case trust
    }

    package var order: Order
    /// Of one Trust alone.
    package var trust: TrustID?
    /// Whether films are among them of which a reviewer has said that the index does not have their patient.
    package var withNotInIndex: Bool

    package init(order: Order, trust: TrustID? = nil, withNotInIndex: Bool = true) {
        self.order = order
        self.trust = trust
        self.withNotInIndex = withNotInIndex
    }
}

/// Where a film on hold stands in every order of a list: a page begins behind it.
package struct HoldPlace: Sendable, Hashable {
    package var trust: String
    package var clinic: String
    package var since: Int64
    package var film: Int64

    package init(trust: String, clinic: String, since: Int64, film: Int64) {
        self.trust = trust
        self.clinic = clinic
        self.since = since
        self.film = film
    }
}

/// Some films on hold, and where the next ones begin; nil where there are no more.
package struct HoldPage: Sendable {
    package var holds: [HoldRecord]
    package var next: HoldPlace?

    package init(holds: [HoldRecord], next: HoldPlace?) {
        self.holds = holds
        self.next = next
    }
}
