import FilmModel

extension DayDigits {
    /// What a field for a date says.
    struct Reading {
        /// 0 where nothing is known, or nothing can be read.
        var day = DayDigits(number: 0)
        /// Something is written there, and it cannot be read as a date.
        var isUnreadable = false
    }

    /// A birth date in every form that labels and extracts have (`WrittenDate`), of two digits a year by the examination.
    /// What says "not known" is nothing. One that no calendar has is compared digit by digit, and equals none of an index:
    /// there it is left out.
    static func birth(_ text: String?, examination: PartialDate? = nil) -> Self {
        reading(text, examination: examination).day
    }

    static func reading(_ text: String?, examination: PartialDate? = nil) -> Reading {
        guard let text = text?.nonEmpty else { return Reading() }
        guard let written = WrittenDate(text) else {
            let isUnknown =
                NotKnown.isMeant(byDate: PlainText.of(text).trimmed.uppercased()) && !PlainText.isDitto(text)
            return Reading(isUnreadable: !isUnknown)
        }
        let day = Self(
            number: pack(written.year(examination: examination), written.month, written.day))
        guard day.isKnown else { return Reading(isUnreadable: true) }
        // Which programs write for "no date".
        if NotKnown.isMeant(byDay: day.number) { return Reading() }
        return Reading(day: day)
    }
}
