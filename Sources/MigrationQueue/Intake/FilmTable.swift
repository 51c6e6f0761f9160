import FilmModel
import Foundation
import Tables

/// `data/films.csv` as a whole. What keeps it from being read at all is the bag's fault; what is wrong in one
/// row is that film's.
struct FilmTable {
    private let rows: [CSVTable.Row]

    /// Nil, with a fault, where the file is no table with the required columns and a row.
    init?(_ bytes: [UInt8], name: String, faults: BagFaultList) {
        let table: CSVTable
        do { table = try CSVTable(Data(bytes), name: name) } catch {
            faults.add(error == .notUTF8(name) ? .badEncoding : .bagMalformed, name, Self.words(error, name))
            return nil
        }
        var isWhole = true
        for column in ["film_id", "image"] where !table.columns.contains(column) {
            let isSemicolons = table.columns.count == 1 && table.columns[0].contains(";")
            faults.add(
                .bagMalformed, name,
                "the column \(column) is missing"
                    + (isSemicolons ? ": cells are separated by commas, not semicolons" : ""))
            isWhole = false
        }
        if table.rows.isEmpty {
            faults.add(.bagMalformed, name, "the file has no row")
            isWhole = false
        }
        guard isWhole else { return nil }
        self.rows = table.rows
    }

    /// The error's own words may hold a cell: a table without a header has data in its first row.
    private static func words(_ error: TableError, _ name: String) -> String {
        switch error {
        case .notUTF8(name): "the file is not UTF-8"
        case .openQuotation(name): "a quotation mark is not closed"
        case .malformed(name): "a quoted cell does not end as RFC 4180 asks"
        default: "the first row is no header"
        }
    }

    /// One outcome a row. Of rows with the same `film_id` the first keeps it; a page that two rows name
    /// belongs to the first.
    func rows(payload: [PayloadFile], today: PartialDate?) -> [FilmRow] {
        // By `String`, so that a name matches in whichever Unicode form it was typed: no two names of a whole
        // bag differ by that alone.
        var scans: [String: PayloadFile] = [:]
        for file in payload { scans[file.path.belowData ?? ""] = file }
        var keys = Set(rows.compactMap { $0["film_id"] })
        var seenFilms: Set<String> = []
        var seenPages: [Page: Int] = [:]
        return rows.map { row in
            var reader = FilmRowReader(row: row, scans: scans, today: today)
            if row.surplus > 0 { reader.note(.rowInvalid, "the row has more cells than the header") }
            var description = reader.read()
            let isFirst = !description.filmID.isEmpty && seenFilms.insert(description.filmID).inserted
            if !description.filmID.isEmpty && !isFirst {
                reader.note(.duplicateFilmID, "an earlier row has the same film_id")
            }
            if let scan = reader.scan, !reader.hasBadPage {
                let page = Page(path: scan.path, number: description.page ?? 1)
                if let earlier = seenPages[page] {
                    reader.note(.rowInvalid, "row \(earlier) names the same page of the same image")
                } else {
                    seenPages[page] = row.number
                }
            }
            let key = isFirst ? description.filmID : Self.key(description.filmID, row.number, &keys)
            guard let reason = reader.reason else {
                // Without a finding the row names a scan.
                let outcome = reader.scan.map { FilmRow.Outcome.film(scan: $0) }
                return FilmRow(
                    number: row.number, key: key, description: description,
                    outcome: outcome ?? .rejected(Reason(.imageMissing), scan: nil))
            }
            let filmID = description.filmID.isEmpty ? key : description.filmID
            description = FilmDescription(filmID: filmID, image: description.image, page: description.page)
            return FilmRow(
                number: row.number, key: key, description: description,
                outcome: .rejected(reason, scan: reader.scan))
        }
    }

    private struct Page: Hashable {
        let path: BagPath
        let number: Int
    }

    /// A name for a row whose `film_id` is taken or missing, which no other row has.
    private static func key(_ filmID: String, _ row: Int, _ keys: inout Set<String>) -> String {
        var key = filmID.isEmpty ? "row \(row)" : "\(filmID) (row \(row))"
        while !keys.insert(key).inserted { key += "*" }
        return key
    }
}
