package import Duplicates
import Foundation
package import GRDB

/// The canonical pictures of films, in a database of their own beside the ledger: about 90 kB a film, and
/// nothing that could not be made again from the scans. A picture is kept under its file's digest and page,
/// so it can never be another film's.
package struct SQLitePortraitStore: PortraitStore {
    private let database: any DatabaseWriter

    private enum SQL {
        static let schema = """
            CREATE TABLE portrait (
                source TEXT PRIMARY KEY NOT NULL, scan TEXT NOT NULL,
                coarse_width INTEGER NOT NULL, coarse_height INTEGER NOT NULL, coarse BLOB NOT NULL,
                middle_width INTEGER NOT NULL, middle_height INTEGER NOT NULL, middle BLOB NOT NULL,
                fine_width INTEGER NOT NULL, fine_height INTEGER NOT NULL, fine BLOB NOT NULL
            ) STRICT;
            """
        /// Pictures of before lack the grey values: they are made again when they are asked for.
        static let densities = """
            DROP TABLE portrait;
            CREATE TABLE portrait (
                source TEXT PRIMARY KEY NOT NULL, scan TEXT NOT NULL,
                coarse_width INTEGER NOT NULL, coarse_height INTEGER NOT NULL, coarse BLOB NOT NULL,
                middle_width INTEGER NOT NULL, middle_height INTEGER NOT NULL, middle BLOB NOT NULL,
                fine_width INTEGER NOT NULL, fine_height INTEGER NOT NULL, fine BLOB NOT NULL,
                density_width INTEGER NOT NULL, density_height INTEGER NOT NULL, density BLOB NOT NULL,
                frame_left REAL NOT NULL, frame_top REAL NOT NULL, frame_width REAL NOT NULL,
                frame_height REAL NOT NULL
            ) STRICT;
            """
        static let put = "INSERT OR REPLACE INTO portrait VALUES (\(places))"
        static let add = "INSERT OR IGNORE INTO portrait VALUES (\(places))"
        private static let places = repeatElement("?", count: 18).joined(separator: ", ")
        static let get = "SELECT * FROM portrait WHERE source = ?"
        static let clear = "DELETE FROM portrait"
    }

    /// Opens the file, or makes it. Its commits need not outlast a power cut: what is lost is made again.
    package init(path: String) throws {
        var configuration = Configuration()
        // Several commands open the file at once: each waits for the one that holds it.
        configuration.busyMode = .timeout(15)
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        do {
            try self.init(DatabasePool(path: path, configuration: configuration))
        } catch let error as DatabaseError where error.isDamage {
            // It holds nothing that is not made again from the scans.
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
            try self.init(DatabasePool(path: path, configuration: configuration))
        }
    }

    package init(_ database: any DatabaseWriter) throws {
        self.database = database
        var migrator = DatabaseMigrator()
        migrator.registerMigration("portraits-0001") { db in try db.execute(sql: SQL.schema) }
        migrator.registerMigration("portraits-0002") { db in try db.execute(sql: SQL.densities) }
        try migrator.migrate(database)
    }

    /// Keeps a picture. One that is there already stays, unless `replacing`.
    package func put(_ picture: CanonicalPicture, of source: String, replacing: Bool) async throws {
        let scan = String(decoding: try JSONEncoder().encode(picture.scan), as: UTF8.self)
        let coarse = PackedMap(picture.coarse)
        let (density, frame) = (picture.density, picture.density.frame)
        do {
            try await database.write { db in
                try db.cachedStatement(sql: replacing ? SQL.put : SQL.add).execute(arguments: [
                    source, scan, coarse.width, coarse.height, Data(coarse.bytes), picture.middle.width,
                    picture.middle.height, Data(picture.middle.bytes), picture.fine.width,
                    picture.fine.height, Data(picture.fine.bytes), density.width, density.height,
                    Data(density.bytes), frame.left, frame.top, frame.width, frame.height,
                ])
            }
        } catch let error as DatabaseError where error.isDamage {
            // What can't be kept is made again when it is asked for.
        }
    }

    /// Nil where there is none, or none that is whole.
    package func picture(of source: String) async throws -> CanonicalPicture? {
        do { return try await stored(source) } catch let error as DatabaseError where error.isDamage {
            return nil
        }
    }

    private func stored(_ source: String) async throws -> CanonicalPicture? {
        try await database.read { db in
            guard let row = try Row.fetchOne(db.cachedStatement(sql: SQL.get), arguments: [source]) else {
                return nil
            }
            func map(_ name: String) -> PackedMap? {
                PackedMap(
                    width: row["\(name)_width"], height: row["\(name)_height"],
                    bytes: Array(row[name] as Data))
            }
            guard let coarse = map("coarse"), let middle = map("middle"), let fine = map("fine"),
                coarse.width <= CanonicalPicture.coarseSide, coarse.height <= CanonicalPicture.coarseSide,
                let density = DensityPicture(
                    width: row["density_width"], height: row["density_height"],
                    bytes: Array(row["density"] as Data),
                    frame: DensityPicture.Frame(
                        left: row["frame_left"], top: row["frame_top"], width: row["frame_width"],
                        height: row["frame_height"])),
                let scan = try? JSONDecoder().decode(
                    ScanTraits.self, from: Data((row["scan"] as String).utf8))
            else { return nil }
            return CanonicalPicture(
                coarse: coarse.unpacked, middle: middle, fine: fine, density: density, scan: scan)
        }
    }
}

extension DatabaseError {
    /// Whether the file is no database, or a broken one.
    fileprivate var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}
