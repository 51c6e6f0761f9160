import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Months and days")
struct MonthTests {
    @Test(
        "refuses what is no month",
        arguments: ["", "2026", "2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "2026/01", "abcd-01"])
    func refusesMonths(text: String) { #expect(Month(text) == nil) }

    @Test("counts on over the end of a year, and back")
    func arithmetic() throws {
        let november = try month("2026-11")
        #expect(november.advanced(by: 3).description == "2027-02")
        #expect(november.advanced(by: -11).description == "2025-12")
        #expect(november.distance(to: try month("2028-01")) == 14)
        #expect(november.text == "Nov 2026")
    }

    @Test(
        "knows leap years", arguments: [("2024-02", 29), ("2023-02", 28), ("2000-02", 29), ("2100-02", 28)])
    func leapYears(text: String, days: Int) throws { #expect(try month(text).days == days) }

    @Test("refuses what is no day", arguments: ["2026-02-29", "2026-11", "2026-11-31", "24.11.2026", ""])
    func refusesDays(text: String) { #expect(CalendarDay(text) == nil) }

    @Test("takes a moment's day in UTC")
    func moment() throws {
        let moment = try #require(Timestamp(rfc3339: "2026-11-24T23:59:59Z"))
        #expect(CalendarDay(moment)?.description == "2026-11-24")
        #expect(CalendarDay(moment)?.text == "24 November 2026")
    }
}
