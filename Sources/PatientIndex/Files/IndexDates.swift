package import FilmModel

extension RawRecord {
    /// What the dates of an index's row come to.
    package struct DateNotes {
        /// What can't be read, with the column's name.
        package var faults: [String] = []
        package var isCenturyAssumed = false
        package var isImpossible = false
        /// Whether it takes a guess to read one of them.
        package var isLoose = false
    }

    /// Reads the dates of an index's row, in the forms that labels have, into `YYYY-MM-DD`. What can't be read
    /// stays as it was typed.
    package mutating func readDates(today: PartialDate?, order: inout DateOrder, row: Int) -> DateNotes {
        var notes = DateNotes()
        let birth = Self.read(&birthDate, "birth_date", &notes, &order, row)
        let death = Self.read(&deathDate, "death_date", &notes, &order, row)
        if let today, [birth, death].contains(where: { $0.map(today.isCertainlyBefore) ?? false }) {
            notes.isImpossible = true
        }
        if let birth, let death, death.isCertainlyBefore(birth) { notes.isImpossible = true }
        return notes
    }

    private static func read(
        _ text: inout String?, _ column: String, _ notes: inout DateNotes, _ order: inout DateOrder,
        _ row: Int
    ) -> PartialDate? {
        guard let typed = text else { return nil }
        // As nearly every extract has it.
        if let date = PartialDate(typed), !WrittenDate.isDayNumber(date) {
            order.add(WrittenDate(date), column, row: row)
            return date
        }
        guard let written = WrittenDate(typed) else {
            if case .unknown = WrittenDate.reading(typed) {
                text = nil
            } else {
                notes.faults.append(
                    "\(column) is no date; write \(WrittenDate.forms), or leave it empty where it is not known"
                )
            }
            return nil
        }
        order.add(written, column, row: row)
        guard written.isOfCalendar else {
            // A label with the same slip would agree with it as with a birth date.
            notes.isImpossible = true
            text = nil
            return nil
        }
        let date = written.inOrder
        if date.isLoose || written.isMonthFirst { notes.isLoose = true }
        if date.hasShortYear { notes.isCenturyAssumed = true }
        // As labels are read where no examination tells the century.
        let day = DayDigits(
            number: DayDigits.pack(date.year(examination: nil), date.month, date.day)
        ).date
        if let day { text = day.description }
        return day
    }
}
