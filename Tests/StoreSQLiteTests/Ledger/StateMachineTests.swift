import FilmModel
import GRDB
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("The states of a film")
struct StateMachineTests {
    @Test("docs/states.md draws every move that the function allows, and no other")
    func diagram() throws {
        let diagram = try StateDiagram()
        #expect(Set(diagram.arrows) == StateDiagram.allowed)
        #expect(diagram.arrows.count == StateDiagram.allowed.count)
        for state in FilmState.allCases { #expect(diagram.text.contains("\n| `\(state.rawValue)` |")) }
        for event in FilmEvent.allCases { #expect(diagram.text.contains("\n| `\(event.rawValue)` |")) }
    }

    @Test("no event leaves a film where it is, and from every state but verified work goes on")
    func progress() {
        for state in FilmState.allCases {
            let next = FilmEvent.allCases.compactMap { state.after($0) }
            #expect(!next.contains(state))
            #expect(!next.isEmpty)
        }
        #expect(FilmEvent.allCases.compactMap { FilmState.verified.after($0) } == [.held])
    }

    /// Whether the schema lets a raw UPDATE make the move. A film in flight is stored as queued, with a lease.
    func allows(_ from: FilmState, _ to: FilmState, _ db: Database) throws -> Bool {
        var allowed = false
        try db.inSavepoint {
            try db.execute(
                sql: """
                    INSERT INTO film (id, trust, batch, state, reason, cost, duplicate_of, verified_at)
                    SELECT 99, trust, batch, ?, 'BLANK', 1, id, 1 FROM film;
                    INSERT INTO finding (film, sop_uid, pixel_digest, match_person)
                    VALUES (99, 'u', 'd', 'P1');
                    """, arguments: [(from == .inFlight ? .queued : from).rawValue])
            if from == .inFlight {
                try db.execute(
                    sql: """
                        INSERT INTO lease VALUES (99, 'RXA', 'migrate', 1, 0, 1, 0, 0, NULL, 'w', 1, 1)
                        """)
            }
            do {
                try db.execute(sql: "UPDATE film SET state = ? WHERE id = 99", arguments: [to.rawValue])
                allowed = true
            } catch let error as DatabaseError {
                #expect(error.message == "a film cannot move between these states")
            }
            return .rollback
        }
        return allowed
    }

    @Test("the schema allows what the function allows, for every pair of states")
    func schema() async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
        try await ledger.database.write { db in
            for from in FilmState.allCases {
                let reachable = Set(FilmEvent.allCases.compactMap { from.after($0) })
                // Into flight and out of it again without a result, a film's row stays as it is.
                for to in FilmState.allCases
                where to != from && to != .inFlight && !(from == .inFlight && to == .queued) {
                    let isAllowed = try allows(from, to, db)
                    #expect(isAllowed == reachable.contains(to), "\(from) to \(to)")
                }
            }
        }
    }

    @Test(
        "a row says what its state means, or the schema refuses it",
        arguments: [
            ("held", "reason"), ("rejected", "reason"), ("duplicate", "reason"),
            ("duplicate", "duplicate_of"), ("verified", "verified_at"),
        ])
    func meaning(state: String, column: String) async throws {
        try await withTwoFilms { db in
            try db.execute(
                sql: """
                    DROP TRIGGER film_moves; DROP TRIGGER film_has_instance;
                    UPDATE film SET reason = 'BLANK', duplicate_of = 1, verified_at = 1 WHERE id = 2;
                    """)
            try db.execute(sql: "UPDATE film SET state = ? WHERE id = 2", arguments: [state])
            #expect(throws: DatabaseError.self) {
                try db.execute(sql: "UPDATE film SET \(column) = NULL WHERE id = 2")
            }
        }
    }

    @Test(
        "no film is in an archive without its instance, its pixels' digest and its person",
        arguments: ["sop_uid", "pixel_digest", "match_person"])
    func instance(column: String) async throws {
        try await withTwoFilms { db in
            try db.execute(
                sql: """
                    DROP TRIGGER film_moves;
                    INSERT INTO finding (film, sop_uid, pixel_digest, match_person) VALUES (2, 'u', 'd', 'P');
                    UPDATE finding SET \(column) = NULL;
                    """)
            #expect(throws: DatabaseError.self) {
                try db.execute(sql: "UPDATE film SET state = 'delivered' WHERE id = 2")
            }
        }
    }

    func withTwoFilms(_ body: @Sendable (Database) throws -> Void) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
        try await ledger.database.write { try body($0) }
    }

    @Test(
        "what was is never undone",
        arguments: [
            "DELETE FROM film", "DELETE FROM history", "UPDATE history SET event = 'x'",
            "DELETE FROM manifest", "UPDATE manifest SET name = 'x'",
        ])
    func kept(sql: String) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.take(.sample("B1", try await ledger.enrol("RXA")))
        await #expect(throws: DatabaseError.self) {
            try await ledger.database.write { try $0.execute(sql: sql) }
        }
    }
}
