package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger {
    fileprivate enum DuplicateSQL {
        /// From a duplicate to the film that it stands for, over others that were found to be duplicates since.
        static let original = """
            WITH RECURSIVE way (id, state, original, step) AS (
                SELECT id, state, duplicate_of, 0 FROM film WHERE id = ?
                UNION ALL
                SELECT film.id, film.state, film.duplicate_of, step + 1
                FROM way JOIN film ON film.id = way.original
                WHERE way.state = 'duplicate' AND step < 1000)
            SELECT id FROM way ORDER BY step DESC LIMIT 1
            """
        static let below = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM film WHERE duplicate_of = ?1 AND state = 'duplicate'
                UNION
                SELECT film.id FROM below JOIN film ON film.duplicate_of = below.id
                WHERE film.state = 'duplicate')
            SELECT id FROM below WHERE id <> ?1 ORDER BY id
            """
        /// Those of them that are not this person's by their own label.
        static let strangersBelow = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM film WHERE duplicate_of = ?1 AND state = 'duplicate'
                UNION
                SELECT film.id FROM below JOIN film ON film.duplicate_of = below.id
                WHERE film.state = 'duplicate')
            SELECT id FROM below LEFT JOIN finding ON finding.film = below.id
            WHERE id <> ?1 AND COALESCE(decided_person, match_person) IS NOT ?2 ORDER BY id
            """
        static let contests = """
            SELECT contest.film, contest.reason, contest.other FROM contest JOIN film ON film.id = contest.film
            LEFT JOIN hold ON hold.film = film.id LEFT JOIN finding ON finding.film = film.id
            WHERE finding.correction IS NULL
                AND (hold.reason IN (SELECT value FROM json_each(?)) OR film.store IS NULL)
            ORDER BY contest.film, contest.other
            """
        static let rejectedInArchives = """
            SELECT refusal.film FROM refusal JOIN film ON film.id = refusal.film
            LEFT JOIN finding ON finding.film = refusal.film
            WHERE film.store IS NOT NULL OR finding.written IS NOT NULL ORDER BY refusal.film
            """
    }

    package func original(of film: FilmID) async throws -> FilmID {
        try await read { db in try Self.original(of: film.number, db).map { FilmID($0) } ?? film }
    }

    package func duplicates(of film: FilmID) async throws -> [FilmID] {
        try await read { db in
            try db.quick(DuplicateSQL.below).all(.int(film.number)) { FilmID($0.int()) }
        }
    }

    package func contests() async throws -> [Contest] {
        let codes = ReasonCode.allCases.filter { $0.isOfTwo && $0.effect == .held }
        let list = "[" + codes.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]"
        return try await read { db in
            let found = try db.quick(DuplicateSQL.contests).all(.text(list)) { row in
                (film: row.int(), code: ReasonCode(rawValue: row.text()), rival: row.int())
            }
            return try found.compactMap { film, code, rival in
                guard let code, let name = try Self.reference(film, db) else { return nil }
                return Contest(
                    held: FilmID(film), reference: name, code: code,
                    other: FilmID(try Self.original(of: rival, db) ?? rival))
            }
        }
    }

    package func rejectedInArchives() async throws -> [FilmID] {
        try await read { db in
            try db.quick(DuplicateSQL.rejectedInArchives).all { $0.int() }.filter { film in
                let events = try db.rows(SQL.history, ["film": film]).map { $0["event"] as String }
                return !events.isSeenTo
            }.map { FilmID($0) }
        }
    }

    package func rejoin(
        _ film: FilmID, to original: FilmID, as reason: Reason, actor: String, at: Timestamp
    ) async throws -> Bool {
        try await change(at: at) { change in
            var standing = try change.standing(film.number)
            let isLeased = try change.db.quick(SQL.leaseOf).first(.int(film.number)) { _ in true } ?? false
            // Held for something else since it was released, and not sent: it is that film's duplicate again, too.
            let isHeld = try change.holdKind(standing) == .migrate && !change.mayBeSent(standing)
            guard standing.state == .queued && !isLeased || isHeld else {
                throw try self.undoRefusal(film, standing, change)
            }
            let end = try Self.original(of: original.number, change.db) ?? original.number
            guard end != film.number, try change.standing(end).state != .rejected else {
                try change.log("decide", of: &standing, cause: "undone", actor: actor)
                if isHeld { try change.release(&standing, .migrate, cause: "undone", actor: actor) }
                return false
            }
            if isHeld {
                try change.db.run(SQL.deleteHold, ["film": film.number])
            } else {
                guard try change.withdraw(standing, .migrate) != nil else { throw Self.lostRow }
                try change.apply(
                    .hold, to: &standing, from: .queued, reason: reason, cause: "undone", actor: actor)
            }
            standing.duplicateOf = end
            try change.apply(
                .duplicate, to: &standing, from: .held, reason: reason, cause: "undone", actor: actor)
            return true
        }
    }

    private static func original(of film: Int64, _ db: Database) throws -> Int64? {
        try db.quick(DuplicateSQL.original).first(.int(film)) { $0.int() }
    }

    private static func reference(_ film: Int64, _ db: Database) throws -> String? {
        try db.quick(SQL.filmReference).first(.int(film)) { $0.text() }
    }
}

extension Change {
    /// Whose a film is was decided: of its duplicates, those that are another person's by their own labels are judged anew.
    func releaseStrangers(of original: Int64, unless person: PersonID, actor: String) throws {
        let strangers = try db.quick(SQLiteLedger.DuplicateSQL.strangersBelow)
            .all(.int(original), .text(person.text)) { $0.int() }
        for id in strangers {
            var duplicate = try standing(id)
            try releaseDuplicate(
                &duplicate, cause: "the original was found to be another person's", actor: actor)
        }
    }

    /// Keeps that a film is compared with another one until it has come to its end: whatever it is held for meanwhile.
    func contest(_ film: Int64, _ other: Int64, _ code: ReasonCode) throws {
        try db.run(
            "INSERT OR REPLACE INTO contest (film, other, reason) VALUES (:film, :other, :reason)",
            ["film": film, "other": other, "reason": code.rawValue])
    }
}
