import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Remarks on scans: kept with the film, counted by batch, ended by a person's look")
struct RemarkContractTests {
    private static let coarse = Reason(.resolutionLow, "0.79 line pairs/mm; 2.5 are asked for")
    private static let skewed = Reason(.skewed, "the film lies askew by 5°; 3° are allowed")

    /// The result of a film's way with these remarks on its scan.
    private func finish(_ lease: Lease, _ outcome: Finish.Outcome, _ remarks: [Reason]?) -> Finish {
        var facts = FilmFacts.sample(lease.film.id)
        facts.remarks = remarks
        return Finish(
            lease, outcome, facts: facts,
            stores: outcome.isDelivered ? [.sent(lease.film.id)] : [])
    }

    private func withTaken(
        _ backend: Backend, films: Int = 2, _ body: (any Ledger, [FilmRecord], [Lease]) async throws -> Void
    ) async throws {
        try await backend.withLedger { ledger in
            try await ledger.add(
                DestinationRecord(name: "main", aeTitle: "AE", host: "h", port: 104, role: .primary))
            let taken = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: films))
            try await ledger.hire("w")
            try await body(ledger, taken, try await ledger.claim(.migrate))
            try await ledger.expectSound()
        }
    }

    @Test("they stay in their order, whatever becomes of the film", arguments: Backend.allCases)
    func kept(backend: Backend) async throws {
        let outcomes: [Finish.Outcome] = [
            .delivered, .held(Self.coarse), .rejected(Reason(.blank)), .handBack,
        ]
        try await withTaken(backend, films: outcomes.count) { ledger, films, leases in
            for (lease, outcome) in zip(leases, outcomes) {
                _ = try await ledger.finish([finish(lease, outcome, [Self.skewed, Self.coarse])], at: noon)
            }
            for film in films {
                let found = try await ledger.remarks(of: film.id)
                #expect(found.remarks == [Self.skewed, Self.coarse] && found.look == nil)
            }
            let batch = films[0].batch
            #expect(try await ledger.remarks(of: batch).count == films.count)
            #expect(try await ledger.remarkCounts() == [batch: [.skewed: 4, .resolutionLow: 4]])
        }
    }

    @Test(
        "what is measured anew takes the place of what was, and nothing measured leaves it",
        arguments: Backend.allCases)
    func replaced(backend: Backend) async throws {
        try await withTaken(backend) { ledger, films, leases in
            let film = films[0]
            _ = try await ledger.finish(
                [finish(leases[0], .held(Self.coarse), [Self.coarse, Self.skewed])], at: noon)
            try await ledger.release(film.id, person: nil, cause: "seen", actor: "a", at: noon)
            let again = try await ledger.claimOne(.migrate)
            _ = try await ledger.finish([finish(again, .delivered, [Self.skewed])], at: noon)
            #expect(try await ledger.remarks(of: film.id).remarks == [Self.skewed])
            #expect(try await ledger.remarkCounts() == [film.batch: [.skewed: 1]])
            let proof = try await ledger.claimOne(.verify)
            try await ledger.finish(proof, .verified)
            #expect(try await ledger.remarks(of: film.id).remarks == [Self.skewed])
            // The other film has none, and is in no list.
            _ = try await ledger.finish([finish(leases[1], .delivered, [])], at: noon)
            #expect(
                try await ledger.remarks(of: film.batch).keys.sorted { $0.number < $1.number } == [film.id])
        }
    }

    @Test(
        "a remark keeps the paper until a person has looked; the look has its reason, person and time",
        arguments: Backend.allCases)
    func looked(backend: Backend) async throws {
        try await withTaken(backend) { ledger, films, leases in
            for lease in leases {
                _ = try await ledger.finish([finish(lease, .delivered, [Self.coarse])], at: noon)
            }
            let found = try await ledger.remarks(of: films[0].id)
            #expect(found.keepingPaper([.resolutionLow]) == [Self.coarse])
            #expect(found.keepingPaper([.skewed]).isEmpty && found.keepingPaper([]).isEmpty)
            try await ledger.look(at: films[0].id, cause: "the fracture is plain", actor: "Dr A", at: noon)
            let after = try await ledger.remarks(of: films[0].id)
            #expect(after.look == ScanRemarks.Look(at: noon, actor: "Dr A", cause: "the fracture is plain"))
            #expect(after.remarks == [Self.coarse] && after.keepingPaper([.resolutionLow]).isEmpty)
            let last = try #require(try await ledger.history(of: films[0].id).last)
            #expect(last.event == "look" && last.actor == "Dr A" && last.cause == "the fracture is plain")
            #expect(try await !ledger.remarks(of: films[1].id).keepingPaper([.resolutionLow]).isEmpty)
            // Reports count what is verified and waits for a look.
            let reports = try #require(ledger as? any ReportingLedger)
            #expect(try await reports.paperKept(for: [.resolutionLow]).isEmpty)
            for _ in films { try await ledger.finish(try await ledger.claimOne(.verify), .verified) }
            #expect(try await reports.paperKept(for: [.resolutionLow, .skewed]) == [films[0].trust: 1])
            #expect(try await reports.paperKept(for: [.skewed]).isEmpty)
            #expect(try await reports.paperKept(for: []).isEmpty)
        }
    }

    @Test(
        "letting a film go on that was held for its scan is a look; for another cause it is none, nor is a retry",
        arguments: Backend.allCases)
    func released(backend: Backend) async throws {
        try await withTaken(backend, films: 3) { ledger, films, leases in
            let other = Reason(.heldByOperator)
            for (lease, reason) in zip(leases, [Self.coarse, other, Self.coarse]) {
                _ = try await ledger.finish([finish(lease, .held(reason), [Self.coarse])], at: noon)
            }
            for film in films.prefix(2) {
                try await ledger.release(film.id, person: nil, cause: "seen", actor: "a", at: noon)
            }
            _ = try await ledger.retry(films[2].id, actor: "a", at: noon)
            #expect(try await ledger.remarks(of: films[0].id).look?.cause == "seen")
            #expect(try await ledger.remarks(of: films[1].id).look == nil)
            #expect(try await ledger.remarks(of: films[2].id).look == nil)
        }
    }

    @Test("where nothing is remarked there is nothing to look at", arguments: Backend.allCases)
    func nothing(backend: Backend) async throws {
        try await withTaken(backend) { ledger, films, _ in
            await #expect(throws: LedgerError.self) {
                try await ledger.look(at: films[0].id, cause: "fine", actor: "a", at: noon)
            }
        }
    }
}

extension Finish.Outcome {
    fileprivate var isDelivered: Bool {
        if case .delivered = self { true } else { false }
    }
}
