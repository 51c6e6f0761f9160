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

    @Test("who answered for an archive is forgotten when its address changes", arguments: Backend.allCases)
    func identity(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            var archive = DestinationRecord(
                name: "main", aeTitle: "AE", host: "localhost", port: 4242, role: .primary)
            try await ledger.add(archive)
            try await ledger.record(identity: "1.2.3 ORTHANC", of: "main")
            #expect(try await ledger.destinations().first?.identity == "1.2.3 ORTHANC")
            archive.port = 4243
            try await ledger.add(archive)
            #expect(try await ledger.destinations() == [archive])
            await #expect(throws: LedgerError.of(.refused)) {
                try await ledger.record(identity: "1.2.3", of: "elsewhere")
            }
        }
    }
}
