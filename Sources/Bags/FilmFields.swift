package import FilmModel
import Foundation
import Tables

/// One film described by named values instead of a row: what the one-shot `convert` takes on its command
/// line, under the same rules as `films.csv`.
package enum FilmFields {
    /// Characters that a film's number may have.
    package static let longestID = 64

    /// Reads the values, by the columns of `films.csv`. Throws `TableError` for an unknown column or a value
    /// that is not allowed; it names the column, never the value. `note` is told how an open value was read.
    package static func read(
        _ fields: [String: String], image: String, now: Timestamp = .now(), note: (String) -> Void = { _ in }
    ) throws -> FilmDescription {
        var cells = fields
        cells["film_id"] = cells["film_id"] ?? image
        cells["image"] = "scan"
        if let stranger = cells.keys.sorted().first(where: { !FilmTable.columns.contains($0) }) {
            throw TableError(
                .column, "--film",
                finding: "films.csv has no column \(BagPath.shown(stranger))",
                remedy: "use its columns: \(FilmTable.columns.sorted().joined(separator: ", "))")
        }
        let header = cells.keys.sorted()
        func line(_ texts: [String]) -> String {
            texts.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        let text = line(header) + "\n" + line(header.map { cells[$0] ?? "" }) + "\n"
        let table = try CSVTable(Data(text.utf8), name: "--film")
        guard let row = table.rows.first, let path = try? BagPath("scan") else {
            throw TableError(
                .value, "--film", finding: "it has no value", remedy: "write --film FIELD=VALUE")
        }
        let scan = PayloadFile(path: path, bytes: 0, sha256: "", mark: "")
        var reader = FilmRowReader(
            row: row, scans: ["scan": scan], finder: NameFinder([]),
            today: PartialDate(now.londonDay))
        var film = reader.read()
        if let reason = reader.reason {
            throw TableError(.value, "--film", finding: reason.message, remedy: "correct the value")
        }
        reader.remarks.forEach(note)
        film.image = image
        return film
    }
}
