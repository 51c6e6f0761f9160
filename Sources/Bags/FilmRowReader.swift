import FilmModel
import Tables

/// Reads one row of `films.csv`. What is wrong becomes a finding that names the column and never the cell.
struct FilmRowReader {
    private let row: CSVTable.Row
    private let scans: [String: PayloadFile]
    private let finder: NameFinder
    private let today: PartialDate?
    private var findings: [(code: ReasonCode, message: String, isFormal: Bool)] = []
    /// The file that the row names, where the bag has it.
    private(set) var scan: PayloadFile?
    /// The file that the row names in another spelling than the bag's.
    private(set) var meant: PayloadFile?
    private(set) var hasBadPage = false
    /// What was read, and how, where the row leaves it open.
    private(set) var remarks: [String] = []

    init(row: CSVTable.Row, scans: [String: PayloadFile], finder: NameFinder, today: PartialDate?) {
        self.row = row
        self.scans = scans
        self.finder = finder
        self.today = today
    }

    /// Why the film is rejected: the first finding's code and all findings' words. Nil for a sound row.
    var reason: Reason? {
        guard let first = findings.first else { return nil }
        return Reason(first.code, findings.map(\.message).joined(separator: "; "))
    }

    /// Whether something is wrong, and all of it is a matter of form.
    var isFormal: Bool { !findings.isEmpty && findings.allSatisfy(\.isFormal) }

    /// Notes what is wrong; `formal` where the message says what is to be written instead.
    mutating func note(_ code: ReasonCode, _ message: String, formal: Bool = false) {
        findings.append((code, message, formal))
    }

    /// The row as far as it can be read. `filmID` is empty where the row has none that can be used.
    mutating func read() -> FilmDescription {
        var film = FilmDescription(filmID: required("film_id") ?? "", image: image() ?? "")
        film.page = count("page", in: 1...1_000_000)
        hasBadPage = film.page == nil && row["page"] != nil
        film.jacketID = text("jacket_id")
        film.examID = text("exam_id")
        film.modality = modality()
        film.bodyPart = code("body_part")
        film.laterality = laterality()
        film.viewPosition = code("view_position")
        film.bitsStored = count("bits_stored", in: 1...16)
        film.pixelSpacing = spacing()
        film.scannerManufacturer = text("scanner_manufacturer")
        film.scannerModel = text("scanner_model")
        film.scannerSerial = text("scanner_serial")
        film.scannedAt = text("scanned_at")
        film.urgentBy = date("urgent_by", needsDay: true)
        film.examDate = date("exam_date", needsDay: false)
        if let date = film.examDate, let today, today.isCertainlyBefore(date) {
            note(.dateImpossible, "exam_date lies in the future")
        }
        film.label = label()
        return film
    }

    // MARK: The scan

    private mutating func image() -> String? {
        guard let cell = row["image"] else {
            let other = [(";", "semicolons"), ("\t", "tabs")].first {
                row["film_id"]?.contains($0.0) ?? false
            }
            let cause = other.map { ": the row's cells are separated by \($0.1), not by commas" } ?? ""
            note(.rowInvalid, "image is empty\(cause)", formal: other != nil)
            return nil
        }
        let text = cell.utf8.starts(with: "./".utf8) ? String(cell.dropFirst(2)) : cell
        if let path = try? BagPath(text), let file = scans[path.text], path.text != "films.csv" {
            scan = file
            // As the bag spells it: the row may have another Unicode form of the same name.
            return file.path.belowData
        }
        meant = finder.name(for: text).flatMap { scans[$0] }
        let hint = finder.hint(for: text)
        guard let path = try? BagPath(text) else {
            note(
                .rowInvalid, "image is no plain relative path below data/\(hint)", formal: meant != nil)
            return nil
        }
        if path.text == "films.csv" {
            note(.rowInvalid, "image names films.csv itself")
        } else {
            note(.imageMissing, ReasonCode.imageMissing.message + hint, formal: meant != nil)
        }
        return path.text
    }

    // MARK: Texts. Limits: PS3.5 6.2.

    private mutating func required(_ column: String) -> String? {
        guard row[column]?.unified.nonEmpty != nil else {
            note(.rowInvalid, "\(column) is empty")
            return nil
        }
        return text(column)
    }

    /// Up to 64 characters without backslash and controls (LO).
    private mutating func text(_ column: String) -> String? {
        guard let cell = row[column]?.unified.nonEmpty else { return nil }
        let scalars = cell.unicodeScalars
        guard scalars.count <= 64 else {
            note(.rowInvalid, "\(column) is longer than 64 characters")
            return nil
        }
        guard !scalars.contains(where: { $0 == "\\" || $0.properties.generalCategory == .control }) else {
            note(.rowInvalid, "\(column) has a backslash or a control character")
            return nil
        }
        return cell
    }

