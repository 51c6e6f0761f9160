import FilmModel
package import MigrationQueue

extension FilmRecord {
    /// The archives that have a film, or may have it, though it was rejected.
    package func archivesStillHaving(_ ledger: any Ledger) async throws -> [String] {
        guard state == .rejected, try await !ledger.history(of: id).map(\.event).isSeenTo else { return [] }
        let known = Set(try await ledger.stores(of: id).map(\.destination))
        if known.isEmpty, facts.written != nil {
            // It was announced, and nobody heard an answer.
            return try await ledger.destinations().filter { $0.role == .primary }.map(\.name)
        }
        return known.sorted()
    }

    /// What the keepers of archives have to do with a film that was rejected.
    package func toldStillIn(_ archives: [String]) -> String {
        let uid = facts.sopInstanceUID.map { " (SOP Instance UID \($0))" } ?? ""
        return
            "rejected, but the archive \(archives.joined(separator: ", ")) has its instance\(uid), or may have it: its "
            + "keeper deletes it; then `filmmigrate film looked \(reference) --reason WHY`"
    }
}
