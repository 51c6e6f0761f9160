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
    /// What was noticed and does no harm.
    let remarks: [String]

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
            for error in missing { Self.add(error, name, faults) }
        }
        if missing.isEmpty, table.rows.isEmpty { faults.add(.bagMalformed, name, "the file has no row") }
        guard missing.isEmpty, !table.rows.isEmpty else { return nil }
        self.rows = table.rows
        self.remarks = table.header.nearlyKnown.map {
            "films.csv: column \($0.place + 1) has nearly the name \($0.name), and is not read"
        }
    }

    private static func add(_ error: TableError, _ name: String, _ faults: BagFaultList) {
        faults.add(
            error.kind == .encoding ? .badEncoding : .bagMalformed, name, error.placedFinding,
            remedy: "bureau: \(error.remedy)")
    }

    /// The columns whose dates are written month first, so that those that can be read either way are not to
    /// be trusted.
    var monthFirst: [String: [Int]] {
        var found: [String: [Int]] = [:]
        for name in ["exam_date", "birth_date", "urgent_by"] {
            let column = DateColumn(name, rows)
            if column.isMonthFirst { found[name] = column.monthFirst }
        }
        return found
    }

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
                    "the row has more cells than the header; put a cell with a comma in quotation marks",
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
                    outcome: outcome ?? .rejected(Reason(.imageMissing), scan: nil))
            }
            let filmID = description.filmID.isEmpty ? key : description.filmID
            description = FilmDescription(filmID: filmID, image: description.image, page: description.page)
            return FilmRow(
                number: row.number, key: key, description: description,
                outcome: .rejected(reason, scan: reader.scan), isFormal: reader.isFormal,
                meant: reader.meant)
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
