import FilmModel
import GRDB
import MigrationQueue

/// What a worker found out while an import of the index gave an id to another human, or parted persons who were one:
/// nobody knows which of them it means. The index keeps such ids with the last claim before them (`person_change`).
extension Change {
    /// Whether facts that were found under a claim name such an id.
    func isOutdated(_ facts: FilmFacts, claimedAt epoch: Int64) throws -> Bool {
        guard facts.match?.person != nil || facts.decidedPerson != nil else { return false }
        let changed = try changedPersons(since: epoch)
        guard !changed.isEmpty else { return false }
        return [facts.match?.person, facts.decidedPerson].compactMap(\.self).contains {
            changed.contains($0.text)
        }
    }

    private func changedPersons(since epoch: Int64) throws -> Set<String> {
        // A ledger without an index has no such table.
        guard try db.tableExists("person_change") else { return [] }
        let last = try db.quick(SQLiteLedger.SQL.lastPersonChange).first { $0.maybeInt() } ?? nil
        guard let last, last >= epoch else { return [] }
        return Set(try db.quick(SQLiteLedger.SQL.changedPersons).all(.int(epoch)) { $0.text() })
    }
}

extension SQLiteLedger.SQL {
    static let lastPersonChange = "SELECT MAX(epoch) FROM person_change"
    static let changedPersons = "SELECT DISTINCT person FROM person_change WHERE epoch >= ?"
}
