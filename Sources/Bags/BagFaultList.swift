import FilmModel

/// Collects what is wrong with a bag, in the order of the checks. Used by one thread.
final class BagFaultList {
    private(set) var faults: [BagFault] = []
    /// All faults, those included that the list did not keep.
    private(set) var count = 0
    /// Whether a limit was passed, so that the rest of the bag is not looked at.
    private(set) var isHopeless = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { count == 0 }

    func add(_ code: ReasonCode, _ path: String?, _ message: String, remedy: String? = nil) {
        count += 1
        if faults.count < limit { faults.append(BagFault(code, path, message, remedy: remedy)) }
    }

    func add(_ fault: BagFault) {
        count += 1
        if faults.count < limit { faults.append(fault) }
    }

    /// Notes that the bag demands more than is granted: no further check is made.
    func giveUp(_ path: String?, _ message: String) {
        // The one fault that must be seen, however many there are.
        count += 1
        faults.append(BagFault(.bagMalformed, path, message))
        isHopeless = true
    }
}
