package import FilmModel
import GRDB
import MigrationQueue

extension SQLiteLedger {
    fileprivate enum ReceiptSQL {
        static let counter = "SELECT value FROM counter WHERE name = ?"
        static let last = "SELECT MAX(id) FROM history"
        /// Batches of films with a line of history behind one, of films that those are compared with, and of their
        /// duplicates: what a receipt says of a film, it says by these.
        static let changed = """
            WITH RECURSIVE changed (film) AS (SELECT DISTINCT film FROM history WHERE id > ?1 AND id <= ?2),
            beside (film) AS (
                SELECT rival FROM changed JOIN finding ON finding.film = changed.film WHERE rival IS NOT NULL
                UNION SELECT other FROM changed JOIN contest ON contest.film = changed.film
                UNION SELECT duplicate_of FROM beside JOIN film ON film.id = beside.film
                WHERE duplicate_of IS NOT NULL)
            SELECT batch FROM film WHERE id IN (SELECT film FROM changed)
            UNION SELECT batch FROM film WHERE id IN (SELECT film FROM beside)
            UNION SELECT film.batch FROM changed JOIN film ON film.duplicate_of = changed.film
            ORDER BY 1
            """
        static let wasVerified = """
            SELECT EXISTS (SELECT 1 FROM batch CROSS JOIN film ON film.id BETWEEN batch.first_film AND batch.last_film
                WHERE batch.id = ? AND film.verified_at IS NOT NULL)
            """
        /// To what the receipts were written: a line of history never goes back, unless all are to be written anew.
        static let note = """
            INSERT INTO counter (name, value) VALUES ('receipts', ?1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        static let noteRule = """
            INSERT INTO counter (name, value) VALUES ('receipts_rule', ?1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
    }

    package func batchesToTell(by rule: Int64) async throws -> (batches: [BatchID], through: Int64) {
        try await read { db in
            func counter(_ name: String) throws -> Int64? {
                try db.quick(ReceiptSQL.counter).first(.text(name)) { $0.int() }
            }
            let isSameRule = try counter("receipts_rule") == rule
            let from = isSameRule ? try counter("receipts") ?? 0 : 0
            let last = try db.quick(ReceiptSQL.last).first { $0.maybeInt() }.flatMap(\.self) ?? 0
            guard last > from else { return ([], last) }
            let batches = try db.quick(ReceiptSQL.changed).all(.int(from), .int(last)) { BatchID($0.int()) }
            return (batches, last)
        }
    }

    package func hasBeenVerified(_ batch: BatchID) async throws -> Bool {
        try await read { db in
            try db.quick(ReceiptSQL.wasVerified).first(.int(batch.number)) { $0.int() == 1 } ?? false
        }
    }

    package func toldBatches(through line: Int64, by rule: Int64) async throws {
        try await write { db in
            try db.quick(ReceiptSQL.note).run(.int(line))
            try db.quick(ReceiptSQL.noteRule).run(.int(rule))
        }
    }
}
