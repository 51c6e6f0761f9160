import FilmModel
import Testing

@Suite("A date as a label gives it")
struct PartialDateTests {
    @Test(
        "stays as partial as it was written",
        arguments: ["1987", "1987-02", "1987-02-28", "2000-02-29", "1900-12-31"])
    func kept(text: String) throws {
        let date = try #require(PartialDate(text))
        #expect(date.description == text)
        #expect(date.isComplete == (text.utf8.count == 10))
        #expect(date.dicomDate == (date.isComplete ? text.filter { $0 != "-" } : nil))
    }

    @Test(
        "is refused where no calendar has it, or in another form",
        arguments: [
            "", "87", "1987-2", "1987-02-30", "1900-02-29", "1987-13", "1987-00", "1987-04-31", "1799",
            "28/02/1987", "1987-02-28 ", "1987-02-28-01", "19870228", "+987",
        ])
    func refused(text: String) {
        #expect(PartialDate(text) == nil)
    }

    @Test("lies certainly before another only where no missing part could turn it round")
    func order() throws {
        let texts = ["1986", "1987", "1987-02", "1987-03", "1987-02-27", "1987-02-28", "1987-03-01", "1988"]
        for left in texts {
            for right in texts {
                let first = try #require(PartialDate(left))
                let second = try #require(PartialDate(right))
                // The last day that `left` can mean, and the first that `right` can.
                let latest = left + "-99-99".dropFirst(left.utf8.count - 4)
                let earliest = right + "-00-00".dropFirst(right.utf8.count - 4)
                #expect(first.isCertainlyBefore(second) == (latest < earliest), "\(left) \(right)")
            }
        }
    }
}
