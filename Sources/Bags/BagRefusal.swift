package import FilmModel

/// A bag that was not taken, with everything that was found wrong in one report, so that one correction
/// mends it all. Nothing of the bag is kept.
package struct BagRefusal: OperatorError, Equatable {
    /// The bag's folder, its last name alone.
    package let bag: String
    package let faults: [BagFault]
    /// How many faults there are beyond those in `faults`.
    package let omitted: Int
    /// What `bag-info.txt` says of the batch, as far as it could be read: a refused bag has a receipt too.
    package let bureau: String?
    package let number: String?
    package let trust: String?

    init(
        bag: String, faults: [BagFault], omitted: Int = 0, bureau: String? = nil, number: String? = nil,
        trust: String? = nil
    ) {
        self.bag = BagPath.shown(bag)
        self.faults = faults
        self.omitted = omitted
        self.bureau = bureau
        self.number = number
        self.trust = trust
    }

    /// Refuses a bag that is whole, for what is not in the bag itself or for its rows and scans.
    package init(_ bag: Bag, _ faults: [BagFault]) {
        let kept = faults.prefix(BagLimits().faults)
        self.init(
            bag: bag.number, faults: Array(kept), omitted: faults.count - kept.count, bureau: bag.bureau,
            number: bag.number, trust: bag.trust.code)
    }

    /// The same with what is not in the bag itself, first.
    package func adding(_ others: [BagFault]) -> Self {
        guard !others.isEmpty else { return self }
        return Self(
            bag: bag, faults: others + faults, omitted: omitted, bureau: bureau, number: number, trust: trust)
    }

    /// Refuses what is no folder that can be read.
    package init(folder: String, _ error: BagAccessError) {
        self.init(bag: folder, faults: [BagFault(.bagMalformed, nil, "\(error.message); \(error.remedy)")])
    }

    /// The codes that occur, each once, in the order of the checks.
    package var codes: [ReasonCode] {
        var seen: Set<ReasonCode> = []
        return faults.map(\.code).filter { seen.insert($0).inserted }
    }

    package var message: String {
        let count = faults.count + omitted
        let shown = faults.prefix(3).map(\.description).joined(separator: " | ")
        let more = count > 3 ? " | and \(count - 3) more" : ""
        return "the bag \(bag) is refused, \(count.counted("fault")): \(shown)\(more)"
    }

    package var remedy: String {
        Set(faults.map(\.remedy)).count == 1
            ? faults[0].remedy : "bureau: correct each fault, make the bag again and deliver it whole"
    }

    package var exitStatus: ExitStatus { .unusableInput }
}
