import FilmModel
import Tables

/// Columns of `films.csv` of which most values are spoilt in one way: by a spreadsheet, or by filling down.
struct SpoiltColumns {
    /// What is wrong, a column at a time.
    let words: [String]

    init(_ rows: [CSVTable.Row]) {
        var words: [String] = []
        func look(_ column: String, _ cause: String, _ isSpoilt: (String) -> Bool) {
            let cells = rows.compactMap { $0[column] }
            let spoilt = cells.count(where: isSpoilt)
            guard Self.isMost(spoilt, of: cells.count) else { return }
            words.append("\(column) \(cause) in \(spoilt) of \(cells.count.counted("row"))")
        }
        look("birth_date", "is a spreadsheet's number of days", Self.isDayNumber)
        look("birth_date", "is in no calendar, or before 1800,") { WrittenDate($0)?.isOfCalendar == false }
        look("exam_date", "is in no calendar, or before 1800,") { WrittenDate($0)?.isOfCalendar == false }
        look("nhs_number", "was rounded by a spreadsheet, as 4.51E+09 is,", FilmDescription.isScientific)
        look("hospital_number", "was rounded by a spreadsheet, as 1.23E+11 is,", FilmDescription.isScientific)
        for column in Self.labelColumns {
            look(column, "has a spreadsheet's error, as #REF! is,", NotKnown.isSpreadsheetError)
        }
        for column in ["exam_date", "birth_date", "urgent_by"] {
            look(column, "was too narrow for its dates in a spreadsheet, which wrote ####,") { cell in
                cell.utf8.count >= 2 && cell.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
            }
        }
        let films = rows.compactMap { $0["film_id"] }
        let repeated = films.count - Set(films).count
        if Self.isMost(repeated, of: films.count) {
            words.append("film_id is that of an earlier row in \(repeated) of \(films.count.counted("row"))")
        }
        self.words = words
    }

    /// At least two, and more than half: one of few rows is rejected alone.
    private static func isMost(_ count: Int, of rows: Int) -> Bool {
        count >= DeliveryRule.fewest && count * 2 > rows
    }

    private static let labelColumns = [
        "nhs_number", "hospital_number", "family_name", "given_name", "birth_date", "sex", "postcode",
        "address",
        "town",
    ]

    /// 18294, or 18294.0.
    private static func isDayNumber(_ text: String) -> Bool {
        let digits = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
        return (4...5).contains(digits.utf8.count) && digits.utf8.allSatisfy(\.isASCIIDigit)
            && WrittenDate(text)?.isLoose == true
    }
}
