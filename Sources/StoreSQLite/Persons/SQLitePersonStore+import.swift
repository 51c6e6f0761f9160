package import FilmModel
package import Foundation
import GRDB
package import PatientIndex
import Tables

extension SQLitePersonStore {
    /// Loads or refreshes the index from a CSV file, all or nothing: what is not in it is set aside, and can
    /// be found by its id alone. One that is interrupted has changed nothing, and is run again.
    package func importFile(
        at path: String, allowedLoss: Double, isPartial: Bool, limits: ImportLimits, at moment: Timestamp
    ) async throws -> ImportSummary {
        let name = URL(filePath: path).lastPathComponent
        return try await write(name, allowedLoss, isPartial, limits, moment) { header, row in
            try CSVStream.read(
                path: path, name: name, known: PersonColumns.known, header: header, row: row)
        }
    }

    /// The same from memory. `name` stands in the errors.
    package func importFile(
        _ data: Data, name: String, allowedLoss: Double, isPartial: Bool, limits: ImportLimits,
        at moment: Timestamp
    ) async throws -> ImportSummary {
        try await write(name, allowedLoss, isPartial, limits, moment) { header, row in
            try CSVStream.read(
                data, name: name, known: PersonColumns.known, header: header, row: row)
        }
    }

    private func write(
        _ name: String, _ allowedLoss: Double, _ isPartial: Bool, _ limits: ImportLimits,
        _ moment: Timestamp,
        read: @escaping @Sendable ((CSVHeader) throws -> Void, (CSVStream.Row) throws -> Void) throws -> Void
    ) async throws -> ImportSummary {
        try await database.write { db in
            let writer = try PersonWriter(db, name: name, at: moment)
            var columns: PersonColumns?
            try read(
                { columns = try PersonColumns($0, id: "person_id") },
                { row in if let columns { try writer.take(row, columns) } })
            return try writer.finish(allowedLoss: allowedLoss, isPartial: isPartial, limits)
        }
    }
}
