package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    fileprivate enum RemarkSQL {
        static let of = "SELECT code, message FROM remark WHERE film = ? ORDER BY place"
        static let ofBatch = """
            SELECT remark.film, code, message FROM batch CROSS JOIN remark
                ON remark.film BETWEEN batch.first_film AND batch.last_film
            WHERE batch.id = ? ORDER BY remark.film, place
            """
        static let lookAt = "SELECT at, actor, cause FROM look WHERE film = ?"
        static let looksAtBatch = """
            SELECT look.film, at, actor, cause FROM batch CROSS JOIN look
                ON look.film BETWEEN batch.first_film AND batch.last_film
            WHERE batch.id = ?
            """
        static let counts = "SELECT batch, code, films FROM remark_count WHERE films > 0 ORDER BY batch, code"
        static let delete = "DELETE FROM remark WHERE film = ?"
        static let insert = "INSERT INTO remark (film, place, code, message) VALUES (?, ?, ?, ?)"
        static let count = """
            INSERT INTO remark_count (batch, code, films) VALUES (?1, ?2, MAX(?3, 0))
            ON CONFLICT (batch, code) DO UPDATE SET films = films + ?3
            """
        /// Of the codes in a JSON list.
        static let paperKept = """
            SELECT film.trust, COUNT(DISTINCT remark.film) FROM remark CROSS JOIN film ON film.id = remark.film
            WHERE film.state = 'verified' AND remark.code IN (SELECT value FROM json_each(?1))
                AND NOT EXISTS (SELECT 1 FROM look WHERE look.film = remark.film)
            GROUP BY film.trust
            """
        static let look = "INSERT OR REPLACE INTO look (film, at, actor, cause) VALUES (?, ?, ?, ?)"
    }

    package func remarks(of film: FilmID) async throws -> ScanRemarks {
        try await read { db in
            var found = ScanRemarks()
            found.remarks = try Self.remarks(of: film.number, db)
            found.look = try db.quick(RemarkSQL.lookAt).first(.int(film.number)) { Self.look(&$0) }
            return found
        }
    }

    package func remarks(of batch: BatchID) async throws -> [FilmID: ScanRemarks] {
        try await read { db in
            var found: [FilmID: ScanRemarks] = [:]
            let remarks = try db.quick(RemarkSQL.ofBatch).all(.int(batch.number)) { row in
                (film: FilmID(row.int()), remark: Self.remark(&row))
            }
            for (film, remark) in remarks {
                guard let remark else { continue }
                found[film, default: ScanRemarks()].remarks.append(remark)
            }
            let looks = try db.quick(RemarkSQL.looksAtBatch).all(.int(batch.number)) { row in
                (film: FilmID(row.int()), look: Self.look(&row))
            }
            for (film, look) in looks { found[film, default: ScanRemarks()].look = look }
            return found
        }
    }

    package func remarkCounts() async throws -> [BatchID: [ReasonCode: Int]] {
        try await read { db in
            var counts: [BatchID: [ReasonCode: Int]] = [:]
            let rows = try db.quick(RemarkSQL.counts).all {
                (BatchID($0.int()), ReasonCode(rawValue: $0.text()), Int($0.int()))
            }
            for (batch, code, films) in rows {
                if let code { counts[batch, default: [:]][code] = films }
            }
            return counts
        }
    }

    package func paperKept(for codes: [ReasonCode]) async throws -> [TrustID: Int] {
        let list = "[" + codes.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]"
        return try await read { db in
            let rows = try db.quick(RemarkSQL.paperKept).all(.text(list)) { ($0.text(), Int($0.int())) }
            return Dictionary(
                uniqueKeysWithValues: rows.compactMap { code, films in TrustID(code).map { ($0, films) } })
        }
    }

    package func look(at film: FilmID, cause: String, actor: String, at: Timestamp) async throws {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            // Of a rejected film it is said that the archive's keeper has seen to it; its scan is another matter.
            let isInArchive = try standing.state == .rejected && change.mayBeSent(standing)
            guard try isInArchive || !Self.remarks(of: film.number, change.db).isEmpty else {
                throw try self.refusal(film, change, "and nothing is remarked on its scan")
            }
            try change.log("look", of: &standing, cause: cause, actor: actor)
            if !isInArchive { try change.look(at: standing, cause: cause, actor: actor) }
        }
    }

    private static func look(_ row: inout QuickRow) -> ScanRemarks.Look {
        ScanRemarks.Look(at: Timestamp(milliseconds: row.int()), actor: row.text(), cause: row.text())
    }

    /// Nil for a code that this program does not know any more.
    private static func remark(_ row: inout QuickRow) -> Reason? {
        let code = ReasonCode(rawValue: row.text())
        let message = row.text()
        return code.map { Reason($0, message) }
    }

    fileprivate static func remarks(of film: Int64, _ db: Database) throws -> [Reason] {
        try db.quick(RemarkSQL.of).all(.int(film)) { remark(&$0) }.compactMap(\.self)
    }
}

extension Change {
    /// Keeps what the checks remarked on a film's scan, in the place of what they remarked before.
    func note(_ remarks: [Reason], of film: Standing) throws {
        let known = try SQLiteLedger.remarks(of: film.film, db)
        guard known != remarks else { return }
        try db.quick(SQLiteLedger.RemarkSQL.delete).run(.int(film.film))
        for (place, remark) in remarks.enumerated() {
            try db.quick(SQLiteLedger.RemarkSQL.insert).run(
                .int(film.film), .int(Int64(place)), .text(remark.code.rawValue), .text(remark.message))
        }
        let (before, after) = (Set(known.map(\.code)), Set(remarks.map(\.code)))
        for (codes, films) in [(after.subtracting(before), 1), (before.subtracting(after), -1)] {
            for code in codes {
                try db.quick(SQLiteLedger.RemarkSQL.count).run(
                    .int(film.batch), .text(code.rawValue), .int(Int64(films)))
            }
        }
    }

    /// Keeps that a person has looked at a film and its scan.
    func look(at film: Standing, cause: String, actor: String) throws {
        try db.quick(SQLiteLedger.RemarkSQL.look).run(
            .int(film.film), .int(at.milliseconds), .text(actor), .text(cause))
    }
}