    /// Up to 16 upper-case letters, digits, spaces and underscores (CS); lower case is raised.
    private mutating func code(_ column: String) -> String? {
        guard let cell = row[column]?.uppercased() else { return nil }
        let isCode = cell.utf8.allSatisfy {
            $0 == 0x20 || $0 == 0x5F || $0.isASCIIDigit || (0x41...0x5A).contains($0)
        }
        guard isCode, cell.utf8.count <= 16 else {
            note(.rowInvalid, "\(column) is no DICOM code: up to 16 letters, digits, spaces and underscores")
            return nil
        }
        return cell
    }

    private mutating func modality() -> String? {
        guard let term = code("modality") else { return nil }
        if Modality.terms.contains(term) { return term }
        if let successor = Modality.retired[term] {
            note(.rowInvalid, "modality is a term that DICOM has retired; write \(successor)", formal: true)
        } else {
            note(
                .rowInvalid,
                "modality is no DICOM term for a picture on film, such as RG, CR, DX, MG, CT or MR")
        }
        return nil
    }

    private mutating func laterality() -> Laterality? {
        guard let cell = row["laterality"] else { return nil }
        if let value = Laterality(cell) { return value }
        note(.rowInvalid, "laterality is none of R, L, B and U")
        return nil
    }

    // MARK: Numbers and dates

    private mutating func count(_ column: String, in range: ClosedRange<Int>) -> Int? {
        guard let cell = row[column] else { return nil }
        if cell.utf8.allSatisfy(\.isASCIIDigit), let value = Int(cell), range.contains(value) { return value }
        // What spreadsheets make of whole numbers.
        let isDecimal = Double(cell.replacing(",", with: ".")).map { $0 == $0.rounded() } ?? false
        note(
            .rowInvalid, "\(column) is no whole number of \(range.lowerBound) to \(range.upperBound)",
            formal: isDecimal && !cell.utf8.allSatisfy(\.isASCIIDigit))
        return nil
    }

    private mutating func spacing() -> PixelSpacing? {
        guard let cell = row["pixel_spacing_mm"] else { return nil }
        if let value = PixelSpacing(cell) { return value }
        note(
            .rowInvalid, "pixel_spacing_mm is no spacing in millimetres, such as 0.1 or 0.1x0.12",
            formal: PixelSpacing(cell.replacing(",", with: ".")) != nil)
        return nil
    }

    private mutating func date(_ column: String, needsDay: Bool) -> PartialDate? {
        guard let cell = row[column] else { return nil }
        switch WrittenDate.reading(cell) {
        case .date(let date) where date.isComplete || !needsDay: return date
        case .loose(let date) where date.isComplete || !needsDay:
            remarks.append("\(column) takes a guess to read")
            return date
        case .date, .loose, .unreadable:
            let partial = needsDay ? "" : "; YYYY-MM or YYYY where no more is known"
            note(
                .rowInvalid, "\(column) is no date; write \(WrittenDate.forms)\(partial)", formal: true)
        case .monthFirst:
            note(
                .rowInvalid, "\(column) has its month first; write \(WrittenDate.forms)", formal: true)
        case .shortYear: return guessedCentury(column, cell)
        case .notInCalendar:
            note(.dateImpossible, "\(column) is in no calendar, or before 1800")
        case .unknown: break
        }
        return nil
    }

    /// An examination's date of two digits a year, where only one century is possible.
    private mutating func guessedCentury(_ column: String, _ cell: String) -> PartialDate? {
        guard column == "exam_date", let today, let date = WrittenDate(cell)?.date(notAfter: today) else {
            note(
                .rowInvalid,
                "\(column) has a year of two digits, and more than one century is possible; write four",
                formal: true)
            return nil
        }
        remarks.append("\(column) has a year of two digits, and is taken as 19..")
        return date
    }

    // MARK: The label

    /// As it was typed: what a label says is hearsay, and wrong values are evidence too. Only a cell that no
    /// label could hold is refused.
    private mutating func label() -> Label {
        Label(
            nhsNumber: typed("nhs_number"), hospitalNumber: typed("hospital_number"),
            familyName: typed("family_name"), givenName: typed("given_name"), birthDate: typed("birth_date"),
            sex: typed("sex"), postcode: typed("postcode"), address: typed("address"), town: typed("town"))
    }

    private mutating func typed(_ column: String) -> String? {
        guard let cell = row[column] else { return nil }
        if cell.unicodeScalars.count <= 400 { return cell }
        note(.rowInvalid, "\(column) is longer than 400 characters")
        return nil
    }
}
