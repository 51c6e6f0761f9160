import FilmModel
import GRDB
import GRDBSQLite
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("Fairness of claims")
struct FairnessContractTests {
    /// Claims in groups and ends each film at once, until `films` have gone; how many went for each Trust.
    func carry(_ ledger: any Ledger, _ films: Int, group: Int) async throws -> [TrustID: Int] {
        var bytes: [TrustID: Int] = [:]
        var left = films
        while left > 0 {
            let leases = try await ledger.claim(.migrate, min(group, left))
            guard !leases.isEmpty else { return bytes }
            for lease in leases { bytes[lease.film.trust, default: 0] += lease.film.cost }
            let dropped = try await ledger.finish(
                leases.map { .sample($0, .rejected(Reason(.blank))) }, at: noon)
            #expect(dropped.isEmpty)
            left -= leases.count
        }
        return bytes
    }

    @Test("weights hold within 5 % in bytes", arguments: Backend.allCases, [5, 64])
    func weights(backend: Backend, group: Int) async throws {
        try await backend.withLedger { ledger in
            let light = try await ledger.enrol("RXA", weight: 1)
            let heavy = try await ledger.enrol("RXB", weight: 3)
            try await ledger.take(.sample("B1", light, films: 400, cost: 20_000_000))
            try await ledger.take(.sample("B2", heavy, films: 1200, cost: 10_000_000))
            try await ledger.hire("w")
            // 16 films a round: 4 of 20 MB, and 24 of 10 MB, so that both still have some at the end.
            let bytes = try await carry(ledger, 28 * 30, group: group)
            let share = Double(bytes[heavy] ?? 0) / Double((bytes[light] ?? 0) + (bytes[heavy] ?? 0))
            #expect(abs(share / 0.75 - 1) < 0.05)
            try await ledger.expectSound()
        }
    }

