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

    @Test("that has a short year first, or the day between year and month, is found as well")
    func others() throws {
        let short = try #require(refusal(["birth_date": ["47-06-19", "29-11-14", "31-11-02"]]))
        #expect(short.hasPrefix("birth_date is written with a year of two digits first (row 2)"))
        #expect(short.contains("(birth_date in rows 3, 4)"))
        let middle = try #require(refusal(["exam_date": ["1994-19-06", "1994-07-03", "1993-20-12"]]))
        #expect(middle.hasPrefix("exam_date is written with the day before the month (rows 2, 4)"))
        #expect(refusal(["a": ["1994-19-06", "1994-07-03", "1993-06-20", "1993-06-21"]]) == nil)
        #expect(refusal(["a": ["19-06-47", "29-11-14", "03-07-99"]]) == nil)
        #expect(refusal(["a": ["7 Mar 1994", "3 July 1994", "1994-03-07"]]) == nil)
    }

    @Test("eight digits are read in the one order in which they are a date")
    func packed() {
        for (text, day) in [
            ("18031994", "1994-03-18"), ("20121931", "1931-12-20"), ("19061947", "1947-06-19"),
            ("19470619", "1947-06-19"), ("17031994", "1994-03-17"), ("20010203", "2001-02-03"),
        ] { #expect(WrittenDate(text)?.date?.description == day) }
    }

    @Test("four digits beyond every year are a spreadsheet's day")
    func dayNumber() {
        #expect(WrittenDate("8817")?.date?.description == "1924-02-20")
        #expect(WrittenDate("1924")?.date?.description == "1924")
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
