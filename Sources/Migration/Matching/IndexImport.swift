import FilmModel
import Foundation
import MigrationQueue
package import PatientIndex

/// Loads or refreshes the index, all or nothing, and looks again at the films that it concerns.
package struct IndexImport: Sendable {
    private let workspace: Workspace
    private let stores: Stores
    private let actor: Actor

    /// Who stands in the history of what follows from an index.
    private static let name = "index import"

    package struct Outcome: Sendable {
        package let summary: ImportSummary
        /// Films held that were decided while persons were one who are not any more.
        package let parted: Int
        /// Films held since an archive has followed the hospital to a number that is another person's now.
        package let followed: Int
        /// Films of which a reviewer found nobody in the index: they are looked up in the new one.
        package let lookedUp: Int
    }

    package init(_ workspace: Workspace, _ stores: Stores, actor: Actor) {
        self.workspace = workspace
        self.stores = stores
        self.actor = actor
    }

    /// `isPartial`: the file holds changes only.
    package func callAsFunction(
        _ file: String, allowedLoss: Double, isPartial: Bool, limits: ImportLimits
    ) async throws -> Outcome {
        try actor.require(.operator)
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw WorkspaceError.notFound(
                "\(file) can't be read", remedy: "check the path and its permissions")
        }
        let summary = try await stores.persons.importFile(
            at: file, allowedLoss: allowedLoss, isPartial: isPartial, limits: limits)
        let parted = try await PartingDesk(workspace: workspace, stores: stores, actor: Self.name)
            .lookAgain()
        let followed = try await FollowingDesk(stores: stores, actor: Self.name).lookAgain()
        var lookedUp = 0
        if summary.added + summary.changed > 0 {
            lookedUp = try await stores.ledger.retry(all: .notInIndex, actor: Self.name, at: .now()).films
        }
        return Outcome(summary: summary, parted: parted, followed: followed, lookedUp: lookedUp)
    }
}
