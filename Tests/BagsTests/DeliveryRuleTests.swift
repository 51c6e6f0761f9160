import FilmModel
import Testing

@testable import Bags

@Suite("A delivery is refused for its rows")
struct DeliveryRuleTests {
    private static func rows(
        sound: Int, formal: Int = 0, unusable: Int = 0
    ) -> [DeliveryRule.Row] {
        Array(repeating: .sound, count: sound) + Array(repeating: .formal, count: formal)
            + Array(repeating: .unusable, count: unusable)
    }

    @Test(
        "where none can be used, and where many are wrong in their form alone",
        arguments: [
            rows(sound: 0, formal: 1), rows(sound: 0, unusable: 1), rows(sound: 0, formal: 5, unusable: 900),
            rows(sound: 8, formal: 2), rows(sound: 90, formal: 10), rows(sound: 3, formal: 5, unusable: 1),
            rows(sound: 1, formal: 2), rows(sound: 900, formal: 100),
        ])
    func refused(rows: [DeliveryRule.Row]) {
        #expect(DeliveryRule.refusal(rows) != nil)
    }

    @Test(
        "and else taken, so that a bad row among good ones is rejected alone",
        arguments: [
            rows(sound: 1), rows(sound: 999, formal: 1), rows(sound: 1, formal: 1),
            rows(sound: 1, unusable: 1),
            rows(sound: 1, unusable: 900), rows(sound: 91, formal: 9), rows(sound: 2, formal: 2, unusable: 1),
            rows(sound: 3, formal: 3, unusable: 1),
        ])
    func taken(rows: [DeliveryRule.Row]) {
        #expect(DeliveryRule.refusal(rows) == nil)
    }

    @Test("where a column of dates is written month first, with the rows that show it")
    func monthFirst() {
        var dates = DateOrder()
        for (row, text) in [(2, "12/31/1999"), (3, "01/02/1999")] {
            if let date = WrittenDate(text) { dates.add(date, "exam_date", row: row) }
        }
        let words = DeliveryRule.refusal(Self.rows(sound: 5), dates: dates)
        #expect(words?.hasPrefix("exam_date is written month first (row 2)") == true)
    }
}
