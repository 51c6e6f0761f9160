import FilmModel
import FoundationEssentials
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

    @Test(
        "has a day in London, where it is an hour later in summer",
        arguments: [
            ("2026-06-30T22:59:59Z", "2026-06-30"), ("2026-06-30T23:00:00Z", "2026-07-01"),
            ("2026-03-29T00:30:00Z", "2026-03-29"), ("2026-10-24T23:00:00Z", "2026-10-25"),
            ("2026-10-25T23:30:00Z", "2026-10-25"), ("2026-12-31T23:59:59Z", "2026-12-31"),
            ("1969-12-31T23:30:00Z", "1970-01-01"),
        ])
    func london(text: String, day: String) throws {
        let moment = try #require(Timestamp(rfc3339: text))
        #expect(moment.londonDay == day)
        #expect(Timestamp(milliseconds: moment.londonDayNumber * 86_400_000).day == day)
        let end = try #require(Timestamp.end(ofLondonDay: day))
        #expect(end.londonDay == day)
        #expect(Timestamp(milliseconds: end.milliseconds + 1).londonDay != day)
    }

    @Test("prints any moment of the Gregorian years of four digits as Foundation's formatter does")
    func againstFoundation() throws {
        let first = try #require(Timestamp(rfc3339: "1583-01-01T00:00:00Z")).milliseconds
        let last = try #require(Timestamp(rfc3339: "9999-12-31T23:59:59Z")).milliseconds
        let style = Date.ISO8601FormatStyle(timeZone: .gmt)
        var moments = [first - 1, first, last, -1, 0, 1, -1_000, -999, 999]
        for year in [1600, 1899, 1900, 1999, 2000, 2004, 2100, 2400] {
            for day in ["02-28", "03-01", "12-31", "01-01"] {
                moments.append(try #require(Timestamp(rfc3339: "\(year)-\(day)T23:59:59Z")).milliseconds)
            }
        }
        // Evenly spread over the years of four digits, at every time of the day.
        moments += stride(from: first, to: last, by: 31_556_952_000 * 3 + 86_399_123).map(\.self)
        for moment in moments {
            let moment = Timestamp(milliseconds: moment)
            // To the second, downwards: a moment lies in the second that has begun.
            let second = Timestamp(
                milliseconds: Int64((Double(moment.milliseconds) / 1000).rounded(.down)) * 1000)
            #expect(moment.description == second.date.formatted(style))
        }
    }

    @Test("orders and adds by the clock")
    func arithmetic() throws {
        let moment = try #require(Timestamp(rfc3339: "2026-11-24T09:30:00Z"))
        #expect(moment.adding(seconds: 0.25).milliseconds - moment.milliseconds == 250)
        #expect(moment < moment.adding(seconds: 0.001))
    }
}
