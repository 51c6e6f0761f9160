package import FilmModel
import GRDB
import PatientIndex

extension SQLitePersonStore.SQL {
    /// From version 4 on: ids that were given to another human (`moved`: the earlier one's own id is `now`), and ids that
    /// were parted (`parted`). `epoch` is the last claim of a film before it, `decision` the last decision of a reviewer:
    /// what is older than that meant whom the id named then.
    static let changes = """
        CREATE TABLE person_change (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('moved', 'parted')),
            person TEXT NOT NULL, now TEXT, row INTEGER NOT NULL, since INTEGER NOT NULL, at INTEGER NOT NULL,
            epoch INTEGER NOT NULL, decision INTEGER NOT NULL,
            is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)), CHECK ((kind = 'moved') = (now IS NOT NULL))
        ) STRICT;
        CREATE INDEX person_change_by_person ON person_change (person);
        CREATE INDEX person_change_by_epoch ON person_change (epoch);
        CREATE INDEX person_change_open ON person_change (id) WHERE is_open;
        """
    static let addChange = """
        INSERT INTO person_change (kind, person, now, row, since, at, epoch, decision, is_open)
        VALUES (:kind, :person, :now, :row, :since, :at, :epoch, :decision, :kind = 'parted')
        """
    static let lastChange = "SELECT MAX(id) FROM person_change"
    static let epoch = "SELECT value FROM counter WHERE name = 'epoch'"
    static let lastDecision = "SELECT MAX(id) FROM review_decision"
    static let rename = "UPDATE person SET person_id = :id, is_current = 0 WHERE row = :row"
    static let movedFrom = "SELECT row FROM person_change WHERE kind = 'moved' AND person = ?"
    static let isSurvivorCurrent = """
        SELECT living.is_current FROM person_form AS form JOIN person AS living ON living.row = form.survivor
            WHERE form.row = ?
        """
    static let mergedIntoMoved = """
        SELECT person.row, change.now FROM person JOIN person_change AS change
            ON change.kind = 'moved' AND change.id > :first AND change.person = person.merged_into
            WHERE person.merged_into IS NOT NULL
        """
    static let remerge = "UPDATE person SET merged_into = :id WHERE row = :row"
    static let openPartings = "SELECT * FROM person_change WHERE is_open ORDER BY id"
    static let closePartings = "UPDATE person_change SET is_open = 0 WHERE is_open AND id <= ?"
    static let survivors = "SELECT row, survivor FROM person_form WHERE survivor <> row"
    static let linksOf = "SELECT since, until_at FROM person_link WHERE row = ?"
    /// Those who had an id before, by their own ids now, the last one first.
    static let earlierHolders =
        "SELECT now FROM person_change WHERE kind = 'moved' AND person = ? ORDER BY id DESC"
    /// Whom an id meant in a decision of before: the first that it was moved to after it.
    static let meant = """
        SELECT now FROM person_change WHERE kind = 'moved' AND person = :person AND decision >= :decision
            ORDER BY id LIMIT 1
        """

    /// Of all that names persons in a table: the ids that were given away since a change, as they are now.
    static func move(_ table: String, _ column: String) -> String {
        """
        UPDATE \(table) SET \(column) = change.now FROM person_change AS change
            WHERE change.kind = 'moved' AND change.id > :first AND change.person = \(table).\(column)
        """
    }
}

extension SQLitePersonStore {
    /// Those who had an id before the hospital gave it to another human, by their own ids now, the last one first: whom an
    /// old record may mean by it. Without one who has it again.
    package func earlierHolders(of id: PersonID) async throws -> [PersonID] {
        try await database.read { db in
            let same = try Self.same(as: id, db)
            return try String.fetchAll(db.cachedStatement(sql: SQL.earlierHolders), arguments: [id.text])
                .map { PersonID($0) }.filter { !same.contains($0) }
        }
    }

    /// Whom an id meant in a decision, which may be of before the hospital gave it to another human.
    static func meant(_ id: PersonID, by decision: Int64, _ db: Database) throws -> PersonID {
        // Decisions can be read where no index was ever opened.
        guard try db.tableExists("person_change") else { return id }
        let now = try String.fetchOne(
            db.cachedStatement(sql: SQL.meant), arguments: ["person": id.text, "decision": decision])
        return now.map { PersonID($0) } ?? id
    }
}
