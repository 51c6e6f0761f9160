package import FilmModel

/// The result of a lease.
package struct Finish: Sendable {
    package enum Outcome: Sendable {
        /// The primary archive has answered success; the remark is the archive's warning, if any.
        case delivered
        /// Every archive of the policy gave back the same pixels and identity.
        case verified
        case held(Reason)
        case rejected(Reason)
        case duplicate(of: FilmID, Reason)
        /// Try again after a while; a charged attempt counts towards the limit.
        case retry(after: Double, Reason, charged: Bool)
        /// Not begun, or stopped on request: back in its old place, no attempt charged.
        case handBack
    }

    package let lease: Lease
    package let outcome: Outcome
    package private(set) var facts: FilmFacts
    /// What archives answered on the way; kept even where the result itself is dropped as stale.
    package let stores: [StoreRecord]
    /// When a film that is delivered by this may be read back, and one that is verified is to be read again; nil: at
    /// once, and never.
    package var readAt: Timestamp?
    /// Other films that are held in the same commit, wherever they stand, in flight too: of persons' films with one
    /// picture any may be the wrong one. One that is held for something else is held for this from now on; one that is
    /// rejected or a duplicate stays what it is.
    package var alsoHeld: [(film: FilmID, reason: Reason)] = []

    /// Whether it is certain that no archive has anything of what was announced.
    package var isUnsent = false

    package init(
        _ lease: Lease, _ outcome: Outcome, facts: FilmFacts = FilmFacts(), stores: [StoreRecord] = [],
        readAt: Timestamp? = nil
    ) {
        self.readAt = readAt
        self.lease = lease
        self.outcome = outcome
        self.facts = facts
        self.stores = stores
    }

    /// The same without a word on whose the film is: what the ledger has of that stays.
    package var withoutPersons: Finish {
        var result = self
        result.facts.match = nil
        result.facts.decidedPerson = nil
        return result
    }
}
