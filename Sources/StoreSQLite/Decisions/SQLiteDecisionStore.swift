package import FilmModel
package import GRDB
package import PatientIndex

/// People's decisions on whose a film is, in the ledger's database, in a table and migrations of its own. It
/// only grows.
package struct SQLiteDecisionStore: DecisionStore {
    private let database: any DatabaseWriter

    /// Opens the decisions; makes or brings forward their table.
    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("decisions-0001") { db in try db.execute(sql: Self.schema) }
        migrator.registerMigration("decisions-0002") { db in try db.execute(sql: Self.pairs) }
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
                    decision.rival?.number, decision.act,
                ])
        }
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

    /// The films of which a person has said that they and this one are one film, though their rows say different things;
    /// whichever of the two was decided on.
    package func saidToBeOne(with film: FilmID) async throws -> Set<FilmID> {
        func isAccepted(_ decision: ReviewDecision) -> Bool {
            decision.letsGo && decision.held?.code == .duplicateRowDiffers
        }
        var films = Set(try await everyStanding(on: film).filter(isAccepted).compactMap(\.rival))
        let others = try await database.read { db in
            try Int64.fetchAll(db.cachedStatement(sql: Self.comparedWith), arguments: [film.number])
        }
        for other in others.map({ FilmID($0) }) where !films.contains(other) {
            let standing = try await everyStanding(on: other)
            if standing.contains(where: { isAccepted($0) && $0.rival == film }) { films.insert(other) }
        }
        return films
    }

    /// The other films on which a decision was taken at once with this film's, and that nobody has decided on since.
    package func decided(with decision: ReviewDecision, on film: FilmID) async throws -> [FilmID] {
        let act = decision.act ?? decision.id
        let others = try await database.read { db in
            try Int64.fetchAll(
                db.cachedStatement(sql: Self.ofAct), arguments: ["act": act, "film": film.number]
            ).map { FilmID($0) }
        }
        var films: [FilmID] = []
        for other in others {
            guard let last = try await standing(on: other), (last.act ?? last.id) == act else { continue }
            films.append(other)
        }
        return films
    }

    /// Films whose person, or that they are nobody's, a person has decided, in the order of their numbers.
    package func settled() async throws -> [(film: FilmID, person: PersonID?)] {
        try await database.read { db in
            var films: [(film: FilmID, standing: [ReviewDecision])] = []
            let rows = try Row.fetchCursor(db, sql: Self.all)
            while let row = try rows.next() {
                guard let decision = try ReviewDecision(row, db) else { continue }
                let film = FilmID(row["film"])
                if films.last?.film != film { films.append((film, [])) }
                var standing = films[films.count - 1].standing
                if decision.kind == .undo { _ = standing.popLast() } else { standing.append(decision) }
                films[films.count - 1].standing = standing
            }
            // To let a film go on says nothing of whose it is.
            return films.compactMap { film, standing in
                guard let last = standing.last(where: { $0.kind != .accept }), last.kind != .reject else {
                    return nil
                }
                return (film, last.person)
            }
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
    /// The film that a decision compares with, and the decision along with which it was taken.
    private static let pairs = """
        ALTER TABLE review_decision ADD COLUMN rival INTEGER;
        ALTER TABLE review_decision ADD COLUMN act INTEGER;
        CREATE INDEX review_decision_by_rival ON review_decision (rival) WHERE rival IS NOT NULL;
        CREATE INDEX review_decision_by_act ON review_decision (act) WHERE act IS NOT NULL;
        """
    private static let insert = """
        INSERT INTO review_decision
            (film, kind, person_id, cause, actor, at, held_code, held_message, candidates, rival, act)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    private static let comparedWith = """
        SELECT DISTINCT film FROM review_decision
        WHERE rival = ? AND kind IN ('accept', 'assign') AND held_code = 'DUP_ROW_DIFFERS'
        """
    private static let ofAct = """
        SELECT DISTINCT film FROM review_decision WHERE (id = :act OR act = :act) AND film <> :film ORDER BY film
        """
    private static let every = "SELECT * FROM review_decision WHERE film = ? ORDER BY id"
    private static let all = "SELECT * FROM review_decision ORDER BY film, id"
}

extension ReviewDecision {
    /// Persons are named as they are called now: an id may have been given to somebody else since.
    fileprivate init?(_ row: Row, _ db: Database) throws {
        func person(_ id: String) throws -> PersonID {
            try SQLitePersonStore.meant(PersonID(id), by: row["id"], db)
        }
        guard let kind = Kind(rawValue: row["kind"]) else { return nil }
        let code = (row["held_code"] as String?).flatMap(ReasonCode.init(rawValue:))
        let candidates: String = row["candidates"]
        self.init(
            kind, person: try (row["person_id"] as String?).map(person), cause: row["cause"],
            actor: row["actor"], at: Timestamp(milliseconds: row["at"]),
            held: code.map { Reason($0, row["held_message"]) },
            candidates: try candidates.split(separator: "\n").map { try person(String($0)) },
            rival: (row["rival"] as Int64?).map { FilmID($0) }, act: row["act"])
        id = row["id"]
    }
}
