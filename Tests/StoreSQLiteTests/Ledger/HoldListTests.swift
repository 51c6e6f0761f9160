import FilmModel
import GRDB
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("Films on hold, page by page")
struct HoldListTests {
    /// Two Trusts' films on hold, with and without a clinic date, some of which nobody in the index matches.
    private func withHolds(_ body: (SQLiteLedger) async throws -> Void) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        let dates = [nil, "2027-03-02", "2027-03", "2027-02-11"]
        for (number, code) in ["RXB", "RXA"].enumerated() {
            var delivery = Delivery.sample("B\(number)", try await ledger.enrol(code), films: 0)
            delivery.films = (0..<12).map { .sample("F\($0)", row: $0 + 2, urgentBy: dates[$0 % 4]) }
            try await ledger.take(delivery)
        }
        try await ledger.hire("w")
        for (index, lease) in try await ledger.claim(.migrate).enumerated() {
            let reason = Reason(index % 5 == 0 ? .notInIndex : .patientAmbiguous)
            try await ledger.finish(lease, .held(reason), at: noon.adding(seconds: Double(index * 7 % 6)))
        }
        try await body(ledger)
        try await ledger.expectSound()
    }

    private func all(_ query: HoldQuery, by page: Int, _ ledger: SQLiteLedger) async throws -> [HoldRecord] {
        var found: [HoldRecord] = []
        var place: HoldPlace?
        repeat {
            let next = try await ledger.holds(query, after: place, limit: page)
            found += next.holds
            place = next.next
        } while place != nil
        return found
    }

    @Test("pages of any length come to the same list, in each order")
    func orders() async throws {
        try await withHolds { ledger in
            let holds = try await ledger.holds(limit: 1000)
            #expect(holds.count == 24)
            func key(_ hold: HoldRecord, _ order: HoldQuery.Order) -> (String, String, Timestamp, Int64) {
                let clinic = hold.film.description.urgentBy?.description ?? "9999"
                return (
                    order == .trust ? hold.film.trust.code : "", order == .age ? "" : clinic, hold.since,
                    hold.film.id.number
                )
            }
            for order in HoldQuery.Order.allCases {
                for trust in [nil, TrustID("RXA")] {
                    for withNotInIndex in [true, false] {
                        let query = HoldQuery(order: order, trust: trust, withNotInIndex: withNotInIndex)
                        let wanted = holds.filter {
                            (trust == nil || $0.film.trust == trust)
                                && (withNotInIndex || $0.reason.code != .notInIndex)
                        }.sorted { key($0, order) < key($1, order) }.map(\.film.id)
                        for page in [1, 5, 12, 1000] {
                            #expect(
                                try await all(query, by: page, ledger).map(\.film.id) == wanted,
                                "\(query) by \(page)")
                        }
                        let steps = try await ledger.read { db in
                            try Row.fetchAll(
                                db,
                                sql: "EXPLAIN QUERY PLAN "
                                    + SQLiteLedger.SQL.holds(query).replacing(/\?[0-9]/, with: "1")
                            ).map { $0["detail"] as String }
                        }
                        #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(query): \(steps)")
                    }
                }
            }
        }
    }

    @Test("a film whose evidence is broken is listed without it, and hides no other one")
    func brokenEvidence() async throws {
        try await withHolds { ledger in
            let broken = try await ledger.holds(limit: 1000)[3].film.id
            try await ledger.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO finding (film, match_decision, match_evidence) VALUES (?, 'review', '{"rea')
                        ON CONFLICT (film) DO UPDATE SET match_decision = 'review', match_evidence = '{"rea'
                        """, arguments: [broken.number])
            }
            let holds = try await ledger.holds(limit: 1000)
            #expect(holds.count == 24)
            #expect(holds.filter(\.isBroken).map(\.film.id) == [broken])
        }
    }

    @Test("the films on hold of a jacket are those of its batch alone")
    func jacket() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        let trust = try await ledger.enrol("RXA")
        for number in ["B1", "B2"] {
            var delivery = Delivery.sample(number, trust, films: 5)
            for (index, jacket) in ["J1", "J2", "J1", nil, "J1"].enumerated() {
                delivery.films[index].description.jacketID = jacket
            }
            try await ledger.take(delivery)
        }
        try await ledger.hire("w")
        for lease in try await ledger.claim(.migrate) where lease.film.name != "F5" {
            try await ledger.finish(lease, .held(Reason(.patientAmbiguous)))
        }
        let batch = try await ledger.batch(named: "B2").id
        let holds = try await ledger.holds(ofJacket: "J1", in: batch)
        #expect(holds.map(\.film.reference) == ["B2/F1", "B2/F3"])
    }
}
