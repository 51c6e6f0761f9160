import FilmModel

extension RawRecord {
    /// What the dates of an index's row come to.
    struct DateNotes {
        /// What can't be read, with the column's name.
        var faults: [String] = []
        var isCenturyAssumed = false
        var isImpossible = false
    }

    /// Reads the dates of an index's row, in the forms that labels have, into `YYYY-MM-DD`. What can't be read
    /// stays as it was typed.
    mutating func readDates(today: PartialDate?) -> DateNotes {
        var notes = DateNotes()
        let birth = Self.read(&birthDate, "birth_date", &notes)
        let death = Self.read(&deathDate, "death_date", &notes)
        if let today, [birth, death].contains(where: { $0.map(today.isCertainlyBefore) ?? false }) {
            notes.isImpossible = true
        }
        if let birth, let death, death.isCertainlyBefore(birth) { notes.isImpossible = true }
        return notes
    }

    private static func read(_ text: inout String?, _ column: String, _ notes: inout DateNotes)
        -> PartialDate?
    {
        guard let typed = text else { return nil }
        // As nearly every extract has it.
        if let date = PartialDate(typed) { return date }
        switch WrittenDate.reading(typed) {
        case .date(let date):
            text = date.description
            return date
        case .shortYear:
            // As labels are read where no examination tells the century.
            guard let date = DayDigits.birth(typed).date else { break }
            notes.isCenturyAssumed = true
            text = date.description
            return date
        case .monthFirst: notes.faults.append("\(column) has its month first; write \(WrittenDate.forms)")
        case .notInCalendar: notes.faults.append("\(column) is in no calendar, or before 1800")
        case .unreadable:
            notes.faults.append(
                "\(column) is no date; write \(WrittenDate.forms), or leave it empty where it is not known")
        }
        return nil
    }
}
