import FilmModel
import Foundation
import Testing

@testable import Duplicates
@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite("A decision that is taken back leaves the earlier ones as they were")
struct UndoTests {
    /// A ledger of a few films without an archive, and a reviewer.
    private struct Bench {
        let stores: Stores
        let desk: ReviewDesk
        let films: [FilmID]

        init(_ folder: TemporaryFolder) async throws {
            try SmallScene.write(3, to: folder.path)
            let tool = Tool(workspace: folder.path + "/workspace")
            for command in [
                ["init"], ["trust", "add", "RXA"], ["index", "import", folder.path + "/index.csv"],
                ["intake", folder.path + "/bag"],
            ] {
                #expect(try await tool(command).status == 0)
            }
            stores = try Workspace(at: tool.workspace).open()
            desk = ReviewDesk(stores: stores, actor: .commandLine("jo"), cause: "jacket seen")
            try await stores.ledger.register(
                ThisProcess.worker(), aliveUntil: Timestamp.now().adding(seconds: 9e5))
            let batch = try #require(try await stores.ledger.batches().first)
            films = try await stores.ledger.films(of: batch.batch.id).map(\.id)
        }

        func film(_ place: Int = 0) async throws -> FilmRecord { try await stores.ledger.film(films[place]) }

        /// Brings the first film to an end, as a run would; those that come before it are put aside.
        func carry(_ outcome: Finish.Outcome, rival: FilmID? = nil) async throws {
            let worker = try #require(try await stores.ledger.workers().first).worker.id
            while true {
                let lease = try #require(
                    try await stores.ledger.claim(
                        .migrate, films: 1, bytes: .max, worker: worker, at: .now()
                    ).first)
                let isFirst = lease.film.id == films[0]
                var facts = FilmFacts()
                facts.rival = isFirst ? rival : nil
                if case .duplicate(let original, _) = outcome, isFirst { facts.duplicateOf = original }
                let end = isFirst ? outcome : .held(Reason(.heldByOperator))
                _ = try await stores.ledger.finish([Finish(lease, end, facts: facts)], at: .now())
                if isFirst { return }
            }
        }

        /// Registers the first film's fingerprint, and answers which films it is said not to be.
        func fingerprint() async throws {
            _ = try await stores.fingerprints.register(
                Fingerprint(film: films[0], person: PersonID("P0"), source: "s", picture: "p")
            ) { _, _ in }
        }

        func apart() async throws -> Set<FilmID> { try await stores.fingerprints.apart(from: films[0]) }
    }

    @Test("whose a film was said to be stands, though it was held and released since, and that undone")
    func person() async throws {
        let bench = try await Bench(try TemporaryFolder())
        try await bench.carry(.held(Reason(.patientAmbiguous)))
        _ = try await bench.desk.assign(try await bench.film(), to: PersonID("P0"))
        try await bench.carry(.held(Reason(.nearlyBlank)))
        try await bench.desk.release(try await bench.film())
        _ = try await bench.desk.undo(try await bench.film())
        #expect(try await bench.film().reason?.code == .nearlyBlank)
        #expect(try await bench.film().facts.decidedPerson == PersonID("P0"))
        let standing = try await bench.stores.decisions.standing(on: bench.films[0])
        #expect(standing?.kind == .assign && standing?.person == PersonID("P0"))
        #expect(try await bench.stores.decisions.settled().map(\.person) == [PersonID("P0")])
        // And that can be taken back, too.
        _ = try await bench.desk.undo(try await bench.film())
        #expect(try await bench.film().reason?.code == .patientAmbiguous)
        #expect(try await bench.film().facts.decidedPerson == nil)
        await #expect(throws: WorkspaceError.self) { _ = try await bench.desk.undo(try await bench.film()) }
        #expect(try await bench.stores.ledger.breaches().isEmpty)
    }

    @Test("of which film it was said to be another one stands, though it was a duplicate of a third since")
    func apart() async throws {
        let bench = try await Bench(try TemporaryFolder())
        try await bench.carry(.held(Reason(.duplicateSuspected)), rival: bench.films[1])
        try await bench.fingerprint()
        try await bench.desk.accept(try await bench.film())
        #expect(try await bench.apart() == [bench.films[1]])
        try await bench.carry(.duplicate(of: bench.films[2], Reason(.duplicateExact)))
        try await bench.desk.release(try await bench.film())
        #expect(try await bench.apart() == Set(bench.films[1...2]))
        _ = try await bench.desk.undo(try await bench.film())
        #expect(try await bench.film().state == .duplicate)
        #expect(try await bench.apart() == [bench.films[1]])
        let standing = try await bench.stores.decisions.standing(on: bench.films[0])
        #expect(standing?.held?.code == .duplicateSuspected)
        #expect(try await bench.stores.ledger.breaches().isEmpty)
    }

    @Test(
        "an accepted film that is held as a possible duplicate since waits as before, and can be a duplicate again"
    )
    func heldSince() async throws {
        let bench = try await Bench(try TemporaryFolder())
        try await bench.carry(.held(Reason(.patientAmbiguous)))
        _ = try await bench.desk.assign(try await bench.film(), to: PersonID("P0"))
        try await bench.carry(.held(Reason(.duplicateSuspected)), rival: bench.films[1])
        _ = try await bench.desk.undo(try await bench.film())
        #expect(try await bench.film().reason?.code == .patientAmbiguous)
        #expect(try await bench.film().facts.decidedPerson == nil)
        // A released duplicate that is held since.
        _ = try await bench.desk.assign(try await bench.film(), to: PersonID("P0"))
        try await bench.carry(.duplicate(of: bench.films[2], Reason(.duplicateExact)))
        try await bench.desk.release(try await bench.film())
        try await bench.carry(.held(Reason(.duplicateSuspected)), rival: bench.films[1])
        guard case .isDuplicate = try await bench.desk.undo(try await bench.film()) else {
            Issue.record("it is a duplicate again")
            return
        }
        #expect(try await bench.film().state == .duplicate)
        // A conflict is not hidden by taking back what was decided of something else.
        try await bench.desk.release(try await bench.film())
        try await bench.carry(.held(Reason(.identityConflict)), rival: bench.films[1])
        await #expect(throws: WorkspaceError.self) { _ = try await bench.desk.undo(try await bench.film()) }
        #expect(try await bench.stores.ledger.breaches().isEmpty)
    }

    @Test("whose a duplicate is is decided on its original, and the refusal says so")
    func duplicate() async throws {
        let bench = try await Bench(try TemporaryFolder())
        try await bench.carry(.duplicate(of: bench.films[2], Reason(.duplicateExact)))
        do {
            _ = try await bench.desk.assign(try await bench.film(), to: PersonID("P0"))
            Issue.record("a duplicate is its original's patient's")
        } catch let error as LedgerError {
            let told = error.message + error.remedy
            #expect(!told.contains("nor a duplicate"))
            #expect(told.contains("review assign B1/F2 --person") && told.contains("film release B1/F0"))
        }
    }
}
