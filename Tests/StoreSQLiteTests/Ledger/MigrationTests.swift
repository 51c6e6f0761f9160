import FilmModel
import Foundation
import GRDB
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("Ledgers of earlier versions, and copies")
struct MigrationTests {
    /// A ledger of version 1 with a film in every state and every place, as that version wrote them.
    static let first = """
        INSERT INTO trust VALUES ('RXA', 'Trust A', 2, 7, 0);
        INSERT INTO destination VALUES ('main', 'AE', 'h', 104, 'primary', '1.2.3 X');
        INSERT INTO batch VALUES (1, 'B1', 'Bureau', 'B1', 'RXA', 'd', 'scans/1', 1000, 'receipt');
        INSERT INTO worker VALUES ('w', 'm', 'b', 1, 1, 5000);
        WITH given (id, state, reason) AS (VALUES
            (1, 'queued', NULL), (2, 'in_flight', NULL), (3, 'held', 'PATIENT_NOT_FOUND'),
            (4, 'rejected', 'BLANK'), (5, 'duplicate', 'DUP_EXACT'), (6, 'delivered', NULL),
            (7, 'verified', NULL), (8, 'queued', NULL), (9, 'delivered', NULL))
        INSERT INTO film (id, trust, batch, "row", name, film_id, description, source_digest, cost, state,
            reason, match_decision, match_person, match_evidence, matched_at, pixel_digest, identity, sop_uid,
            duplicate_of, verified_at)
        SELECT id, 'RXA', 1, id + 1, 'F' || id, 'F' || id,
            '{"film_id":"F' || id || '","image":"scans/F.tif","page":2,"exam_date":"1999-05","laterality":"L",'
            || '"label":{"nhs_number":"9434765919","family_name":"O''NEILL"},"urgent_by":"2027-01-20",'
            || '"pixel_spacing_mm":{"row":0.1,"column":0.12},"bits_stored":12}',
            'digest', 10, state, reason, IIF(id > 5, 'match', NULL), IIF(id > 5, 'P1', NULL),
            IIF(id > 5, '{"candidates":[],"reasons":["number"]}', NULL), 900,
            IIF(id > 5, 'pixels', NULL), IIF(id > 5, '{"(0010,0020)":"P1"}', NULL),
            IIF(id > 5, '2.25.' || id, NULL), IIF(id = 5, 6, NULL),
            IIF(state = 'verified', 1800000000000, NULL)
        FROM given;
        INSERT INTO ready VALUES ('RXA', 'migrate', 0, 20838, 1, 1, 10, 0, 0),
            ('RXA', 'verify', 1, 0, 9, 6, 10, 0, 0);
        INSERT INTO delayed VALUES (9000, 8, 'RXA', 'migrate', 1, 0, 8, 10, 2, 0, 'STORE_FAILED');
        INSERT INTO lease VALUES (2, 'RXA', 'migrate', 1, 0, 2, 10, 1, 1, 'w', 5, 2000),
            (9, 'RXA', 'verify', 1, 0, 10, 10, 0, 0, 'w', 5, 2000);
        INSERT INTO hold VALUES (3, 'RXA', 'migrate', 'PATIENT_NOT_FOUND', 3000);
        INSERT INTO tally SELECT trust, state, COUNT(*), SUM(cost) FROM film GROUP BY trust, state;
        INSERT INTO verified_day VALUES ('RXA', '2027-01-15', 1);
        INSERT INTO store (film, destination, sop_uid, sent_at, dimse_status, verified_at, method) VALUES
            (6, 'main', '2.25.6', 1, 0, NULL, 'store'), (7, 'main', '2.25.7', 1, 0, NULL, 'store'),
            (9, 'main', '2.25.9', 1, 0, NULL, 'store'), (7, 'main', '2.25.7', NULL, NULL, 2, 'read-back');
        INSERT INTO history (film, at, event, cause, actor) SELECT id, 1000, 'taken_in', NULL, 'intake' FROM film;
        INSERT INTO history (film, at, event, cause, actor) SELECT id, 2000, 'claim', NULL, 'w' FROM film
            WHERE id > 1;
        INSERT INTO history (film, at, event, cause, actor) SELECT id, 3000, 'left', reason, 'w' FROM film
            WHERE id > 2;
        UPDATE counter SET value = 10;
        """

