package import FilmModel

/// A film with all that the ledger knows of it.
package struct FilmRecord: Sendable {
    package var id: FilmID
    package var trust: TrustID
    package var batch: BatchID
    package var batchName: String
    package var bureau: String
    package var batchNumber: String
    /// Folder of the batch's scans, relative to the workspace.
    package var custody: String
    /// When the batch was taken in: the instance's creation time, so that a repeat gives the same bytes.
    package var takenInAt: Timestamp
    /// Unique in the batch.
    package var name: String
    /// Row in `films.csv`.
    package var row: Int
    package var description: FilmDescription
    /// SHA-256 of the scan's file, in hexadecimal: what names it.
    package var sourceDigest: String
    /// What the scan's file is held to whenever it is read: its `QuickDigest`, or the SHA-256 of a film taken in before there
    /// was one.
    package var sourceMark: String
    package var cost: Int
    package var state: FilmState
    package var reason: Reason?
    package var facts: FilmFacts
    /// Raised only when a correction re-issues a delivered film.
    package var generation: Int

    package init(
        id: FilmID, trust: TrustID, batch: BatchID, batchName: String, bureau: String, batchNumber: String,
        custody: String, takenInAt: Timestamp, name: String, row: Int, description: FilmDescription,
        sourceDigest: String, sourceMark: String, cost: Int, state: FilmState, reason: Reason? = nil,
        facts: FilmFacts, generation: Int
    ) {
        self.id = id
        self.trust = trust
        self.batch = batch
        self.batchName = batchName
        self.bureau = bureau
        self.batchNumber = batchNumber
        self.custody = custody
        self.takenInAt = takenInAt
        self.name = name
        self.row = row
        self.description = description
        self.sourceDigest = sourceDigest
        self.sourceMark = sourceMark
        self.cost = cost
        self.state = state
        self.reason = reason
        self.facts = facts
        self.generation = generation
    }

    /// How commands name the film: `BATCH/FILM`.
    package var reference: String { "\(batchName)/\(name)" }

    /// Whose the film is: by an operator's decision, else by the matcher's; nil where neither knows.
    package var person: PersonID? {
        facts.decidedPerson ?? (facts.match?.decision == .match ? facts.match?.person : nil)
    }
}
