package import FilmModel
package import Foundation

/// The master patient index as it is kept: every extract of the hospital's that was imported, one after the other. Merges
/// and renumberings are links with dates, and what the index said of a person before is kept.
package protocol PersonStore: Sendable {
    /// How many persons there are to be found, those that were merged into others aside.
    func count() async throws -> Int
    /// Who the person of that id is now: of one that was merged into another, the other. Nil where there is none.
    func person(_ id: PersonID) async throws -> Person?
    /// Whether a person is in the last extract, or was merged into one who is.
    func isCurrent(_ id: PersonID) async throws -> Bool
    /// Decides for one label against the index as it stands.
    func decide(_ record: RawRecord, _ decider: Decider) async throws -> LabelDecision

    // MARK: Over time

    /// Every id that is this person now, itself included: those that were merged into or renumbered to the same
    /// survivor. An id that the index does not know is only itself.
    func same(as id: PersonID) async throws -> Set<PersonID>
    /// The person whom an id named at a moment, with what the index said of that person then. Nil where the index
    /// does not know the id.
    func person(_ id: PersonID, at moment: Timestamp) async throws -> Person?
    /// All that a person is or was called, under any of the ids that are this person; but no number that is another
    /// person's now, or was before: that counts only where the index gives it to this person now and nothing was ever
    /// written under it as somebody else's. An id that the hospital has given to somebody else leads to two people, who are
    /// two in the index. Blocks; for the thread of a lane.
    func aliases(of id: PersonID) throws -> PatientAliases
    /// Those who had an id before the hospital gave it to another human, by their own ids now, the last one first: whom an
    /// old record may mean by it. Without one who has it again.
    func earlierHolders(of id: PersonID) async throws -> [PersonID]
    /// Those of whose films nobody has looked yet.
    func openPartings() async throws -> [Parting]
    /// Their films have been looked at.
    func close(_ partings: [Parting]) async throws

    // MARK: Import

    /// Loads or refreshes the index from a CSV file, all or nothing: what is not in it is set aside, and can
    /// be found by its id alone. One that is interrupted has changed nothing, and is run again.
    ///
    /// `allowedLoss`: the share of the index that the file may lack before it is refused.
    func importFile(
        at path: String, allowedLoss: Double, isPartial: Bool, limits: ImportLimits, at moment: Timestamp
    ) async throws -> ImportSummary
    /// The same from memory. `name` stands in the errors.
    func importFile(
        _ data: Data, name: String, allowedLoss: Double, isPartial: Bool, limits: ImportLimits,
        at moment: Timestamp
    ) async throws -> ImportSummary
}

extension PersonStore {
    /// Whether two ids are one person now.
    package func isSame(_ one: PersonID, _ other: PersonID) async throws -> Bool {
        guard one != other else { return true }
        return try await same(as: one).contains(other)
    }

    /// ``importFile(at:allowedLoss:isPartial:limits:at:)`` as it is unless an operator says otherwise.
    package func importFile(
        at path: String, allowedLoss: Double = ImportLimits.allowedLoss, isPartial: Bool = false,
        limits: ImportLimits = ImportLimits()
    ) async throws -> ImportSummary {
        try await importFile(
            at: path, allowedLoss: allowedLoss, isPartial: isPartial, limits: limits, at: .now())
    }

    /// The same from memory.
    package func importFile(
        _ data: Data, name: String, allowedLoss: Double = ImportLimits.allowedLoss, isPartial: Bool = false,
        limits: ImportLimits = ImportLimits()
    ) async throws -> ImportSummary {
        try await importFile(
            data, name: name, allowedLoss: allowedLoss, isPartial: isPartial, limits: limits, at: .now())
    }

    /// The same from memory, at a moment.
    package func importFile(_ data: Data, name: String, at moment: Timestamp) async throws -> ImportSummary {
        try await importFile(
            data, name: name, allowedLoss: ImportLimits.allowedLoss, isPartial: false, limits: ImportLimits(),
            at: moment)
    }
}
