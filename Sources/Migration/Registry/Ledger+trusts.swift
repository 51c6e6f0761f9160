package import FilmModel
package import MigrationQueue

extension Ledger {
    /// The Trust of this code that the ledger has.
    package func registered(_ code: String) async throws -> TrustID {
        let id = try TrustID(typed: code)
        guard try await trusts().contains(where: { $0.trust == id }) else {
            throw WorkspaceError.notFound(
                "there is no Trust \(id)", remedy: "see `filmmigrate trust list`")
        }
        return id
    }

    /// The same where what is asked for is a part of something larger: windows, films on hold.
    package func known(_ code: String) async throws -> TrustID {
        let id = try TrustID(typed: code)
        guard try await trusts().contains(where: { $0.trust == id }) else {
            throw WorkspaceError.notFound(
                "there is no Trust \(id)", remedy: "see `filmmigrate trust list`")
        }
        return id
    }
}

extension TrustID {
    /// Reads an ODS code as people write it.
    package init(typed text: String) throws(WorkspaceError) {
        guard let trust = TrustID(text) else { throw .unknownTrust(text) }
        self = trust
    }
}
