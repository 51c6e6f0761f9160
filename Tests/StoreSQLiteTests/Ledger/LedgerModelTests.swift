import FilmModel
import Testing

@testable import MigrationQueue

@Suite("The ledger against its model")
struct LedgerModelTests {
    /// Sequences for each case; the cases run side by side.
    static let sequences = 20
    static let steps = 60

    @Test(
        "random sequences leave the ledger sound and equal to the model", arguments: Backend.allCases, 0..<8)
    func sequences(backend: Backend, part: Int) async throws {
        for sequence in 0..<Self.sequences {
            try await backend.withPlace { place in
                var script = try await LedgerScript(place, seed: UInt64(part * Self.sequences + sequence))
                for _ in 0..<Self.steps { try await script.step() }
                for film in script.model.films.values {
                    // A verify lease and its end change no state, and a retry of it leaves its own line.
                    let entries = try await script.ledger.history(of: film.id).filter {
                        $0.event != "retry" || $0.actor == "jo"
                    }
                    #expect(entries.count == film.changes, "\(film.id): \(script.log)")
                }
            }
        }
    }
}
