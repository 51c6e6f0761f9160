import FilmModel
import Foundation
import Testing

@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite("A duplicate leads to the film that stands, and is undone in whichever order")
struct DuplicateChainTests {
    @Test("a duplicate of a film that became a duplicate itself names the one that this leads to")
    func chain() async throws {
        let (tool, leases, folder) = try await Self.claimed()
        defer { withExtendedLifetime(folder) {} }
        let ids = leases.map(\.lease.film.id)
        try await tool.ledger { ledger in
            try await Self.duplicate(leases[2], of: leases[1], ledger)
            try await Self.duplicate(leases[1], of: leases[0], ledger)
            #expect(try await ledger.original(of: ids[2]) == ids[0])
            #expect(try await ledger.original(of: ids[0]) == ids[0])
            #expect(try await ledger.duplicates(of: ids[0]) == [ids[1], ids[2]])
        }
        let shown = try await tool("film", "show", "F2", "--json").json()
        #expect(shown["duplicate_of"] as? String == "B1/F0")
        let reason = try #require(shown["reason"] as? [String: Any])
        #expect(
            reason["message"] as? String == "same-bytes as film B1/F1, which is a duplicate of film B1/F0")
        #expect(try await tool.line("B1", "F2")["message"] as? String == reason["message"] as? String)
        #expect(try await tool.line("B1", "F1")["message"] as? String == "same-bytes as film B1/F0")
    }

    @Test("a release is taken back only while the other film stands, and never makes a ring")
    func rejoin() async throws {
        let (tool, leases, folder) = try await Self.claimed()
        defer { withExtendedLifetime(folder) {} }
        let ids = leases.map(\.lease.film.id)
        try await tool.ledger { ledger in
            try await Self.duplicate(leases[1], of: leases[0], ledger)
            _ = try await ledger.finish([Finish(leases[0].lease, .handBack)], at: .now())
        }
        #expect(try await tool("film", "release", "F1").status == 0)
        // The other film is found to be this one's duplicate meanwhile: neither may stand on the other.
        try await tool.ledger { ledger in
            let worker = try #require(try await ledger.workers().first).worker.id
            let again = try await ledger.claim(.migrate, films: 9, bytes: .max, worker: worker, at: .now())
            for lease in again {
                let isFirst = lease.film.id == ids[0]
                let outcome: Finish.Outcome =
                    isFirst ? .duplicate(of: ids[1], Reason(.duplicateExact)) : .handBack
                _ = try await ledger.finish([Finish(lease, outcome)], at: .now())
            }
        }
        let undone = try await tool("review", "undo", "F1")
        #expect(undone.status == 0 && undone.output.contains("is queued"), "\(undone.errors)")
        #expect(try await tool.state("F1") == "queued")
        let breaches = try await Workspace(at: tool.workspace).open().ledger.breaches()
        #expect(breaches.isEmpty)
    }

    private struct Claimed {
        let lease: Lease
    }

    private static func duplicate(
        _ film: Claimed, of other: Claimed, _ ledger: any ProofLedger
    ) async throws {
        var facts = FilmFacts()
        facts.duplicateOf = other.lease.film.id
        let reason = Reason(.duplicateExact, "same-bytes as film \(other.lease.film.reference)")
        let outcome = Finish.Outcome.duplicate(of: other.lease.film.id, reason)
        _ = try await ledger.finish([Finish(film.lease, outcome, facts: facts)], at: .now())
    }

    /// A workspace without an archive whose three films are in a worker's hands.
    private static func claimed() async throws -> (Tool, [Claimed], TemporaryFolder) {
        let folder = try TemporaryFolder()
        try SmallScene.write(3, to: folder.path)
        let tool = Tool(workspace: folder.path + "/workspace")
        for command in [
            ["init"], ["trust", "add", "RXA"], ["index", "import", folder.path + "/index.csv"],
            ["archive", "add", "main", "NOBODY@127.0.0.1:9"], ["intake", folder.path + "/bag"],
        ] {
            #expect(try await tool(command).status == 0)
        }
        let ledger = try Workspace(at: tool.workspace).open().ledger
        let worker = ThisProcess.worker()
        try await ledger.register(worker, aliveUntil: Timestamp.now().adding(seconds: 9e5))
        let leases = try await ledger.claim(
            .migrate, films: 3, bytes: .max, worker: worker.id, at: .now())
        return (tool, leases.map(Claimed.init).sorted { $0.lease.film.id < $1.lease.film.id }, folder)
    }
}
