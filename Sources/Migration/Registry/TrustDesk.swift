package import FilmModel
package import MigrationQueue

/// Registers Trusts and changes them, one field at a time.
package struct TrustDesk: Sendable {
    private let ledger: any Ledger
    private let actor: Actor

    /// What a share of the work may be.
    package static let weights = 1...1000
    /// The most characters of a name: it is Institution Name, which knows no backslash either (PS3.5 6.2, LO).
    private static let longestName = 64

    package init(_ stores: Stores, actor: Actor) {
        ledger = stores.ledger
        self.actor = actor
    }

    /// Whether instances can bear the name.
    package static func isFit(name: String) -> Bool {
        name.unicodeScalars.count <= longestName && !name.contains("\\")
    }

    /// Registers a Trust, or changes it; what is nil stays as it is.
    package func register(
        _ trust: TrustID, name: String?, weight: Int?, maxInFlight: Int?
    ) async throws -> TrustRecord {
        try actor.require(.operator, trust: trust)
        guard name.map(Self.isFit) ?? true else {
            throw WorkspaceError.usage(
                "the Trust's name has more than \(Self.longestName) characters, or a backslash",
                remedy: "shorten it: it is Institution Name")
        }
        if let weight { try check(weight) }
        guard maxInFlight.map({ $0 > 0 }) ?? true else {
            throw WorkspaceError.usage(
                "the most films in flight is no number above 0", remedy: "say a number above 0")
        }
        return try await ledger.change(trust, name: name?.nonEmpty, weight: weight, maxInFlight: maxInFlight)
    }

    /// Claims nothing more of a Trust, or lets it go on.
    package func pause(_ trust: TrustID, _ paused: Bool) async throws {
        try actor.require(.operator, trust: trust)
        try await ledger.pause(trust, paused)
    }

    /// Changes a Trust's share of the work.
    package func weigh(_ trust: TrustID, _ weight: Int) async throws {
        try actor.require(.operator, trust: trust)
        try check(weight)
        try await ledger.weigh(trust, weight)
    }

    private func check(_ weight: Int) throws(WorkspaceError) {
        guard Self.weights.contains(weight) else {
            throw .usage(
                "the weight \(weight) is no number from 1 to 1000", remedy: "say a number from 1 to 1000")
        }
    }
}
