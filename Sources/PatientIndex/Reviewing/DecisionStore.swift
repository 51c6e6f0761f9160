package import FilmModel
package import GRDB

/// People's decisions on whose a film is, in the ledger's database, in a table and migrations of its own. It
/// only grows.
package struct DecisionStore: Sendable {
    private let database: any DatabaseWriter

    /// Opens the decisions; makes or brings forward their table.
    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("decisions-0001") { db in try db.execute(sql: Self.schema) }
        try migrator.migrate(database)
    }

    package func add(_ decision: ReviewDecision, on film: FilmID) async throws {
        try await database.write { db in
            try db.execute(
                sql: Self.insert,
                arguments: [
                    film.number, decision.kind.rawValue, decision.person?.text, decision.cause,
                    decision.actor, decision.at.milliseconds, decision.held?.code.rawValue,
                    decision.held?.message, decision.candidates.map(\.text).joined(separator: "\n"),
                ])
        }
    }

    /// The decision that holds; nil where there is none, or the last one was undone.
    package func standing(on film: FilmID) async throws -> ReviewDecision? {
        try await database.read { db in
            try Row.fetchOne(db.cachedStatement(sql: Self.last), arguments: [film.number])
                .flatMap { try ReviewDecision($0, db) }
        }.flatMap { $0.kind == .undo ? nil : $0 }
    }

    /// What holds of all that was decided on a film, the oldest first: an undo ends the decision before it.
    package func everyStanding(on film: FilmID) async throws -> [ReviewDecision] {
        let all = try await database.read { db in
            try Row.fetchAll(db.cachedStatement(sql: Self.every), arguments: [film.number])
                .compactMap { try ReviewDecision($0, db) }
        }
        return all.reduce(into: []) { standing, decision in
            if decision.kind == .undo { _ = standing.popLast() } else { standing.append(decision) }
        }
    }

    /// Films whose person, or that they are nobody's, a person has decided, in the order of their numbers.
    package func settled() async throws -> [(film: FilmID, person: PersonID?)] {
        try await database.read { db in
            try Row.fetchAll(db, sql: Self.everySettled).map { row in
                let person = (row["person_id"] as String?).map { PersonID($0) }
                return (
                    FilmID(row["film"]), try person.map { try PersonStore.meant($0, by: row["id"], db) }
                )
            }
        }
    }

    /// Whether a reviewer has said whose a film is since a decision.
    package func isSaid(whose film: FilmID, since decision: Int64) async throws -> Bool {
        try await database.read { db in
            let last = try Row.fetchOne(db.cachedStatement(sql: Self.last), arguments: [film.number])
            guard let last, last["id"] > decision, let kind = ReviewDecision.Kind(rawValue: last["kind"])
            else {
                return false
            }
            return [.assign, .correct].contains(kind)
        }
    }

    private static let schema = """
        CREATE TABLE review_decision (
            id INTEGER PRIMARY KEY, film INTEGER NOT NULL, kind TEXT NOT NULL CHECK
                (kind IN ('assign', 'none', 'accept', 'reject', 'correct', 'undo')),
            person_id TEXT, cause TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL, held_code TEXT,
            held_message TEXT, candidates TEXT NOT NULL,
            CHECK ((kind IN ('assign', 'correct')) = (person_id IS NOT NULL))
        ) STRICT;
        CREATE INDEX review_decision_by_film ON review_decision (film);
        CREATE TRIGGER review_decision_only_grows BEFORE UPDATE ON review_decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
        CREATE TRIGGER review_decision_is_kept BEFORE DELETE ON review_decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
        """
    private static let insert = """
        INSERT INTO review_decision
            (film, kind, person_id, cause, actor, at, held_code, held_message, candidates)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    private static let last = "SELECT * FROM review_decision WHERE film = ? ORDER BY id DESC LIMIT 1"
    private static let every = "SELECT * FROM review_decision WHERE film = ? ORDER BY id"
    private static let everySettled = """
        SELECT id, film, person_id FROM review_decision AS one
            WHERE kind IN ('assign', 'none', 'correct')
                AND id = (SELECT MAX(id) FROM review_decision WHERE film = one.film)
            ORDER BY film
        """
}

extension ReviewDecision {
    /// Persons are named as they are called now: an id may have been given to somebody else since.
    fileprivate init?(_ row: Row, _ db: Database) throws {
        func person(_ id: String) throws -> PersonID {
            try PersonStore.meant(PersonID(id), by: row["id"], db)
        }
        guard let kind = Kind(rawValue: row["kind"]) else { return nil }
        let code = (row["held_code"] as String?).flatMap(ReasonCode.init(rawValue:))
        let candidates: String = row["candidates"]
        self.init(
            kind, person: try (row["person_id"] as String?).map(person), cause: row["cause"],
            actor: row["actor"], at: Timestamp(milliseconds: row["at"]),
            held: code.map { Reason($0, row["held_message"]) },
            candidates: try candidates.split(separator: "\n").map { try person(String($0)) })
    }
}
