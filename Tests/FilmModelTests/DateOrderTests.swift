import Testing

@testable import FilmModel

@Suite("The order of day and month in a list")
struct DateOrderTests {
    private func refusal(_ columns: [String: [String]]) -> String? {
        var order = DateOrder()
        for (column, texts) in columns {
            for (place, text) in texts.enumerated() {
                if let date = WrittenDate(text) { order.add(date, column, row: place + 2) }
            }
        }
        return order.refusal
    }

    @Test("that is month first in one column makes every date that can be read either way suspect")
    func across() throws {
        let words = try #require(refusal(["birth_date": ["04/13/1943"], "exam_date": ["03/07/1994"]]))
        #expect(words.hasPrefix("birth_date is written month first (row 2)"))
        #expect(words.contains("(exam_date in row 2)"))
        #expect(refusal(["birth_date": ["04/13/1943", "03/04/1950"]]) != nil)
        let many = try #require(refusal(["a": Array(repeating: "12/31/1999", count: 9), "b": ["01/02/99"]]))
        #expect(many.contains("rows 2, 3, 4, 5, 6, …"))
    }

    @Test("is in no doubt without such a date, and one slip is none")
    func sound() {
        #expect(
            refusal(["birth_date": ["04/13/1943"], "exam_date": ["1994-03-07", "7 Mar 1994", "07/07/1994"]])
                == nil)
        #expect(refusal(["a": ["03/04/2004", "12/31/1999", "31/12/1999"]]) == nil)
        #expect(refusal(["a": ["03/04/2004", "04/03/2004"]]) == nil)
        #expect(refusal([:]) == nil)
    }
}
