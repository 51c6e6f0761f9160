package import FilmModel
package import Foundation
import GRDB
import Tables

extension PersonStore {
    /// The share of the index that a file may lack before it is refused, unless the operator says otherwise.
    package static let allowedLoss = 0.05

    /// Loads or refreshes the index from a CSV file, all or nothing: what is not in it is set aside, and can
    /// be found by its id alone. One that is interrupted has changed nothing, and is run again.
    package func importFile(
        at path: String, allowedLoss: Double = allowedLoss, isPartial: Bool = false,
        limits: ImportLimits = ImportLimits(), at moment: Timestamp = .now()
    ) async throws -> ImportSummary {
        let name = URL(filePath: path).lastPathComponent
        return try await write(name, allowedLoss, isPartial, limits, moment) { header, row in
            try CSVStream.read(
                path: path, name: name, known: PersonColumns.known, header: header, row: row)
        }
    }

    /// The same from memory. `name` stands in the errors.
    package func importFile(
        _ data: Data, name: String, allowedLoss: Double = allowedLoss, isPartial: Bool = false,
        limits: ImportLimits = ImportLimits(), at moment: Timestamp = .now()
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
