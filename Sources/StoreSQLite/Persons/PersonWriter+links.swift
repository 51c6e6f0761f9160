import FilmModel
import GRDB
import PatientIndex

/// Links with dates between rows that are one person.
extension PersonWriter {
    /// Finds for each person that was merged who counts now: the end of the chain. Keeps since when, and until when
    /// for those who are themselves again. Answers how many are merged. Throws where a chain has no end.
    func followLinks() throws -> Int {
        let rows = try Row.fetchAll(db, sql: SQLitePersonStore.SQL.merged)
        var ended = Set(try Int64.fetchAll(db, sql: SQLitePersonStore.SQL.openLinks))
        for row in rows {
            let start: Int64 = row[0]
            ended.remove(start)
            guard let survivor = try end(of: start, into: row[1], steps: rows.count) else { continue }
            try setSurvivor(of: start, to: survivor)
            guard let target = try SQLitePersonStore.row(of: PersonID(row[1]), db) else { continue }
            try link(start, to: target, as: "merged")
        }
        guard faultCount == 0 else { throw IndexError.rows(faults, count: faultCount, of: name) }
        for row in ended {
            // Who is no longer in the extract stays whom they were linked to.
            let isCurrent = try Bool.fetchOne(
                db.cachedStatement(sql: SQLitePersonStore.SQL.isCurrent), arguments: [row])
            guard isCurrent == true else { continue }
            try db.cachedStatement(sql: SQLitePersonStore.SQL.closeLink).execute(
                arguments: ["row": row, "at": moment.milliseconds])
        }
        return rows.count
    }

    /// The end of a chain of merges; nil, with a fault, where it has none. One who is out of the extract and has come
    /// again under another id is followed there.
    private func end(of start: Int64, into: String, steps: Int) throws -> Int64? {
        var survivor = start
        var into: String? = into
        var taken = 0
        while let next = into {
            guard
                let target = try Row.fetchOne(
                    db.cachedStatement(sql: SQLitePersonStore.SQL.rowOf), arguments: [next])
            else {
                fault("\(place(start)) is merged into a person_id that the index does not have")
                return nil
            }
            survivor = target[0]
            into = target[1]
            taken += 1
            if taken > steps {
                fault("\(place(start)) is merged in a circle")
                return nil
            }
        }
        let renumbered = try Int64.fetchOne(
            db.cachedStatement(sql: SQLitePersonStore.SQL.survivorIfAbsent), arguments: [survivor])
        return renumbered ?? survivor
    }

    /// Links those who are out of the extract to whom they have come again as: another id, with the same numbers, name
    /// and birth date. Two who are both in it are the hospital's to merge.
    func linkRenumbered() throws {
        for (person, other) in numbers.renumbered {
            let isCurrent = try Bool.fetchOne(
                db.cachedStatement(sql: SQLitePersonStore.SQL.isCurrent), arguments: [other])
            guard isCurrent == false else { continue }
            try linkAgain(other, to: person)
        }
    }

    /// Links a row to the one under which its human has come again, with all who are he.
    func linkAgain(_ row: Int64, to person: Int64) throws {
        try link(row, to: person, as: "renumbered")
        for one in try Int64.fetchAll(
            db.cachedStatement(sql: SQLitePersonStore.SQL.survivedBy), arguments: [row])
        {
            try setSurvivor(of: one, to: person)
        }
    }

    private func setSurvivor(of row: Int64, to survivor: Int64) throws {
        try db.cachedStatement(sql: SQLitePersonStore.SQL.setSurvivor).execute(arguments: [survivor, row])
    }

    /// Links a person to another from now on, unless it is linked so already.
    private func link(_ row: Int64, to target: Int64, as kind: String) throws {
        let now = try Int64.fetchOne(
            db.cachedStatement(sql: SQLitePersonStore.SQL.openLink), arguments: ["row": row])
        guard now != target else { return }
        try db.cachedStatement(sql: SQLitePersonStore.SQL.closeLink).execute(
            arguments: ["row": row, "at": moment.milliseconds])
        try db.cachedStatement(sql: SQLitePersonStore.SQL.addLink).execute(arguments: [
            "row": row, "into": target, "kind": kind, "at": moment.milliseconds,
        ])
    }
}
