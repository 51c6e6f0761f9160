/// Decides for many labels against an index in memory, on all cores. The order of labels, and how many
/// threads there are, change no decision: nothing is kept from one label to the next.
package struct BatchMatcher: Sendable {
    private let table: PersonTable
    private let decider: Decider

    package init(_ table: PersonTable, _ decider: Decider) {
        self.table = table
        self.decider = decider
    }

    /// One decision a label, in the labels' order; `write` gets them in pieces, in that order.
    package func decide(
        _ labels: [RawRecord], threads: Int, write: (ArraySlice<LabelDecision>, Int) throws -> Void
    ) async throws {
        let piece = 512
        var next = 0
        var written = 0
        var waiting: [Int: [LabelDecision]] = [:]
        try await withThrowingTaskGroup(of: (Int, [LabelDecision]).self) { group in
            func start() {
                guard next < labels.count else { return }
                let range = next..<min(next + piece, labels.count)
                next = range.upperBound
                let share = Array(labels[range])
                group.addTask { (range.lowerBound, try decide(share)) }
            }
            for _ in 0..<max(1, threads) { start() }
            while let (first, decisions) = try await group.next() {
                start()
                waiting[first] = decisions
                while let ready = waiting.removeValue(forKey: written) {
                    try write(ready[...], written)
                    written += ready.count
                }
            }
        }
    }

    private func decide(_ labels: [RawRecord]) throws -> [LabelDecision] {
        let reader = PersonTableReader(table)
        return try labels.map { try decider.decide($0, in: reader) }
    }
}
