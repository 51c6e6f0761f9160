import MigrationQueue

/// What came of carrying one film: the result for the ledger, and whether an archive was at fault.
struct Carried: Sendable {
    let finish: Finish
    /// The archive that did not take or give what it should, by no fault of the film's.
    let unavailable: Unavailable?
    /// The archive that gave the film back otherwise than it was sent.
    let differing: String?

    struct Unavailable: Sendable {
        let destination: String
        let message: String
    }

    init(_ finish: Finish, unavailable: Unavailable? = nil, differing: String? = nil) {
        self.finish = finish
        self.unavailable = unavailable
        self.differing = differing
    }
}
