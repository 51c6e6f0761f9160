/// The ledger's log (WAL) where readers keep it from being cleared.
package struct LogBlockage: Sendable, Hashable {
    /// What can't be carried over into the ledger's file, in bytes.
    package let bytes: Int
    package let readers: Set<LedgerReader>
    /// Those of them that were asked to end now.
    package var ended: Set<LedgerReader> = []

    /// From here on an operator is told, in bytes.
    package static let alarm = 256 << 20
    /// How often it is looked for.
    package static let interval = Duration.seconds(1)

    package init(bytes: Int, readers: Set<LedgerReader>) { (self.bytes, self.readers) = (bytes, readers) }

    /// In words: who, and how much. No reader that can be seen: one of another container, or of this process.
    package var text: String {
        let names = readers.sorted { $0.pid < $1.pid }.map { "process \($0.pid) (\($0.program))" }
        let who = names.isEmpty ? "a reader that can't be seen from here" : names.joined(separator: ", ")
        return
            "the ledger's log has \(bytes >> 20) MiB that can't be cleared: \(who) reads in one transaction"
    }
}
