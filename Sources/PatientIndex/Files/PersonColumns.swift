import FilmModel
import Tables

/// Where the columns of an index or of a file of labels are.
struct PersonColumns {
    /// `person_id` or `label_id`.
    let id: Int?
    let mergedInto: Int?
    let examDate: Int?
    private let places: [Int?]
    /// The last column that is read.
    private let last: Int
    private let width: Int
    /// The columns that nobody reads, by their names.
    let notRead: [String]

    private static let names = [
        "nhs_number", "local_id", "local_id_issuer", "family_name", "given_name", "middle_names",
        "previous_family_name", "birth_date", "death_date", "sex", "address", "town", "postcode",
    ]

    /// Every column that is read of an index or of a file of labels.
    static let known = Set(names).union([
        "person_id", "label_id", "merged_into", "exam_date", "hospital_number", "trust",
    ])

    init(_ header: CSVHeader, id: String) throws {
        try header.require([id])
        try header.refuseNearlyKnown()
        self.id = header.place(id)
        mergedInto = header.place("merged_into")
        examDate = header.place("exam_date")
        places = Self.names.map { column in
            // Labels say `hospital_number` in films.csv, and `trust` is who gave it.
            switch column {
            case "local_id": header.place(column) ?? header.place("hospital_number")
            case "local_id_issuer": header.place(column) ?? header.place("trust")
            default: header.place(column)
            }
        }
        last = ([self.id, mergedInto] + places).compactMap(\.self).max() ?? 0
        width = header.columns.count
        let read = Set(([self.id, mergedInto, examDate] + places).compactMap(\.self))
        notRead = header.columns.indices.filter { !read.contains($0) && !header.columns[$0].isEmpty }
            .map { header.columns[$0] }
    }

    /// Why a row can't be taken, whatever it says; nil where it can. One that ends before a column that is read would
    /// take away what the index has.
    func fault(_ row: CSVStream.Row) -> String? {
        if let fault = Self.fault(row) { return fault }
        guard row.count <= last else { return nil }
        return
            "row \(row.number) has \(row.count.counted("cell")), and the header \(width): write every comma"
    }

    /// The first column whose cell has what a spreadsheet shows for a formula that fails; nil where none has.
    func brokenColumn(_ row: CSVStream.Row) -> String? {
        for (name, place) in zip(Self.names, places) where place != nil {
            if let text = row[place], NotKnown.isSpreadsheetError(text) { return name }
        }
        return nil
    }

    /// Why a row can't be taken, whatever it says; nil where it can.
    static func fault(_ row: CSVStream.Row) -> String? {
        guard row.surplus > 0 else { return nil }
        let cure =
            row.hasCurlyQuotes
            ? "its quotation marks are curly: write plain ones (\")"
            : "put a cell with a comma in quotation marks"
        return "row \(row.number) has more cells than the header: \(cure)"
    }

    /// What a row says.
    func record(_ row: CSVStream.Row) -> RawRecord {
        var record = RawRecord()
        record.nhsNumber = row[places[0]]
        record.localID = row[places[1]]
        record.localIDIssuer = row[places[2]]?.uppercased()
        record.familyName = row[places[3]]
        record.givenName = row[places[4]]
        record.middleNames = row[places[5]]
        record.previousFamilyName = row[places[6]]
        record.birthDate = row[places[7]]
        record.deathDate = row[places[8]]
        record.sex = row[places[9]]
        record.address = row[places[10]]
        record.town = row[places[11]]
        record.postcode = row[places[12]]
        return record
    }
}
