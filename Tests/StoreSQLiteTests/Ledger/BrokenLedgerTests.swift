import FilmModel
import GRDB
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("The check of the ledger's invariants can fail")
struct BrokenLedgerTests {
    /// A way to break a ledger behind its back, and a part of the rule that must tell of it.
    struct Harm: CustomTestStringConvertible {
        let rule: String
        let sql: String
        var testDescription: String { sql }

        init(_ rule: String, _ sql: String) {
            self.rule = rule
            self.sql = sql
        }
    }

    static let place = "the one place that its state demands"
    static let harms = [
        Harm("of a Trust differ", "UPDATE trust_count SET queued = queued + 1"),
        Harm("of a Trust differ", "DELETE FROM trust_count"),
        Harm("of a Trust differ", "INSERT INTO trust_count VALUES ('RXB', 1, 0, 0, 0, 0, 0, 0)"),
        Harm("of a batch differ", "UPDATE batch_count SET verified = verified + 1"),
        Harm("of a batch differ", "DELETE FROM batch_count"),
        Harm("of a batch differ", "UPDATE film SET state = 'queued' WHERE state = 'verified'"),
        Harm(place, "UPDATE film SET state = 'held' WHERE state = 'rejected'"),
        Harm(place, "DELETE FROM ready WHERE kind = 'migrate'"),
        Harm(place, "DELETE FROM ready WHERE kind = 'verify'"),
        Harm(place, "UPDATE ready SET kind = IIF(kind = 'verify', 'migrate', 'verify')"),
        Harm(place, "DELETE FROM delayed"),
        Harm(place, "DELETE FROM lease"),
        Harm(place, "UPDATE lease SET kind = 'verify'"),
        Harm(place, "DELETE FROM hold"),
        Harm(place, "DELETE FROM refusal"),
        Harm(
            place,
            "INSERT INTO hold (film, trust, kind, reason, since) SELECT id, trust, 'migrate', 'BLANK', 1 FROM film WHERE state = 'verified'"
        ),
        Harm(
            place,
            "INSERT INTO hold (film, trust, kind, reason, since) SELECT film, trust, 'migrate', 'BLANK', 1 FROM lease"
        ),
        Harm(
            place,
            """
            INSERT INTO ready SELECT trust, kind, lane, due_day, film, cost, attempt, rescues, NULL FROM delayed
            """),
        Harm(
            place,
            """
            INSERT INTO ready SELECT trust, 'migrate', 1, 0, id, cost, 0, 0, NULL FROM film
            WHERE state = 'rejected'
            """),
        Harm(place, "INSERT INTO ready VALUES ('RXA', 'migrate', 1, 0, 999, 1, 0, 0, NULL)"),
        Harm("no row of its manifest", "DELETE FROM manifest WHERE film = 1"),
        Harm("no history", "UPDATE film SET history = NULL WHERE id = 1"),
        Harm("no history", "UPDATE film SET history = history + 1"),
        Harm("history is broken", "DELETE FROM history WHERE film = 1 AND previous IS NULL"),
        Harm("history is broken", "UPDATE history SET previous = NULL"),
        Harm("what archives said", "DELETE FROM store WHERE previous IS NULL"),
        Harm("what archives said", "UPDATE film SET store = 1"),
        Harm("without its instance", "UPDATE finding SET pixel_digest = NULL"),
        Harm(
            "whose correction stands",
            "UPDATE finding SET correction = 'P2' WHERE film IN (SELECT id FROM film WHERE state = 'verified')"
        ),
        Harm("no equal read-back", "UPDATE store SET verified_at = NULL"),
        Harm("no equal read-back", "UPDATE store SET sop_uid = 'another'"),
        Harm("the same SOP Instance UID", "UPDATE finding SET sop_uid = '2.25.1'"),
        Harm("verified by day", "UPDATE verified_day SET films = films + 1"),
        Harm("verified by day", "DELETE FROM verified_day"),
        Harm(
            "original was rejected",
            """
            UPDATE film SET duplicate_of = (SELECT id FROM film WHERE state = 'rejected')
            WHERE state = 'duplicate'
            """),
        Harm("in its Trust or cost", "UPDATE ready SET cost = cost + 1"),
        Harm("in its Trust or cost", "UPDATE lease SET trust = 'RXB'"),
        Harm("does not know", "DELETE FROM worker"),
        Harm(
            "duplicates of verified films by day",
            "INSERT INTO flow (batch, day, state, films) SELECT id, '1970-01-03', 'covered', 1 FROM batch LIMIT 1"
        ),
        Harm(
            "scans delivered again by day",
            "INSERT INTO flow (batch, day, state, films) SELECT id, '1970-01-03', 'again', 1 FROM batch LIMIT 1"
        ),
        Harm(
            "remarks counted in a batch",
            "INSERT INTO remark_count (batch, code, films) SELECT id, 'SKEWED', 1 FROM batch LIMIT 1"),
        Harm("of a paused batch", "UPDATE batch SET paused = 1"),
        Harm("of a paused batch", "UPDATE ready SET lane = 11"),
    ]

