package import FilmModel

/// A plan that was not taken. It holds every fault that was found, up to a number in each file, so that one
/// correction settles them all.
package struct PlanImportError: OperatorError, Equatable {
    package let faults: [PlanFault]
    /// All that were found, those included that are not listed.
    package let count: Int
    /// What a list of the faults says at its end of those that it leaves out.
    package let left: String?
    /// What else was not read.
    package private(set) var remarks: [PlanRemark]
    /// What has the faults: the plan, or a file of another kind.
    private let subject: String
    /// Whether the faults have been listed already: then the message only counts them.
    package var isListed = false

    /// `name` is the file's, where it has another than the plan's.
    init(_ list: FaultList, remarks: [PlanRemark] = [], of name: String? = nil) {
        faults = list.ordered.map { fault in name.map(fault.inFile) ?? fault }
        count = list.count
        left = list.left
        self.remarks = remarks
        subject = name ?? "the plan"
    }

    /// Faults of the plan's folder itself.
    package init(_ faults: [PlanFault], remarks: [PlanRemark]) {
        let list = FaultList()
        for fault in faults { list.add(fault) }
        self.init(list, remarks: remarks)
    }

    /// The same with other remarks before its own.
    package func adding(_ more: [PlanRemark]) -> PlanImportError {
        var error = self
        error.remarks = more + remarks
        return error
    }

    /// The number of faults, and the first of them unless all were listed.
    package var message: String {
        let number = count == 1 ? "a fault" : "\(PageNumber.films(count)) faults"
        let start = "\(subject) has \(number), and nothing of it was taken"
        guard !isListed, let first = faults.first else { return start }
        return "\(start): \(first)" + (count > 1 ? "; and \(PageNumber.films(count - 1)) more" : "")
    }

    package var remedy: String { "correct it and import it again" }
    package var exitStatus: ExitStatus { .unusableInput }
}
