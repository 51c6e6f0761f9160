import FilmModel
import Foundation
import Tables

/// `data/films.csv` as a whole. What keeps it from being read at all is the bag's fault; what is wrong in one
/// row is that film's.
struct FilmTable {
    /// The columns of INTERFACES, A batch. What else a file has is nobody's to read.
    static let columns: Set<String> = [
        "film_id", "image", "page", "jacket_id", "exam_id", "exam_date", "modality", "body_part",
        "laterality", "view_position", "nhs_number", "hospital_number", "family_name", "given_name",
        "birth_date", "sex", "postcode", "address", "town", "urgent_by", "bits_stored", "pixel_spacing_mm",
        "scanner_manufacturer", "scanner_model", "scanner_serial", "scanned_at",
    ]

    private let rows: [CSVTable.Row]

    /// Nil, with a fault, where the file is no table with the required columns and a row.
    init?(_ bytes: [UInt8], name: String, faults: BagFaultList) {
        let table: CSVTable
        do { table = try CSVTable(Data(bytes), name: name, known: Self.columns) } catch {
            Self.add(error, name, faults)
            return nil
        }
        let missing = ["film_id", "image"].filter { !table.columns.contains($0) }
            .map { table.header.missing($0) }
        if let separator = missing.first(where: { $0.kind == .separator }) {
            Self.add(separator, name, faults)
        } else {
            // What is missing may stand there under another name: said once.
            for error in missing
            where !table.header.nearlyKnownFaults.contains(where: { $0.finding == error.finding }) {
                Self.add(error, name, faults)
            }
            for error in table.header.nearlyKnownFaults { Self.add(error, name, faults) }
        }
        if missing.isEmpty, table.rows.isEmpty { faults.add(.bagMalformed, name, "the file has no row") }
        guard missing.isEmpty, table.header.nearlyKnownFaults.isEmpty, !table.rows.isEmpty else { return nil }
        self.rows = table.rows
    }

    private static func add(_ error: TableError, _ name: String, _ faults: BagFaultList) {
        faults.add(
            error.kind == .encoding ? .badEncoding : .bagMalformed, name, error.placedFinding,
            remedy: "bureau: \(error.remedy)")
    }

    /// In which order the columns of dates have day and month.
    var dateOrder: DateOrder {
        var order = DateOrder()
        for row in rows {
            for column in ["exam_date", "birth_date", "urgent_by"] {
                guard let date = row[column].flatMap({ WrittenDate($0) }) else { continue }
                order.add(date, column, row: row.number)
            }
        }
        return order
    }

    /// Columns of which most values are spoilt in one way, which whoever has the list can put right at once.
    var spoiltColumns: [String] { SpoiltColumns(rows).words }

    /// One outcome a row. Of rows with the same `film_id` the first keeps it; a page that two rows name
    /// belongs to the first.
    func rows(payload: [PayloadFile], today: PartialDate?) -> [FilmRow] {
        // By `String`, so that a name matches in whichever Unicode form it was typed: no two names of a whole
        // bag differ by that alone.
        var scans: [String: PayloadFile] = [:]
        for file in payload { scans[file.path.belowData ?? ""] = file }
        let finder = NameFinder(scans.keys.filter { $0 != "films.csv" })
        var keys = Set(rows.compactMap { $0["film_id"] })
        var seenFilms: Set<String> = []
        var seenPages: [Page: Int] = [:]
        return rows.map { row in
            var reader = FilmRowReader(row: row, scans: scans, finder: finder, today: today)
            if row.surplus > 0 {
                reader.note(
                    .rowInvalid,
                    "the row has more cells than the header; "
                        + (row.hasCurlyQuotes
                            ? "its quotation marks are curly: write plain ones (\")"
                            : "put a cell with a comma in quotation marks"),
                    formal: true)
            }
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
                    outcome: outcome ?? .rejected(Reason(.imageMissing), scan: nil), remarks: reader.remarks)
            }
            let filmID = description.filmID.isEmpty ? key : description.filmID
            description = FilmDescription(filmID: filmID, image: description.image, page: description.page)
            return FilmRow(
                number: row.number, key: key, description: description,
                outcome: .rejected(reason, scan: reader.scan), isFormal: reader.isFormal,
                meant: reader.meant)
        }
    }

    /// What was noted in rows, each with the first rows that it was noted in.
    static func remarks(of rows: [FilmRow]) -> [String] {
        var found: [String: [Int]] = [:]
        for row in rows { for remark in row.remarks { found[remark, default: []].append(row.number) } }
        return found.sorted { $0.key < $1.key }.map { remark, rows in
            let shown = rows.prefix(10).map(String.init).joined(separator: ", ")
            let more = rows.count > 10 ? " and \(rows.count - 10) more" : ""
            return "films.csv: \(remark): \(rows.count == 1 ? "row" : "rows") \(shown)\(more)"
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