    /// A sound ledger with films in every state and every place.
    func withEveryState(_ body: (SQLiteLedger) async throws -> Void) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.enrol("RXB")
        let films = try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 9))
        try await ledger.hire("w")
        let leases = try await ledger.claim(.migrate, 8)
        for lease in leases[0...1] { try await ledger.finish(lease, .delivered) }
        try await ledger.finish(try await ledger.claimOne(.verify), .verified)
        try await ledger.finish(leases[2], .held(Reason(.patientAmbiguous)))
        try await ledger.finish(leases[3], .rejected(Reason(.blank)))
        try await ledger.finish(leases[4], .duplicate(of: films[0].id, Reason(.duplicateExact)))
        try await ledger.finish(leases[5], .retry(after: 60, Reason(.storeFailed), charged: true))
        let states = try await ledger.films(of: films[0].batch).map(\.state)
        #expect(Set(states) == Set(FilmState.allCases))
        try await ledger.expectSound()
        try await body(ledger)
    }

    @Test("each harm is told of", arguments: harms)
    func harm(_ harm: Harm) async throws {
        try await withEveryState { ledger in
            try await ledger.database.writeWithoutTransaction { db in
                try db.execute(
                    sql: """
                        PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
                        DROP TRIGGER film_moves; DROP TRIGGER film_has_instance;
                        DROP TRIGGER manifest_is_kept; DROP TRIGGER history_is_kept;
                        DROP TRIGGER history_only_grows; DROP TRIGGER store_is_kept;
                        DROP TRIGGER store_only_grows;
                        """)
                try db.execute(sql: harm.sql)
                #expect(db.changesCount > 0)
            }
            let breaches = try await ledger.breaches()
            #expect(breaches.contains { $0.contains(harm.rule) }, "\(breaches)")
            #expect(
                breaches.allSatisfy { $0.split(separator: ": ").count == 2 }, "each names its film or Trust")
        }
    }

    @Test("a breach names the film as commands do, a batch by its name, a Trust by its code")
    func names() async throws {
        try await withEveryState { ledger in
            try await ledger.database.writeWithoutTransaction { db in
                try db.execute(
                    sql: """
                        DELETE FROM ready WHERE kind = 'migrate'; UPDATE batch_count SET held = held + 1;
                        INSERT INTO ready VALUES ('RXA', 'migrate', 1, 0, 999, 1, 0, 0, NULL);
                        UPDATE trust_count SET held = held + 1
                        """)
            }
            let breaches = try await ledger.breaches()
            #expect(breaches.contains("the counters of a Trust differ from its films: RXA"))
            #expect(breaches.contains("the counters of a batch differ from its films: B1"))
            #expect(breaches.contains { $0.hasSuffix(": B1/F9 (#9)") }, "\(breaches)")
            #expect(breaches.contains { $0.hasSuffix(": #999") }, "\(breaches)")
        }
    }

    @Test("no rule is without a harm that proves it")
    func whole() {
        for (rule, _) in SQLiteLedger.Invariant.all {
            #expect(Self.harms.contains { rule.contains($0.rule) }, "\(rule)")
        }
    }
}
