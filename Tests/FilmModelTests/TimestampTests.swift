import FilmModel
import Testing

@Suite("A moment")
struct TimestampTests {
    @Test(
        "reads RFC 3339 and prints it in UTC to the second",
        arguments: [
            ("2026-11-24T09:30:00Z", "2026-11-24T09:30:00Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
            ("2026-02-28", "2026-02-28T00:00:00Z"),
        ])
    func roundTrip(text: String, printed: String) throws {
        let moment = try #require(Timestamp(rfc3339: text))
        #expect(moment.description == printed)
        #expect(moment.day == String(printed.prefix(10)))
        #expect(Timestamp(rfc3339: printed) == moment)
    }

    @Test("orders and adds by the clock")
    func arithmetic() throws {
        let moment = try #require(Timestamp(rfc3339: "2026-11-24T09:30:00Z"))
        #expect(moment.adding(seconds: 0.25).milliseconds - moment.milliseconds == 250)
        #expect(moment < moment.adding(seconds: 0.001))
    }
}
