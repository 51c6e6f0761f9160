import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Workers, hand-backs and retries")
struct WorkerContractTests {
    @Test("a worker is known while it is registered", arguments: Backend.allCases)
    func life(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.hire("w")
            #expect(try await ledger.workers().map(\.worker.id) == ["w"])
            let later = noon.adding(seconds: 60)
            #expect(try await ledger.heartbeat("w", aliveUntil: later))
            #expect(try await ledger.workers().map(\.aliveUntil) == [later])
            #expect(try await ledger.dismiss("w", rescue: true, at: noon) == 0)
            #expect(try await ledger.heartbeat("w", aliveUntil: later) == false)
            #expect(try await ledger.dismiss("w", rescue: true, at: noon) == 0)
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            // Who was dismissed takes nothing more.
            await #expect(throws: LedgerError.self) { try await ledger.claim(.migrate) }
            try await ledger.expectSound()
        }
    }

    @Test("films of a worker that is dismissed keep their place", arguments: Backend.allCases, [false, true])
    func dismissal(backend: Backend, rescue: Bool) async throws {
        try await backend.withLedger { ledger in
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 5))
            try await ledger.hire("a", "b")
            let mine = try await ledger.claim(.migrate, 2, by: "a")
            let other = try await ledger.claim(.migrate, 1, by: "b")
            #expect(mine.map(\.film.id) == films[0..<2].map(\.id))
            #expect(try await ledger.dismiss("a", rescue: rescue, at: noon) == 2)
            #expect(try await ledger.state(other[0].film.id) == .inFlight)
            try await ledger.expectSound()
            let next = try await ledger.claim(.migrate, 3, by: "b")
            #expect(next.map(\.film.id) == [films[0].id, films[1].id, films[3].id])
            #expect(next.map(\.rescues) == (rescue ? [1, 1, 0] : [0, 0, 0]))
            #expect(next.map(\.attempt) == [0, 0, 0])
            let history = try await ledger.history(of: films[0].id)
            #expect(history.map(\.event) == ["taken_in", "claim", "hand_back", "claim"])
            #expect(history[2].cause == (rescue ? "rescue" : "hand_back"))
        }
    }

    @Test("a film that is being proved stays delivered when its worker dies", arguments: Backend.allCases)
    func dismissedProof(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("a", "b")
            try await ledger.finish(try await ledger.claimOne(.migrate, by: "a"), .delivered)
            let proof = try await ledger.claimOne(.verify, by: "a")
            #expect(try await ledger.dismiss("a", rescue: true, at: noon) == 1)
            #expect(try await ledger.state(proof.film.id) == .delivered)
            try await ledger.expectSound()
            #expect(try await ledger.claimOne(.verify, by: "b").rescues == 1)
        }
    }

    @Test("a film that is handed back is claimed next, with no attempt charged", arguments: Backend.allCases)
    func handBack(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
            try await ledger.hire("w")
            for _ in 0..<3 {
                let lease = try await ledger.claimOne(.migrate)
                #expect(lease.film.id == films[0].id)
                #expect(lease.attempt == 0)
                try await ledger.finish(lease, .handBack)
                #expect(try await ledger.state(films[0].id) == .queued)
                try await ledger.expectSound()
            }
        }
    }

    @Test("a retry waits until it is due, and counts where it is charged", arguments: Backend.allCases)
    func retries(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("w")
            #expect(try await ledger.stageDue(at: noon) == nil)
            let due = noon.adding(seconds: 60)
            for (round, charged) in [true, false, true].enumerated() {
                let lease = try await ledger.claimOne(.migrate)
                #expect(lease.attempt == [0, 1, 1][round])
                try await ledger.finish(lease, .retry(after: 60, Reason(.storeFailed), charged: charged))
                #expect(try await ledger.state(lease.film.id) == .queued)
                #expect(try await ledger.claim(.migrate).isEmpty)
                #expect(try await ledger.stageDue(at: noon.adding(seconds: 59.999)) == due)
                #expect(try await ledger.claim(.migrate).isEmpty)
                try await ledger.expectSound()
                #expect(try await ledger.stageDue(at: due) == nil)
                try await ledger.expectSound()
            }
            try await ledger.finish(try await ledger.claimOne(.migrate), .delivered)
            let proof = try await ledger.claimOne(.verify)
            #expect(proof.attempt == 0)
            try await ledger.finish(proof, .retry(after: 60, Reason(.storeFailed), charged: true))
            #expect(try await ledger.state(proof.film.id) == .delivered)
            try await ledger.expectSound()
            #expect(try await ledger.stageDue(at: due) == nil)
            #expect(try await ledger.claimOne(.verify).attempt == 1)
        }
    }

    @Test("only what is due is staged, and the next moment is named", arguments: Backend.allCases)
    func staging(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 3))
            try await ledger.hire("w")
            for (index, lease) in try await ledger.claim(.migrate).enumerated() {
                let seconds = Double(index + 1) * 10
                try await ledger.finish(lease, .retry(after: seconds, Reason(.storeFailed), charged: true))
            }
            #expect(try await ledger.stageDue(at: noon.adding(seconds: 20)) == noon.adding(seconds: 30))
            #expect(try await ledger.claim(.migrate).map(\.film.name) == ["F1", "F2"])
            try await ledger.expectSound()
        }
    }

    @Test(
        "films of many Trusts and lanes that lie one between the other are claimed together, each as itself",
        arguments: Backend.allCases)
    func interleaved(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trusts = [try await ledger.enrol("RXA"), try await ledger.enrol("RXB", weight: 3)]
            for number in 1...12 {
                var delivery = Delivery.sample("B\(number)", trusts[number % 2], films: 3)
                delivery.films[1].description.urgentBy = PartialDate("2027-01-20")
                if number.isMultiple(of: 5) { delivery.films[2].rejection = Reason(.blank) }
                try await ledger.take(delivery)
            }
            try await ledger.hire("w")
            var claimed: Set<FilmID> = []
            while true {
                let leases = try await ledger.claim(.migrate, 17)
                guard !leases.isEmpty else { break }
                for lease in leases {
                    #expect(claimed.insert(lease.film.id).inserted)
                    let film = try await ledger.film(lease.film.id)
                    #expect(film.state == .inFlight && lease.film.state == .inFlight)
                    #expect(film.reference == lease.film.reference && film.trust == lease.film.trust)
                    #expect((lease.lane == .urgent) == (film.description.urgentBy != nil))
                }
                #expect(Set(leases.map(\.epoch)).count == 1)
                try await ledger.expectSound()
                _ = try await ledger.finish(leases.map { .sample($0, .delivered) }, at: noon)
                try await ledger.expectSound()
            }
            #expect(claimed.count == 34)
        }
    }
}
