import FilmModel
import MigrationQueue

/// The result of carrying one film: the result for the ledger, and whether an archive was at fault.
package struct Carried: Sendable {
    var finish: Finish
    /// The archive that did not take or give what it should, by no fault of the film's.
    let unavailable: Unavailable?
    /// The archive that gave the film back otherwise than it was sent.
    let differing: String?

    package struct Unavailable: Sendable {
        let destination: String
        package let message: String
        /// Whether it answers and refuses to store.
        var isRefusal = false
    }

    /// Archives that have answered on the film's way: they took it, gave it back, or refused it.
    func answered(primary: String) -> Set<String> {
        var names = Set(finish.stores.map(\.destination))
        if let differing { names.insert(differing) }
        switch finish.outcome {
        case .held(let reason), .retry(_, let reason, _):
            let isRefusal = reason.code == .storeRefused || reason.code == .storeFailed
            if finish.lease.kind == .migrate, isRefusal { names.insert(primary) }
        default: break
        }
        if let unavailable { names.remove(unavailable.destination) }
        return names
    }

    init(_ finish: Finish, unavailable: Unavailable? = nil, differing: String? = nil) {
        self.finish = finish
        self.unavailable = unavailable
        self.differing = differing
    }
}
