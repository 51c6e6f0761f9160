import FilmModel

/// When a film was scanned, in DICOM's forms (PS3.5 6.2). With a zone it is turned to UTC; without one it
/// stays what the bureau wrote.
struct ScanMoment {
    let date: String
    let time: String?
    let isUTC: Bool

    /// Reads RFC 3339, `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` without a zone; nil for anything else. What
    /// follows a date and is no time of day is left out.
    init?(_ text: String?) {
        guard let text, let day = PartialDate(String(text.prefix(10)))?.dicomDate else { return nil }
        let clock = Self.clock(text.dropFirst(10))
        if clock != nil, let zone = Self.zone(text.dropFirst(19)),
            let moment = Timestamp(rfc3339: "\(text.prefix(10))T\(text.dropFirst(11).prefix(8))\(zone)")
        {
            date = moment.dicom.date
            time = moment.dicom.time
            isUTC = true
        } else {
            date = day
            time = clock
            isUTC = false
        }
    }

    /// TM from `THH:MM:SS` or ` HH:MM:SS`, whatever follows; nil where that is no time of day.
    private static func clock(_ text: Substring) -> String? {
        guard let first = text.first, "Tt ".contains(first) else { return nil }
        let parts = text.dropFirst().prefix(8).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy(\.isASCIIDigit) }),
            parts[0] < "24", parts[1] < "60", parts[2] < "60"
        else { return nil }
        return parts.joined()
    }

    /// `Z` or `+HH:MM` after an optional fraction of a second; nil where there is no such zone.
    private static func zone(_ text: Substring) -> String? {
        var rest = text
        if rest.first == "." { rest = rest.dropFirst().drop { $0.isASCII && $0.isNumber } }
        if rest == "Z" || rest == "z" { return "Z" }
        guard let sign = rest.first, sign == "+" || sign == "-", rest.utf8.count == 6,
            clock("T\(rest.dropFirst()):00") != nil
        else { return nil }
        return String(rest)
    }

    /// DT: with the offset where it is known.
    var dateTime: String { date + (time ?? "") + (isUTC ? "+0000" : "") }
}

extension Timestamp {
    /// The moment in DICOM's forms: DA, TM and DT in UTC.
    var dicom: (date: String, time: String, dateTime: String) {
        let digits = description.filter(\.isNumber)
        let date = String(digits.prefix(8))
        let time = String(digits.dropFirst(8).prefix(6))
        return (date, time, date + time + "+0000")
    }
}
