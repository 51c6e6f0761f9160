extension FilmDescription {
    /// What is doubtful in the film's row and stops nothing: the label is kept as it was typed. The messages name
    /// columns and never a value. `today` is the day against which a date lies in the future.
    package func remarks(today: PartialDate?) -> [Reason] {
        var remarks: [Reason] = []
        if let remark = label.numberRemark {
            // What can't be read is told by its likely cause.
            let cause =
                NumberReading(label.nhsNumber) == .unreadable
                ? label.nhsNumber.flatMap(Self.doubt(ofNationalNumber:)) : nil
            remarks.append(cause.map { Reason(.checkDigit, $0) } ?? remark)
        }
        let dates =
            [label.birthDate.flatMap { birthDoubt($0, today) }, scannedAt.flatMap { scanDoubt($0, today) }]
            + [urgentDoubt]
        remarks += dates.compactMap(\.self).map { Reason(.dateDoubtful, $0) }
        return remarks
    }

    private func birthDoubt(_ text: String, _ today: PartialDate?) -> String? {
        switch WrittenDate.reading(text) {
        case .date(let birth): return birthDoubt(birth, today)
        case .loose(let birth):
            return birthDoubt(birth, today)
                ?? "birth_date takes a guess to read; it is evidence, and is not written"
        case .shortYear, .unknown: return nil
        case .monthFirst:
            return "birth_date has its month first; its day and month are exchanged to compare it"
        case .notInCalendar: return "birth_date is in no calendar, or before 1800"
        case .unreadable: return "birth_date can't be read as a date"
        }
    }

    private func birthDoubt(_ birth: PartialDate, _ today: PartialDate?) -> String? {
        if let today, today.isCertainlyBefore(birth) { return "birth_date lies in the future" }
        if let examDate, examDate.isCertainlyBefore(birth) { return "birth_date lies behind exam_date" }
        return nil
    }

    private func scanDoubt(_ text: String, _ today: PartialDate?) -> String? {
        // The instance takes no other form (Date of Secondary Capture, PS3.3 C.8.6.1).
        guard let day = PartialDate(String(text.prefix(10))), day.isComplete else {
            return "scanned_at is no date of the form YYYY-MM-DD, with or without a time; it is left out"
        }
        if let today, today.isCertainlyBefore(day) { return "scanned_at lies in the future" }
        if let examDate, day.isCertainlyBefore(examDate) { return "scanned_at lies before exam_date" }
        return nil
    }

    private var urgentDoubt: String? {
        guard let urgentBy, let examDate, urgentBy.isCertainlyBefore(examDate) else { return nil }
        return "urgent_by lies before exam_date"
    }

    /// Why a text is no national number; nil where it is one.
    package static func doubt(ofNationalNumber text: String) -> String? {
        guard NationalNumber(text) == nil else { return nil }
        if isScientific(text) {
            return "nhs_number is written as 4.51E+09 is: a spreadsheet has destroyed it"
        }
        let digits = text.unicodeScalars.filter { $0.properties.numericType == .decimal }
        switch digits.count {
        case 10 where Set(digits).count == 1: return "nhs_number is ten times one digit: it is nobody's"
        case 10: return "the check digit of nhs_number is wrong, or no service issues such a number"
        case 9: return "nhs_number has nine digits: a leading zero may be lost, or a digit was missed"
        case 0: return "nhs_number has no digits"
        default: return "nhs_number has \(digits.count) digits instead of ten"
        }
    }

    /// Whether a number was rounded to a few digits and a power of ten.
    package static func isScientific(_ text: String) -> Bool {
        let plain = text.trimmed.uppercased().utf8.filter { $0 != 0x20 && $0 != 0x27 }
        guard let power = plain.firstIndex(of: UInt8(ascii: "E")), power > plain.startIndex else {
            return false
        }
        let head = plain[..<power]
        let tail = plain[(power + 1)...].drop { $0 == UInt8(ascii: "+") }
        return head.first?.isASCIIDigit == true
            && head.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
            && (1...3).contains(tail.count) && tail.allSatisfy(\.isASCIIDigit)
    }
}
