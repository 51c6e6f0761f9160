import FilmModel
import GRDB
import PatientIndex

/// Ids that the hospital gives to another human. The earlier one keeps his row, with all that the index said of him and
/// all that was decided and written, under an id of his own that is derived from it (`P1~1`); the newcomer gets a row.
extension PersonWriter {
    /// Sets the human aside whom the index had under an id, where its new row cannot be his. Answers whether it was so.
    func replace(_ id: String, _ earlier: Row, by record: RawRecord) throws -> Bool {
        let row: Int64 = earlier[0]
        guard
            let before = try Row.fetchOne(
                db.cachedStatement(sql: SQLitePersonStore.SQL.byRow), arguments: ["row": row]
            ).map(Person.init)
        else { return false }
        let now = Person(id, record)
        guard !SameHuman.isPlain(before, now), SameHuman(before, now).isAnother else { return false }
        if earlier[2] { try unfile(row) }
        let own = try ownID(id)
        try db.cachedStatement(sql: SQLitePersonStore.SQL.rename).execute(arguments: ["row": row, "id": own])
        replaced.append((id, own, row))
        return true
    }

    /// The first id that nobody has.
    private func ownID(_ id: String) throws -> String {
        var number = 1
        while try Int64.fetchOne(
            db.cachedStatement(sql: SQLitePersonStore.SQL.rowOfID), arguments: ["\(id)~\(number)"]) != nil
        { number += 1 }
        return "\(id)~\(number)"
    }

    /// Has all that names a human by the id that was his name him by his own from now on: films and what was decided on
    /// them, Patient IDs, studies and pictures; and those who were merged into him, where the file does not say it anew.
    func moveReplaced(seen: Set<Int64>) throws {
        guard !replaced.isEmpty else { return }
        let first = try Int64.fetchOne(db, sql: SQLitePersonStore.SQL.lastChange) ?? 0
        for (id, own, row) in replaced {
            try note("moved", id, now: own, row: row, since: 0)
            noteMoved(id, own)
        }
        for row in try Row.fetchAll(
            db, sql: SQLitePersonStore.SQL.mergedIntoMoved, arguments: ["first": first])
        where !seen.contains(row[0]) {
            try db.execute(
                sql: SQLitePersonStore.SQL.remerge,
                arguments: ["row": row[0] as Int64, "id": row[1] as String])
        }
        for (table, column) in Self.names where try db.tableExists(table) {
            guard try db.columns(in: table).contains(where: { $0.name == column }) else { continue }
            try db.execute(
                sql: SQLitePersonStore.SQL.move(table, column), arguments: ["first": first])
        }
    }

    /// Where the database names persons. Decisions are never altered: whom one meant is asked when it is read.
    private static let names = [
        ("finding", "match_person"), ("finding", "decided_person"), ("finding", "correction"),
        ("written_number", "person"), ("written_study", "person"), ("followed_study", "person"),
        ("fingerprint", "person"),
    ]

    /// Links those who had an id before to whoever has it now, where he is the same human: a wrong extract, and the right
    /// one after it.
    func linkReturned() throws {
        for (id, _, own) in replaced {
            guard let person = try person(named: id),
                let now = try SQLitePersonStore.row(of: PersonID(id), db)
            else { continue }
            let rows = try Int64.fetchAll(
                db.cachedStatement(sql: SQLitePersonStore.SQL.movedFrom), arguments: [id])
            for row in rows where row != own {
                guard
                    let before = try Row.fetchOne(
                        db.cachedStatement(sql: SQLitePersonStore.SQL.byRow), arguments: ["row": row]
                    ).map(Person.init), SameHuman(before, person).isLike
                else { continue }
                // Who has come again under another id meanwhile is the hospital's to merge.
                let isElsewhere = try Bool.fetchOne(
                    db.cachedStatement(sql: SQLitePersonStore.SQL.isSurvivorCurrent), arguments: [row])
                guard isElsewhere == false else { continue }
                try linkAgain(row, to: now)
            }
        }
    }

    private func person(named id: String) throws -> Person? {
        guard let row = try SQLitePersonStore.row(of: PersonID(id), db) else { return nil }
        return try Row.fetchOne(
            db.cachedStatement(sql: SQLitePersonStore.SQL.byRow), arguments: ["row": row]
        ).map(Person.init)
    }

    /// Notes that an id means somebody else from now on, or whom it meant was parted from another: for films that are in
    /// hand, and for decisions of before.
    func note(_ kind: String, _ id: String, now: String?, row: Int64, since: Int64) throws {
        let hasLedger = try db.tableExists("counter")
        let epoch = hasLedger ? try Int64.fetchOne(db, sql: SQLitePersonStore.SQL.epoch) ?? 0 : 0
        let hasDecisions = try db.tableExists("review_decision")
        let decision = hasDecisions ? try Int64.fetchOne(db, sql: SQLitePersonStore.SQL.lastDecision) ?? 0 : 0
        try db.cachedStatement(sql: SQLitePersonStore.SQL.addChange).execute(arguments: [
            "kind": kind, "person": id, "now": now, "row": row, "since": since,
            "at": moment.milliseconds, "epoch": epoch, "decision": decision,
        ])
    }
}