    @Test(
        "a ledger of each earlier version is brought forward: sound, with every film, its row, history and evidence",
        arguments: ["ledger-0001", "ledger-0002"])
    func fromEarlier(version: String) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let old = try DatabasePool(path: place.path)
        try LedgerSchema.migrator.migrate(old, upTo: "ledger-0001")
        try await old.write { try $0.execute(sql: Self.first) }
        try LedgerSchema.migrator.migrate(old, upTo: version)
        try old.close()

        let ledger = try SQLiteLedger(path: place.path, create: false)
        try await ledger.expectSound()
        let films = try await ledger.films(of: BatchID(1))
        #expect(
            films.map(\.state) == [
                .queued, .inFlight, .held, .rejected, .duplicate, .delivered, .verified, .queued, .delivered,
            ])
        let film = films[0]
        #expect(film.sourceDigest == "digest" && film.sourceMark == "digest")
        #expect(film.description.page == 2 && film.description.bitsStored == 12)
        #expect(film.description.label.familyName == "O'NEILL")
        #expect(film.description.label.nhsNumber == "9434765919")
        #expect(film.description.examDate == PartialDate("1999-05"))
        #expect(film.description.laterality == .left)
        #expect(film.description.pixelSpacing == PixelSpacing(row: 0.1, column: 0.12))
        #expect(film.description.urgentBy == PartialDate("2027-01-20"))
        #expect(films[6].facts.identity == ["(0010,0020)": "P1"])
        #expect(films[6].facts.match?.reasons == ["number"])
        #expect(films[4].facts.duplicateOf == FilmID(6))
        for film in films {
            let events = try await ledger.history(of: film.id).map(\.event)
            #expect(events == Array(["taken_in", "claim", "left"].prefix(min(3, Int(film.id.number)))))
        }
        #expect(try await ledger.stores(of: FilmID(7)).map(\.method) == ["store", "read-back"])
        #expect(try await ledger.failures().map(\.films) == [1, 1, 1])
        // And it goes on from there: what was leased comes back, what was held is released.
        #expect(try await ledger.dismiss("w", .death(inHand: nil, blamed: false), at: noon) == 2)
        try await ledger.release(FilmID(3), person: PersonID("P2"), cause: "", actor: "jo", at: noon)
        try await ledger.hire("w")
        #expect(Set(try await ledger.claim(.migrate).map(\.film.id.number)) == [1, 2, 3])
        #expect(Set(try await ledger.claim(.verify).map(\.film.id.number)) == [6, 9])
        try await ledger.expectSound()
    }

    /// The tables as SQLite reads them: names, types, keys and defaults of all columns.
    private func columns(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT m.name || ' ' || m.rootpage || ' ' || c.cid || ' ' || c.name || ' ' || c.type || ' '
                    || c."notnull" || ' ' || COALESCE(c.dflt_value, '') || ' ' || c.pk
                FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY 1
                """)
    }

    @Test(
        "a ledger of a later version is brought forward: the same tables, films and rules, cheaper to check",
        arguments: [
            "ledger-0002", "ledger-0003", "ledger-0004", "ledger-0005", "ledger-0006", "ledger-0007",
            "ledger-0008", "ledger-0009", "ledger-0010",
        ])
    func fromLater(version: String) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let old = try DatabasePool(path: place.path)
        try LedgerSchema.migrator.migrate(old, upTo: "ledger-0001")
        try await old.write { try $0.execute(sql: Self.first) }
        try LedgerSchema.migrator.migrate(old, upTo: version)
        let before = try await old.read { try columns($0) }
        try old.close()

        let ledger = try SQLiteLedger(path: place.path, create: false)
        try await ledger.expectSound()
        let trust = try #require(TrustID("RXA"))
        let tally = try #require(try await ledger.tallies()[trust])
        #expect(tally[.queued] == 2 && tally[.inFlight] == 1 && tally.received == 9)
        #expect(try await ledger.batches().map(\.counts) == [tally])
        // Eight claims are in its history, of which one is in hand: reports have them as before.
        #expect(try await ledger.standing(on: "1970-01-01").map { $0.films[.inFlight] } == [8])
        #expect(try await ledger.standing(on: nil).map { $0.films[.queued] } == [1])
        try await ledger.database.write { db in
            #expect(try Set(before).isSubset(of: columns(db)))
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            for sql in [
                "INSERT INTO film (id, trust, batch, state, cost) VALUES (99, 'RXA', 1, 'in_flight', 1)",
                "INSERT INTO film (id, trust, batch, state, cost) VALUES (99, 'RXA', 1, 'held', 1)",
                "INSERT INTO film (id, trust, batch, state, cost) VALUES (99, 'RXA', 1, 'verified', 1)",
                "INSERT INTO finding (film, match_decision) VALUES (99, 'perhaps')",
                "INSERT INTO ready VALUES ('RXA', 'other', 1, 0, 99, 1, 0, 0, NULL)",
                "INSERT INTO ready VALUES ('RXA', 'migrate', 3, 0, 99, 1, 0, 0, NULL)",
                "INSERT INTO store (film, destination, sop_uid, method) VALUES (1, 'main', 'u', 'other')",
            ] {
                #expect(throws: DatabaseError.self, "\(sql)") { try db.execute(sql: sql) }
            }
            // What made a table for each row that was written.
            let film = "UPDATE film SET state = 'delivered', reason = NULL, history = 1 WHERE id = 1"
            for sql in [film, "INSERT INTO finding (film) VALUES (99)"] {
                let steps = try Row.fetchAll(db, sql: "EXPLAIN \(sql)").map { $0["opcode"] as String }
                #expect(!steps.isEmpty && !steps.contains("OpenEphemeral"))
            }
        }
        try await ledger.hire("w2")
        let leases = try await ledger.claim(.migrate)
        #expect(leases.map(\.film.id.number) == [1])
        for lease in leases { try await ledger.finish(lease, .delivered) }
        try await ledger.expectSound()
    }

    @Test("why the program paused an archive is told apart from what keeps it from answering")
    func pausedFor() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let old = try DatabasePool(path: place.path)
        try LedgerSchema.migrator.migrate(old, upTo: "ledger-0007")
        try await old.write { db in
            for (name, paused, differences, trouble) in [
                (
                    "a", 1, 100,
                    "100 films came back different: see `filmmigrate errors`, then `archive resume`"
                ),
                ("b", 1, 3, "no route"), ("c", 0, 0, "no route"),
            ] {
                try db.execute(
                    sql: """
                        INSERT INTO destination (name, ae_title, host, port, role, paused, differences, trouble,
                            trouble_since)
                        VALUES (?, ?, 'h', 104, 'second-copy', ?, ?, ?, 7)
                        """, arguments: [name, name, paused, differences, trouble])
            }
        }
        try old.close()
        let ledger = try SQLiteLedger(path: place.path, create: false)
        let archives = try await ledger.destinations()
        #expect(archives.map { $0.pausedFor == nil } == [false, true, true])
        #expect(archives.map { $0.trouble == nil } == [true, false, false])
        #expect(archives[0].pausedFor?.since.milliseconds == 7)
    }

    @Test("that an archive is full is told apart from what keeps it from answering")
    func refusal() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let old = try DatabasePool(path: place.path)
        try LedgerSchema.migrator.migrate(old, upTo: "ledger-0012")
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO destination (name, ae_title, host, port, role, trouble, trouble_since) VALUES
                        ('a', 'A', 'h', 104, 'primary', 'the archive a is out of resources (C-STORE)', 7),
                        ('b', 'B', 'h', 104, 'second-copy', 'no route', 8)
                    """)
        }
        try old.close()
        let archives = try await SQLiteLedger(path: place.path, create: false).destinations()
        #expect(archives.map { $0.trouble == nil } == [true, false])
        #expect(archives.map { $0.refusal?.since.milliseconds } == [7, nil])
    }

    @Test("a scan that was delivered again is no longer accounted for, and other batches keep their flow")
    func again() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        do {
            let ledger = try SQLiteLedger(path: place.path, create: true)
            let trust = try await ledger.enrol("RXA")
            let first = try await ledger.take(.sample("B1", trust, films: 2))
            let second = try await ledger.take(.sample("B2", trust, films: 2))
            try await ledger.hire("w")
            for lease in try await ledger.claim(.migrate) {
                let original = first[0].id
                if lease.film.id == original {
                    try await ledger.finish(lease, .delivered)
                } else {
                    let code: ReasonCode = lease.film.id == second[1].id ? .duplicateFilm : .duplicateExact
                    try await ledger.finish(lease, .duplicate(of: original, Reason(code)))
                }
            }
            try await ledger.finish(try await ledger.claimOne(.verify), .verified)
        }
        // As version 13 left it: every duplicate of a verified film.
        let old = try DatabasePool(path: place.path)
        try await old.write { db in
            try db.execute(
                sql: """
                    UPDATE flow SET films = 2 WHERE state = 'covered' AND batch = 2;
                    DELETE FROM flow WHERE state = 'again';
                    DELETE FROM grdb_migrations WHERE identifier = 'ledger-0014-again'
                    """)
        }
        try old.close()
        let ledger = try SQLiteLedger(path: place.path, create: false)
        let flow = try #require(try await ledger.flow(through: nil).values.first)
        #expect(flow.accounted.values.reduce(0, +) == 2)
        #expect(flow.again.values.reduce(0, +) == 1)
        try await ledger.expectSound()
    }

    @Test("every version before the newest is one that a test brings forward")
    func all() {
        let versions =
            (1...9).map { "ledger-000\($0)" } + (10...13).map { "ledger-00\($0)" } + [
                "ledger-0014-again", "ledger-0015", "ledger-0016", "ledger-0017",
            ]
        #expect(LedgerSchema.migrator.migrations == versions)
    }

    @Test("a copy made while the ledger changes is sound, whole, and of one moment")
    func backup() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        let trust = try await ledger.enrol("RXA")
        try await ledger.take(.sample("B0", trust, films: 300))
        try await ledger.hire("w")
        let copy = place.folder.path + "/copy.sqlite"
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 1...20 { try await ledger.take(.sample("B\(number)", trust, films: 50)) }
            }
            group.addTask {
                for _ in 0..<20 {
                    for lease in try await ledger.claim(.migrate, 10) {
                        try await ledger.finish(lease, .delivered)
                    }
                }
            }
            group.addTask { try await ledger.backUp(to: copy) }
            try await group.waitForAll()
        }
        let restored = try SQLiteLedger(path: copy, create: false)
        try await restored.expectSound()
        let received = try await restored.tallies()[trust]?.received ?? 0
        #expect(received >= 300 && (received - 300).isMultiple(of: 50))
        await #expect(throws: LedgerError.of(.refused)) { try await ledger.backUp(to: copy) }
        await #expect(throws: LedgerError.self) {
            try await ledger.backUp(to: place.folder.path + "/none/copy.sqlite")
        }
        #expect(!FileManager.default.fileExists(atPath: copy + ".partial"))
    }
}
