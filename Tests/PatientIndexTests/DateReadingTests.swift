import FilmModel
import Testing

@testable import PatientIndex

@Suite("What stands in a birth date's place")
struct DateReadingTests {
    @Test(
        "is read in every form that people and programs write",
        arguments: [
            "1931-04-02", "02/04/1931", "2/4/1931", "2.4.1931", "2-4-1931", "2 4 1931", "02,04,1931",
            "1931/04/02",
            "1931.4.2", "19310402", "02041931", "020431", "2 Apr 1931", "02-APRIL-31", "2nd April 1931",
            "April 2, 1931",
            "Apr 2nd 1931", "1931 Apr 2", "2Apr1931", "Thursday 2 April 1931", "DOB: 02/04/1931",
            "D.O.B. 2.4.31", "DOB:2/4/1931",
            "b. 2/4/1931", "born 2/4/1931", "1931-04-02T00:00:00Z", "1931-04-02 00:00:00", "02/04/1931 00:00",
            "19310402000000", "11415", "11415.0", "=\"02/04/1931\"", "'02/04/1931", "02\u{A0}04\u{A0}1931",
            "02\u{2013}04\u{2013}1931", "０２/０４/１９３１", "٠٢/٠٤/١٩٣١", "O2/O4/I931", "02/04/1931\u{200B}",
            "(02/04/1931)",
            "19310402.0", "02_04_1931", "02|04|1931", "02\\04\\1931",
        ])
    func read(text: String) {
        let reading = DayDigits.reading(text)
        #expect(reading.day.number == 1931_04_02, "\(text): \(reading.day.number)")
        #expect(!reading.isUnreadable)
    }

    @Test(
        "keeps what is partial partial",
        arguments: [
            ("1931", 1931_00_00), ("1931-04", 1931_04_00), ("04/1931", 1931_04_00), ("Apr 1931", 1931_04_00),
            ("00/04/1931", 1931_04_00), ("00/00/1931", 1931_00_00), ("circa 1931", 1931_00_00),
            ("1931.0", 1931_00_00),
        ] as [(String, UInt32)])
    func partial(text: String, number: UInt32) {
        #expect(DayDigits.reading(text).day.number == number, "\(text)")
        #expect(!DayDigits.reading(text).isUnreadable)
    }

    @Test("compares a date that is in no calendar digit by digit")
    func misread() {
        #expect(DayDigits.birth("31/02/1931").number == 1931_02_31)
        #expect(DayDigits.birth("7931-04-02").number == 7931_04_02)
        let born = DayDigits.birth("1931-04-25")
        #expect(BirthComparison.level(DayDigits.birth("04/25/1931"), born) == .exact)
        #expect(BirthComparison.level(DayDigits.birth("7931-04-25"), born) == .edit)
    }

    @Test(
        "is absent where people and programs write that they do not know it",
        arguments: [
            nil, "", "-", "?", "unknown", "N/A", "not known", "00/00/0000", "0000-00-00", "00000000",
            "99/99/9999",
            "1900-01-01", "01/01/1900", "01/01/1901", "9999-12-31", "31/12/9999", "1899-12-30", "0", "TBC",
        ] as [String?])
    func absent(text: String?) {
        let reading = DayDigits.reading(text)
        #expect(!reading.day.isKnown && !reading.isUnreadable, "\(text ?? "nil")")
    }

    @Test(
        "is unreadable where something is there that is no date",
        arguments: [
            "see notes", "aged 61", "########", "0?/04/1931", "02/04/19**", "02/04", "4.5E+04",
            "02/04/1931 or 03/04/1931",
            "13 Smarch 1931", "1", "123", "unknown 2", "未知",
        ])
    func unreadable(text: String) {
        let reading = DayDigits.reading(text)
        #expect(reading.isUnreadable && !reading.day.isKnown, "\(text): \(reading.day.number)")
    }

    @Test("takes the century from the examination, and none where both are open")
    func century() {
        #expect(DayDigits.birth("2/4/31", examination: PartialDate("1975")).year == 1931)
        #expect(DayDigits.birth("2/4/05", examination: PartialDate("2008")).number == 4_02)
        #expect(DayDigits.birth("2/4/05", examination: PartialDate("1999")).year == 1905)
    }
}
