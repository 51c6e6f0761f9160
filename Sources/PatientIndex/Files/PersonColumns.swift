import FilmModel
package import Tables

/// Where the columns of an index or of a file of labels are.
package struct PersonColumns {
    /// `person_id` or `label_id`.
    package let id: Int?
    package let mergedInto: Int?
    let examDate: Int?
    private let places: [Int?]
    /// The last column that is read.
    private let last: Int
    private let width: Int
    /// The columns that nobody reads, by their names.
    package let notRead: [String]

    private static let names = [
        "nhs_number", "local_id", "local_id_issuer", "family_name", "given_name", "middle_names",
        "previous_family_name", "birth_date", "death_date", "sex", "address", "town", "postcode",
    ]

    /// Every column that is read of an index or of a file of labels.
    package static let known = Set(names).union([
        "person_id", "label_id", "merged_into", "exam_date", "hospital_number", "trust",
    ])

    package init(_ header: CSVHeader, id: String) throws {
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
    package func fault(_ row: CSVStream.Row) -> String? {
        if let fault = Self.fault(row) { return fault }
        guard row.count <= last else { return nil }
        return
            "row \(row.number) has \(row.count.counted("cell")), and the header \(width): write every comma"
    }

    /// The first column whose cell has what a spreadsheet shows for a formula that fails; nil where none has.
    package func brokenColumn(_ row: CSVStream.Row) -> String? {
        guard row.contains(UInt8(ascii: "#")) else { return nil }
        for (name, place) in zip(Self.names, places) where place != nil {
            if let text = row[place], NotKnown.isSpreadsheetError(text) { return name }
        }
        return nil
    }

    /// Why a row can't be taken, whatever it says; nil where it can.
    package static func fault(_ row: CSVStream.Row) -> String? {
        guard row.surplus > 0 else { return nil }
        let cure =
            row.hasCurlyQuotes
            ? "its quotation marks are curly: write plain ones (\")"
            : "put a cell with a comma in quotation marks"
        return "row \(row.number) has more cells than the header: \(cure)"
    }

    /// A row's id in the index of a workspace, or another's that it names. One-shot commands give ids back as they are.
    package func id(_ row: CSVStream.Row, at place: Int?) -> String? { row[place]?.unified.nonEmpty }

    /// What a row says.
    package func record(_ row: CSVStream.Row) -> RawRecord {
        func text(_ column: Int) -> String? { row[places[column]]?.unified.nonEmpty }
        var record = RawRecord()
        record.nhsNumber = text(0)
        record.localID = text(1)
        record.localIDIssuer = text(2)?.uppercased()
        record.familyName = text(3)
        record.givenName = text(4)
        record.middleNames = text(5)
        record.previousFamilyName = text(6)
        record.birthDate = text(7)
        record.deathDate = text(8)
        record.sex = text(9)
        record.address = text(10)
        record.town = text(11)
        record.postcode = text(12)
        return record
    }
}
