import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Closed hours by London's clock")
struct ClosingTests {
    /// Whether hours are closed at a moment in UTC.
    func isClosed(_ closing: Closing, _ utc: String) throws -> Bool {
        let moment = try #require(Timestamp(rfc3339: utc))
        return closing.covers(LocalMoment(moment, in: try #require(LocalMoment.london)))
    }

    static func hours(_ from: Int, _ to: Int, _ days: Set<Weekday> = Set(Weekday.allCases)) -> Closing {
        Closing(scope: .all, days: days, from: from, to: to)
    }

    @Test("the zone's own rules hold in winter and in summer")
    func seasons() throws {
        let zone = try #require(LocalMoment.london)
        for (utc, day, minute) in [
            ("2027-01-15T08:30:00Z", Weekday.friday, 510), ("2027-07-01T08:30:00Z", .thursday, 570),
            ("2027-06-30T23:30:00Z", .thursday, 30), ("1970-01-01T00:00:00Z", .thursday, 60),
        ] {
            let moment = LocalMoment(try #require(Timestamp(rfc3339: utc)), in: zone)
            #expect(moment.weekday == day && moment.minute == minute, "\(utc)")
        }
    }

    @Test("the first minute is closed, the last one is not")
    func edges() throws {
        let office = Self.hours(9 * 60, 17 * 60, [.monday])
        // 2027-01-18 is a Monday.
        for (utc, closed) in [
            ("2027-01-18T08:59:59Z", false), ("2027-01-18T09:00:00Z", true), ("2027-01-18T16:59:59Z", true),
            ("2027-01-18T17:00:00Z", false), ("2027-01-19T12:00:00Z", false),
        ] {
            #expect(try isClosed(office, utc) == closed, "\(utc)")
        }
        #expect(try isClosed(Self.hours(0, 1440, [.monday]), "2027-01-18T23:59:59Z"))
        #expect(try !isClosed(Self.hours(0, 1440, [.monday]), "2027-01-19T00:00:00Z"))
    }

    @Test("hours past midnight belong to the day on which they begin")
    func midnight() throws {
        let night = Self.hours(22 * 60, 6 * 60, [.friday])
        // 2027-01-15 is a Friday.
        for (utc, closed) in [
            ("2027-01-15T05:00:00Z", false), ("2027-01-15T22:00:00Z", true), ("2027-01-16T05:59:00Z", true),
            ("2027-01-16T06:00:00Z", false), ("2027-01-16T22:30:00Z", false),
        ] {
            #expect(try isClosed(night, utc) == closed, "\(utc)")
        }
    }

    /// Minutes of a night in UTC in which hours are closed.
    func minutes(_ closing: Closing, night: String) throws -> [Int] {
        let start = try #require(Timestamp(rfc3339: "\(night)T00:00:00Z"))
        let zone = try #require(LocalMoment.london)
        return (0..<300).filter { minute in
            closing.covers(LocalMoment(start.adding(seconds: Double(minute) * 60), in: zone))
        }
    }

    @Test("when the clocks go forward, 01:00 to 02:00 does not come")
    func spring() throws {
        // 2027-03-28: 01:00 UTC is 02:00 in London.
        let night = "2027-03-28"
        #expect(try minutes(Self.hours(60, 120), night: night).isEmpty)
        #expect(try minutes(Self.hours(30, 90), night: night) == Array(30..<60))
        #expect(try minutes(Self.hours(90, 150), night: night) == Array(60..<90))
        #expect(try minutes(Self.hours(0, 180), night: night) == Array(0..<120))
    }

    @Test("when the clocks go back, 01:00 to 02:00 comes twice and closes twice")
    func autumn() throws {
        // 2027-10-31: until 01:00 UTC it is an hour later in London.
        let night = "2027-10-31"
        #expect(try minutes(Self.hours(60, 120), night: night) == Array(0..<120))
        #expect(try minutes(Self.hours(90, 150), night: night) == Array(30..<60) + Array(90..<150))
        #expect(try minutes(Self.hours(75, 105), night: night) == Array(15..<45) + Array(75..<105))
        #expect(try minutes(Self.hours(120, 180), night: night) == Array(120..<180))
    }
}