    @Test(
        "in a short run of small films each Trust is served: after every claim no two are further apart than a turn",
        arguments: Backend.allCases, [4, 16, 64])
    func shortRun(backend: Backend, group: Int) async throws {
        try await backend.withLedger { ledger in
            var trusts: [TrustID] = []
            for (number, code) in ["RXA", "RXB", "RXC"].enumerated() {
                let trust = try await ledger.enrol(code)
                trusts.append(trust)
                var delivery = Delivery.sample("B\(number)", trust, films: 150, cost: 34_560)
                if number == 2 {
                    delivery.films.append(.sample("urgent", row: 999, cost: 34_560, urgentBy: "2027-01-16"))
                }
                try await ledger.take(delivery)
            }
            try await ledger.hire("w")
            var counts: [TrustID: Int] = [:]
            for number in 0..<(256 / group) {
                let leases = try await ledger.claim(.migrate, group)
                #expect(leases.count == group)
                if number == 0 { #expect(leases.first?.film.name == "urgent") }
                for lease in leases { counts[lease.film.trust, default: 0] += 1 }
                let each = trusts.map { counts[$0, default: 0] }
                #expect((each.max() ?? 0) - (each.min() ?? 0) <= FairShare.turn, "\(each)")
                for lease in leases { try await ledger.finish(lease, .rejected(Reason(.blank))) }
            }
            try await ledger.expectSound()
        }
    }

    @Test("the index of urgent films has no statement of a claim prepared anew")
    func prepared() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 20))
        try await ledger.database.write { db in
            for key in [SQLiteLedger.HotSQL.nextReady, .leaseRun, .deleteReadyRun] {
                let statement = try db.makeStatement(sql: key.sql)
                let handle = unsafe statement.sqliteStatement
                let parameters = unsafe sqlite3_bind_parameter_count(handle)
                for lane in 0..<3 {
                    for index in 1...parameters {
                        unsafe sqlite3_bind_int64(handle, index, Int64(lane))
                    }
                    while unsafe sqlite3_step(handle) == SQLITE_ROW {}
                    unsafe sqlite3_reset(handle)
                }
                let preparedAnew = unsafe sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
                #expect(preparedAnew == 0, "\(key)")
            }
        }
    }

    @Test("urgent films of a paused Trust or batch stay where they are", arguments: Backend.allCases)
    func pausedUrgent(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            for (number, code) in ["RXA", "RXB", "RXC"].enumerated() {
                var delivery = Delivery.sample("B\(number)", try await ledger.enrol(code), films: 1)
                delivery.films.append(.sample("urgent", row: 9, urgentBy: "2027-01-16"))
                try await ledger.take(delivery)
            }
            try await ledger.hire("w")
            try await ledger.enrol("RXB", paused: true)
            try await ledger.pause(try await ledger.batch(named: "B2").id, true, at: noon)
            #expect(
                try await ledger.claim(.migrate).map(\.film.reference) == ["B0/urgent", "B0/F1"])
            try await ledger.expectSound()
        }
    }

    @Test("a Trust with ten films never waits for one with a thousand", arguments: Backend.allCases, [1, 64])
    func starvation(backend: Backend, group: Int) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 1000))
            let small = try await ledger.enrol("RXZ")
            try await ledger.take(.sample("B2", small, films: 10))
            try await ledger.hire("w")
            let bytes = try await carry(ledger, 64, group: group)
            #expect(bytes[small] == 100_000_000)
        }
    }

    @Test("a debt in one kind of work is none in the other", arguments: Backend.allCases)
    func kinds(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let large = try await ledger.enrol("RXA")
            let small = try await ledger.enrol("RXB")
            try await ledger.take(.sample("B1", large, films: 20, cost: 800_000_000))
            try await ledger.take(.sample("B2", small, films: 300))
            try await ledger.hire("w")
            var counts: [TrustID: Int] = [:]
            for _ in 0..<160 {
                let lease = try await ledger.claimOne(.migrate)
                counts[lease.film.trust, default: 0] += 1
                // Work of the other kind in between, in which the first Trust has no part.
                if lease.film.trust == small {
                    try await ledger.finish(lease, .delivered)
                    _ = try await ledger.claim(.verify, 1)
                } else {
                    try await ledger.finish(lease, .rejected(Reason(.blank)))
                }
            }
            #expect((1...3).contains(counts[large] ?? 0))
        }
    }

    @Test("caps and pauses are kept, and what they leave goes to others", arguments: Backend.allCases)
    func caps(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            let capped = try await ledger.enrol("RXA", maxInFlight: 3)
            let paused = try await ledger.enrol("RXB", paused: true)
            let free = try await ledger.enrol("RXC")
            for trust in [capped, paused, free] {
                try await ledger.take(.sample("B\(trust)", trust, films: 20))
            }
            try await ledger.hire("w")
            func counts(_ leases: [Lease]) -> [TrustID: Int] {
                Dictionary(grouping: leases, by: \.film.trust).mapValues(\.count)
            }
            let first = try await ledger.claim(.migrate)
            #expect(counts(first) == [capped: 3, free: 20])
            #expect(try await ledger.claim(.migrate).isEmpty)
            for lease in first.filter({ $0.film.trust == capped }).prefix(2) {
                try await ledger.finish(lease, .rejected(Reason(.blank)))
            }
            #expect(counts(try await ledger.claim(.migrate)) == [capped: 2])
            try await ledger.enrol("RXB")
            #expect(counts(try await ledger.claim(.migrate)) == [paused: 20])
            try await ledger.expectSound()
        }
    }

    @Test("a paused Trust's deliveries are not proved either", arguments: Backend.allCases)
    func pausedProof(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA", maxInFlight: 1)))
            try await ledger.hire("w")
            try await ledger.finish(try await ledger.claimOne(.migrate), .delivered)
            try await ledger.enrol("RXA", paused: true)
            #expect(try await ledger.claim(.verify).isEmpty)
            try await ledger.enrol("RXA")
            #expect(try await ledger.claim(.verify).count == 1)
        }
    }

    @Test("urgent films come first, the nearest date before the others", arguments: Backend.allCases)
    func urgency(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            var delivery = Delivery.sample("B1", try await ledger.enrol("RXA"), films: 2)
            delivery.films += [
                .sample("far", row: 10, urgentBy: "2027-06-01"),
                .sample("near", row: 11, urgentBy: "2027-01-29"),
                .sample("tomorrow", row: 12, urgentBy: "2027-01-16"),
                .sample("past", row: 13, urgentBy: "2026-12-24"),
                .sample("near too", row: 14, urgentBy: "2027-01-29"),
            ]
            try await ledger.take(delivery)
            try await ledger.hire("w")
            let order = ["past", "tomorrow", "near", "near too", "F1", "F2", "far"]
            let leases = try await ledger.claim(.migrate)
            #expect(leases.map(\.film.name) == order)
            for lease in leases.reversed() { try await ledger.finish(lease, .delivered) }
            // To be proved in the same order, whatever the order of delivery.
            #expect(try await ledger.claim(.verify).map(\.film.name) == order)
        }
    }

    @Test("a claim ends where its films or its bytes are reached", arguments: Backend.allCases)
    func limits(backend: Backend) async throws {
        try await backend.withLedger { ledger in
            try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 50))
            try await ledger.hire("w")
            #expect(try await ledger.claim(.migrate, films: 0, bytes: .max, worker: "w", at: noon).isEmpty)
            #expect(
                try await ledger.claim(.migrate, films: 20, bytes: .max, worker: "w", at: noon).count == 20)
            #expect(
                try await ledger.claim(.migrate, films: 20, bytes: 25_000_000, worker: "w", at: noon).count
                    == 3)
            #expect(try await ledger.claim(.migrate, films: 20, bytes: 1, worker: "w", at: noon).count == 1)
            #expect(
                try await ledger.claim(.migrate, films: 99, bytes: .max, worker: "w", at: noon).count == 26)
            try await ledger.expectSound()
        }
    }
}
