import FilmModel
import Foundation
import Testing

@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite("What a worker found out while an id changed hands")
struct ChangedHandsTests {
    /// A workspace with two films in a worker's hands, and one who imports an index.
    fileprivate struct Scene {
        let folder: TemporaryFolder
        let stores: Stores
        let leases: [Lease]

        init() async throws {
            folder = try TemporaryFolder()
            try SmallScene.write(2, to: folder.path)
            let tool = Tool(workspace: folder.path + "/workspace")
            #expect(try await tool("init").status == 0)
            #expect(try await tool("trust", "add", "RXA").status == 0)
            #expect(try await tool("index", "import", folder.path + "/index.csv").status == 0)
            #expect(try await tool("intake", folder.path + "/bag").status == 0)
            stores = try Workspace(at: tool.workspace).open()
            _ = try await stores.ledger.add(
                DestinationRecord(name: "primary", aeTitle: "A", host: "h", port: 1, role: .primary))
            let worker = WorkerIdentity(id: "w", machine: "m", boot: "b", pid: 1, started: 1)
            try await stores.ledger.register(worker, aliveUntil: .now().adding(seconds: 60))
            leases = try await stores.ledger.claim(.migrate, films: 2, bytes: .max, worker: "w", at: .now())
                .sorted { $0.film.id < $1.film.id }
            #expect(leases.count == 2)
        }

        func load(_ rows: String...) async throws {
            let head = "person_id,local_id_issuer,local_id,family_name,given_name,birth_date,sex,merged_into"
            let text = ([head] + rows).joined(separator: "\n") + "\n"
            _ = try await stores.persons.importFile(Data(text.utf8), name: "index.csv")
        }

        /// What was found: the film is this person's.
        func facts(_ person: String) -> FilmFacts {
            var facts = FilmFacts()
            facts.match = Match(decision: .match, person: PersonID(person), reasons: [])
            facts.matchedAt = .now()
            facts.written = WrittenPatient(PatientIdentity(written: [:]), institution: nil)
            return facts
        }

        func person(_ lease: Lease) async throws -> String? {
            try await stores.ledger.film(lease.film.id).facts.match?.person?.text
        }
    }

    @Test(
        "is not announced, nor kept: the film is found out about anew; another's goes on",
        arguments: [true, false])
    func outdated(isParted: Bool) async throws {
        let scene = try await Scene()
        let (other, same) = ("P0,RXA,H8,Nobody,Newman,1990-01-01,M,", "P0,RXA,\(SmallScene.person(0)),")
        let third = "P1,RXA,\(SmallScene.person(1)),"
        let ninth = "P9,RXA,H9,Ashbourne,Nan,1920-01-10,F,"
        try await scene.load(same + (isParted ? "P9" : ""), third, ninth)
        let lease = isParted ? try await scene.again(0) : scene.leases[0]
        try await scene.load(isParted ? same : other, third, ninth)
        let ledger = scene.stores.ledger
        #expect(try await !ledger.announce(lease, facts: scene.facts("P0"), at: .now()))
        _ = try await ledger.finish(
            [
                Finish(lease, .held(Reason(.patientAmbiguous)), facts: scene.facts("P0")),
                Finish(scene.leases[1], .held(Reason(.patientAmbiguous)), facts: scene.facts("P1")),
            ], at: .now())
        #expect(try await ledger.film(lease.film.id).state == .queued)
        #expect(try await scene.person(lease) == nil)
        #expect(try await ledger.film(scene.leases[1].film.id).state == .held)
        #expect(try await scene.person(scene.leases[1]) == "P1")
        // Claimed after it, the id means whom it means now.
        #expect(try await ledger.announce(try await scene.again(nil), facts: scene.facts("P0"), at: .now()))
    }
}

extension ChangedHandsTests.Scene {
    /// Hands a film back, where it is in hand, and takes the next one.
    fileprivate func again(_ index: Int?) async throws -> Lease {
        if let index { _ = try await stores.ledger.finish([Finish(leases[index], .handBack)], at: .now()) }
        let next = try await stores.ledger.claim(.migrate, films: 1, bytes: .max, worker: "w", at: .now())
        return try #require(next.first)
    }
}
