import Testing

@testable import FilmModel

@Suite("A date as people write it")
struct WrittenDateTests {
    static let readings: [(String, WrittenDate.Reading)] = [
        ("14/04/1944", .date(date("1944-04-14"))),
        ("4/5/1944", .date(date("1944-05-04"))),
        ("14 April 1944", .date(date("1944-04-14"))), ("14-APR-1944", .date(date("1944-04-14"))),
        ("April 14, 1944", .date(date("1944-04-14"))), ("14th Sept 1944", .date(date("1944-09-14"))),
        ("1944-04-14 00:00:00.000", .date(date("1944-04-14"))),
        ("1944-04-14T23:59", .date(date("1944-04-14"))),
        ("14/04/1944 12:00 AM", .date(date("1944-04-14"))), ("19440414", .date(date("1944-04-14"))),
        ("14041944", .date(date("1944-04-14"))), ("=\"14/04/1944\"", .date(date("1944-04-14"))),
        ("\u{200B}14\u{2212}04\u{2212}1944", .date(date("1944-04-14"))), ("1944", .date(date("1944"))),
        ("04/1944", .date(date("1944-04"))), ("00/00/1944", .date(date("1944"))),
        ("04/14/1944", .monthFirst),
        ("14/04/44", .shortYear), ("31/02/1944", .notInCalendar), ("1944-02-30", .notInCalendar),
        ("29 Feb 1900", .notInCalendar), ("32/01/1944", .notInCalendar), ("01/01/0001", .notInCalendar),
        ("04/14/44", .monthFirst), ("31/02/44", .notInCalendar), ("29/02/44", .shortYear),
        ("about 1944", .loose(date("1944"))), ("c.1940", .loose(date("1940"))),
        ("14669", .loose(date("1940-02-28"))),
        ("I4/O4/1944", .loose(date("1944-04-14"))), ("28FEB1940", .date(date("1940-02-28"))),
        ("DOB: 14/04/1944", .date(date("1944-04-14"))), ("31-Jan-50", .shortYear),
        ("", .unreadable), ("unknown", .unknown), ("00/00/0000", .unknown), ("see notes", .unreadable),
        ("1/2", .unreadable), ("1/2/3/4", .unreadable), ("14/04/194", .unreadable),
        ("99999999999999999999/1/1", .unreadable), ("½/4/1944", .unreadable),
    ]

    @Test("is read as one of the calendar, or told why not", arguments: readings)
    func reading(text: String, expected: WrittenDate.Reading) {
        #expect(WrittenDate.reading(text) == expected)
    }

    @Test("any text is read without a crash, and never as a date that it is not")
    func anything() {
        var random = SystemRandomNumberGenerator()
        let parts = [
            "1", "12", "31", "99", "1944", "/", "-", ".", " ", "T", ":", "Apr", "é", "\u{301}", "0", "'",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...7, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
            if case .date(let date) = WrittenDate.reading(text) {
                #expect(PlainText.of(text).contains(String(date.year)), "\(text)")
            }
        }
    }

    @Test("of two digits a year is of the last century, unless this one is possible as well")
    func century() throws {
        let today = try #require(PartialDate("2026-11-30"))
        #expect(WrittenDate("31/01/50")?.date(notAfter: today) == PartialDate("1950-01-31"))
        #expect(WrittenDate("31-Jan-50")?.date(notAfter: today) == PartialDate("1950-01-31"))
        #expect(WrittenDate("31/01/26")?.date(notAfter: today) == nil)
        #expect(WrittenDate("31/02/50")?.date(notAfter: today) == nil)
    }

    private static func date(_ text: String) -> PartialDate {
        guard let date = PartialDate(text) else { preconditionFailure("\(text) is a date") }
        return date
    }
}
