import MigrationQueue

/// Copies the ledger while everything runs on, and proves the copy by opening it.
package struct LedgerBackup: Sendable {
    private let stores: Stores
    private let actor: Actor

    package init(_ stores: Stores, actor: Actor) {
        self.stores = stores
        self.actor = actor
    }

    /// Makes a file that does not exist yet, and gives its whole path.
    package func callAsFunction(to file: String) async throws -> String {
        // It holds everything of every Trust.
        try actor.require(.administrator)
        let path = Workspace.absolute(file)
        // What is there already is refused as such, whatever it is.
        if FileKind(path) == nil { try WorkspaceFiles.check(path, file) }
        try await stores.ledger.backUp(to: path)
        return path
    }
}
