import Testing

@testable import MigrationQueue

/// The stores that answer to the contract. Another one is a case here; a gap of its own is a skip on one
/// test, never a second suite.
enum Backend: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite

    var testDescription: String { rawValue }

    /// Runs `body` with an empty ledger, and removes it afterwards.
    func withLedger(_ body: (any Ledger) async throws -> Void) async throws {
        try await withPlace { place in try await body(try place.open()) }
    }

    /// Runs `body` with a place where a ledger can be opened again and again.
    func withPlace(_ body: (LedgerPlace) async throws -> Void) async throws {
        let place = try LedgerPlace(self)
        defer { place.remove() }
        try await body(place)
    }
}
