/// The faults found so far in one import. A class, because the readers of all files write into one.
final class FaultList {
    private(set) var faults: [PlanFault] = []

    func add(_ fault: PlanFault) { faults.append(fault) }

    /// Whether a file as a whole could not be used, so that nothing can be said of codes that point into it.
    func isUnusable(_ file: PlanFile) -> Bool {
        faults.contains { $0.file == file.name && ($0.row ?? 1) == 1 }
    }

    /// The faults in the order in which a person mends them: file by file, from the top row down.
    var ordered: [PlanFault] {
        let files = PlanFile.allCases.map(\.name)
        return faults.enumerated().sorted { left, right in
            let leftKey = (files.firstIndex(of: left.element.file) ?? 0, left.element.row ?? 0, left.offset)
            let rightKey = (
                files.firstIndex(of: right.element.file) ?? 0, right.element.row ?? 0, right.offset
            )
            return leftKey < rightKey
        }.map(\.element)
    }
}
