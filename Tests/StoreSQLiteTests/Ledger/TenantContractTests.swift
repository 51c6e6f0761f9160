import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Tenants and archives in the ledger")
struct TenantContractTests {
    @Test("a Trust is kept as it was added, and changed when it is added again", arguments: Backend.allCases)
    func trusts(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let code = try await ledger.enrol("RXB", weight: 3, maxInFlight: 7, paused: true)
            try await ledger.enrol("RXA")
            #expect(try await ledger.trusts().map(\.trust.code) == ["RXA", "RXB"])
            let kept = TrustRecord(trust: code, name: "Trust RXB", weight: 3, maxInFlight: 7, paused: true)
            #expect(try await ledger.trusts().last == kept)
            try await ledger.enrol("RXB", weight: 1)
            let changed = TrustRecord(trust: code, name: "Trust RXB", weight: 1)
            #expect(try await ledger.trusts().last == changed)
            #expect(try await ledger.trusts().count == 2)
        }
    }

    @Test(
        "a change of one thing about a Trust leaves what somebody else changed meanwhile",
        arguments: Backend.allCases)
    func oneThing(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let trust = try #require(TrustID("RXA"))
            let new = try await ledger.change(trust, name: nil, weight: nil, maxInFlight: nil)
            #expect(new == TrustRecord(trust: trust, name: "RXA"))
            // Many hands at once: each changes its own thing, and none undoes another's.
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await ledger.pause(trust, true) }
                group.addTask { try await ledger.weigh(trust, 7) }
                group.addTask {
                    _ = try await ledger.change(trust, name: "North", weight: nil, maxInFlight: nil)
                }
                group.addTask { _ = try await ledger.change(trust, name: nil, weight: nil, maxInFlight: 3) }
                try await group.waitForAll()
            }
            let kept = TrustRecord(trust: trust, name: "North", weight: 7, maxInFlight: 3, paused: true)
            #expect(try await ledger.trusts() == [kept])
            #expect(try await ledger.change(trust, name: nil, weight: 2, maxInFlight: nil).paused)
            let stranger = try #require(TrustID("RXZ"))
            await #expect(throws: LedgerError.of(.unknownTrust)) { try await ledger.weigh(stranger, 2) }
            await #expect(throws: LedgerError.self) { try await ledger.weigh(trust, 0) }
        }
    }

    @Test("a share that cannot be is refused", arguments: Backend.allCases)
    func limits(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            await #expect(throws: LedgerError.self) { try await ledger.enrol("RXA", weight: 0) }
            await #expect(throws: LedgerError.self) { try await ledger.enrol("RXA", maxInFlight: 0) }
            let trusts = try await ledger.trusts()
            #expect(trusts.isEmpty)
        }
    }

    @Test("there is one primary archive at most", arguments: Backend.allCases)
    func onePrimary(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            func archive(_ name: String, _ role: DestinationRecord.Role) -> DestinationRecord {
                DestinationRecord(name: name, aeTitle: name, host: "localhost", port: 4242, role: role)
            }
            try await ledger.add(archive("main", .primary))
            try await ledger.add(archive("copy", .secondCopy))
            await #expect(throws: LedgerError.of(.conflict)) {
                try await ledger.add(archive("other", .primary))
            }
            await #expect(throws: LedgerError.of(.conflict)) {
                try await ledger.add(archive("copy", .primary))
            }
            #expect(
                try await ledger.destinations() == [archive("main", .primary), archive("copy", .secondCopy)])
            // One address is one archive, whatever it is called.
            await #expect(throws: LedgerError.of(.conflict)) {
                var twin = archive("twin", .secondCopy)
                twin.aeTitle = "main"
                try await ledger.add(twin)
            }
            // The roles change places in two steps.
            try await ledger.add(archive("main", .secondCopy))
            try await ledger.add(archive("copy", .primary))
            #expect(try await ledger.destinations().map(\.name) == ["copy", "main"])
            // One that was mistyped goes again; one that films were sent to stays.
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
            try await ledger.hire("w")
            let lease = try await ledger.claimOne(.migrate)
            let store = StoreRecord(
                destination: "copy", sopInstanceUID: "2.25.1", sentAt: noon, method: "store")
            try await ledger.finish(lease, .delivered, stores: [store])
            try await ledger.remove(archive: "main")
            for name in ["copy", "main"] {
                await #expect(throws: LedgerError.of(.refused)) { try await ledger.remove(archive: name) }
            }
            #expect(try await ledger.destinations().map(\.name) == ["copy"])
        }
    }

    @Test(
        "what a trial found of two archives holds for the addresses and identities of then",
        arguments: Backend.allCases)
    func pairs(backend: Backend) async throws {
        try await backend.withPlace { place in
            let ledger = try place.open()
            let proofs = try #require(ledger as? any ProofLedger)
            var records: [DestinationRecord] = []
            for (port, name) in ["main", "copy"].enumerated() {
                var record = DestinationRecord(
                    name: name, aeTitle: "AE", host: "Archive.example", port: 104 + port,
                    role: port == 0 ? .primary : .secondCopy)
                #expect(ArchivePair(record, record, .distinct) == nil)
                try await ledger.add(record)
                record.identity = "1.2.3 ORTHANC"
                records.append(record)
            }
            let pair = try #require(ArchivePair(records[0], records[1], .distinct))
            #expect(pair == ArchivePair(records[1], records[0], .distinct))
            try await proofs.record(pair, at: noon)
            #expect(try await proofs.archivePairs() == [pair])
            #expect(pair.isOf(records[1], records[0]))
            for change in [
                { $0.port += 10 }, { $0.aeTitle = "X" }, { $0.host = "other" }, { $0.tls = true },
                { $0.identity = "1.2.4 ORTHANC" }, { $0.identity = nil }, { $0.name = "third" },
            ] as [(inout DestinationRecord) -> Void] {
                var other = records[1]
                change(&other)
                #expect(!pair.isOf(records[0], other))
            }
            var spelt = records[1]
            spelt.host = "archive.EXAMPLE"
            #expect(pair.isOf(records[0], spelt))
            let same = try #require(ArchivePair(records[0], records[1], .same))
            try await proofs.record(same, at: noon)
            #expect(try await proofs.archivePairs() == [same])
            try await ledger.remove(archive: "copy")
            #expect(try await proofs.archivePairs().isEmpty)
        }
    }

    @Test("who answered for an archive is forgotten when its address changes", arguments: Backend.allCases)
    func identity(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            var archive = DestinationRecord(
                name: "main", aeTitle: "AE", host: "localhost", port: 4242, role: .primary)
            try await ledger.add(archive)
            try await ledger.record(identity: "1.2.3 ORTHANC", of: archive)
            #expect(try await ledger.destinations().first?.identity == "1.2.3 ORTHANC")
            let before = archive
            archive.port = 4243
            try await ledger.add(archive)
            #expect(try await ledger.destinations() == [archive])
            // What answered at the old address says nothing of who is at the new one.
            try await ledger.record(identity: "1.2.3 ORTHANC", of: before)
            #expect(try await ledger.destinations() == [archive])
        }
    }
}
