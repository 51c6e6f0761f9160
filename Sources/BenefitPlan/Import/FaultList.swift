/// The faults found so far in one import. A class, because the readers of all files write into one.
///
/// Of each file the first ones are kept and all are counted: a wrong export has a fault in every row, and nobody
/// reads a million lines.
final class FaultList {
    /// Faults of one file that are listed.
    static let most = 100

    private(set) var faults: [PlanFault] = []
    /// All faults of each file.
    private(set) var counts: [String: Int] = [:]
    private var unusable: Set<String> = []

    var isEmpty: Bool { counts.isEmpty }
    var count: Int { counts.values.reduce(0, +) }

    func add(_ fault: PlanFault) {
        if (fault.row ?? 1) == 1 { unusable.insert(fault.file) }
        counts[fault.file, default: 0] += 1
        if counts[fault.file, default: 0] <= Self.most { faults.append(fault) }
    }

    /// Whether a file as a whole could not be used, so that nothing can be said of codes that point into it.
    func isUnusable(_ file: PlanFile) -> Bool { unusable.contains(file.name) }

    /// The faults in the order in which a person corrects them: file by file, from the top row down.
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

    /// What a list says at its end of the faults that it leaves out; nil where it has all.
    var left: String? {
        let more = PlanFile.allCases.compactMap { file -> String? in
            guard let count = counts[file.name], count > Self.most else { return nil }
            return "\(file.name) has \(PageNumber.films(count - Self.most)) more"
        }
        return more.isEmpty ? nil : more.joined(separator: ", ")
    }
}
