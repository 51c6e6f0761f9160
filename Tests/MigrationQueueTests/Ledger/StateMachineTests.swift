import FilmModel
import GRDB
import Testing

@testable import MigrationQueue

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

    /// Whether the schema lets a raw UPDATE make the move.
    func allows(_ from: FilmState, _ to: FilmState, _ db: Database) throws -> Bool {
        var allowed = false
        try db.inSavepoint {
            try db.execute(
                sql: """
                    INSERT INTO film (id, trust, batch, "row", name, film_id, description, source_digest, cost,
                        state, reason, match_person, pixel_digest, sop_uid, duplicate_of, verified_at)
                    SELECT 99, trust, batch, 99, 'x', 'x', description, '', 1, ?, 'BLANK', 'P1', 'd', 'u', id, 1
                    FROM film
                    """, arguments: [from.rawValue])
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
                for to in FilmState.allCases where to != from {
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
            ("duplicate", "duplicate_of"),
            ("delivered", "sop_uid"), ("delivered", "pixel_digest"), ("delivered", "match_person"),
            ("verified", "sop_uid"), ("verified", "verified_at"),
        ])
    func meaning(state: String, column: String) async throws {
        let place = try LedgerPlace(.sqlite)
        defer { place.remove() }
        let ledger = try SQLiteLedger(path: place.path, create: true)
        try await ledger.take(.sample("B1", try await ledger.enrol("RXA"), films: 2))
        let whole = """
            UPDATE film SET reason = 'BLANK', match_person = 'P1', pixel_digest = 'd', sop_uid = 'u',
                duplicate_of = 1, verified_at = 1 WHERE id = 2
            """
        try await ledger.database.write { db in
            try db.execute(sql: "DROP TRIGGER film_state_moves; " + whole)
            try db.execute(sql: "UPDATE film SET state = ? WHERE id = 2", arguments: [state])
            #expect(throws: DatabaseError.self) {
                try db.execute(sql: "UPDATE film SET \(column) = NULL WHERE id = 2")
            }
        }
    }

    @Test(
        "what was is never undone",
        arguments: ["DELETE FROM film", "DELETE FROM history", "UPDATE history SET event = 'x'"])
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
