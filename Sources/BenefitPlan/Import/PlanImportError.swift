package import FilmModel

/// A plan that was not taken. It holds every fault that was found, so that one correction mends them all.
package struct PlanImportError: OperatorError, Equatable {
    package let faults: [PlanFault]
    /// What else was not read.
    package let remarks: [PlanRemark]
    /// What has the faults: the plan, or a file of another kind.
    private let subject: String
    /// Whether the faults have been listed already: then the message only counts them.
    package var isListed = false

    package init(_ faults: [PlanFault], remarks: [PlanRemark] = [], subject: String = "the plan") {
        self.faults = faults
        self.remarks = remarks
        self.subject = subject
    }

    /// The number of faults, and the first of them unless all were listed.
    package var message: String {
        let number = faults.count == 1 ? "a fault" : "\(faults.count) faults"
        let start = "\(subject) has \(number), and nothing of it was taken"
        guard !isListed, let first = faults.first else { return start }
        return "\(start): \(first)" + (faults.count > 1 ? "; and \(faults.count - 1) more" : "")
    }

    package var remedy: String { "mend it and import it again" }
    package var exitStatus: ExitStatus { .unusableInput }
}
