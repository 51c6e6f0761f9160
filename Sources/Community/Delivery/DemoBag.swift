import FilmModel

/// One bag of the demonstration: a bureau's batch for one Trust.
struct DemoBag: Sendable {
    let bureau: DemoBureau
    let batch: String
    let trust: DemoTrust
    /// `1.0` or `0.97`.
    let version: String
    let algorithm: BagWriter.Algorithm
    /// Whether a file of it is lost and another altered after it was sealed.
    var isTorn = false
    var films: [FilmDescription] = []
    var scans: [DemoScan] = []
    var expectations: [DemoExpectation] = []

    /// The folder's name.
    var folder: String { batch.lowercased() }

    /// `films.csv` (INTERFACES: A batch). The second bureau puts its columns in another order, and adds one
    /// of its own.
    var table: DemoTable {
        let own = bureau.addsColumn ? ["box"] : []
        let order = bureau.addsColumn ? Array(Self.columns.reversed()) : Self.columns
        var table = DemoTable(header: order.map(\.name) + own)
        for film in films {
            table.append(order.map { $0.cell(film) ?? "" } + own.map { _ in "box 7, shelf 2" })
        }
        return table
    }

    private struct Column {
        let name: String
        let cell: (FilmDescription) -> String?

        init(_ name: String, _ cell: @escaping (FilmDescription) -> String?) {
            self.name = name
            self.cell = cell
        }
    }

    private static var columns: [Column] {
        [
            Column("film_id") { $0.filmID }, Column("image") { $0.image },
            Column("page") { $0.page.map(String.init) }, Column("jacket_id") { $0.jacketID },
            Column("exam_id") { $0.examID }, Column("exam_date") { $0.examDate?.description },
            Column("modality") { $0.modality }, Column("body_part") { $0.bodyPart },
            Column("laterality") { $0.laterality?.rawValue }, Column("view_position") { $0.viewPosition },
            Column("nhs_number") { $0.label.nhsNumber },
            Column("hospital_number") { $0.label.hospitalNumber },
            Column("family_name") { $0.label.familyName }, Column("given_name") { $0.label.givenName },
            Column("birth_date") { $0.label.birthDate }, Column("sex") { $0.label.sex },
            Column("postcode") { $0.label.postcode }, Column("address") { $0.label.address },
            Column("town") { $0.label.town }, Column("urgent_by") { $0.urgentBy?.description },
            Column("bits_stored") { $0.bitsStored.map(String.init) },
            Column("pixel_spacing_mm") { film in
                film.pixelSpacing.map { $0.row == $0.column ? "\($0.row)" : "\($0.row)x\($0.column)" }
            },
            Column("scanner_manufacturer") { $0.scannerManufacturer },
            Column("scanner_model") { $0.scannerModel }, Column("scanner_serial") { $0.scannerSerial },
            Column("scanned_at") { $0.scannedAt },
        ]
    }
}
