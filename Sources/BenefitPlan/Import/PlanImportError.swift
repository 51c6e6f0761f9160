package import FilmModel

/// A plan that was not taken. It holds every fault that was found, so that one correction mends them all.
package struct PlanImportError: OperatorError, Equatable {
    package let faults: [PlanFault]

    package init(_ faults: [PlanFault]) { self.faults = faults }

    /// The number of faults and the first of them.
    package var message: String {
        let shown = faults.prefix(3).map(\.description).joined(separator: " | ")
        let number = faults.count == 1 ? "a fault" : "\(faults.count) faults"
        let more = faults.count > 3 ? " | and \(faults.count - 3) more" : ""
        return "the plan has \(number), and nothing of it was taken: \(shown)\(more)"
    }

    package var remedy: String { "mend the files and import the folder again" }
    package var exitStatus: ExitStatus { .unusableInput }
}
