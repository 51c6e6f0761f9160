import Testing

@testable import FilmModel

@Suite("A row's doubtful values are remarked on")
struct RowRemarkTests {
    private func remarks(_ change: (inout FilmDescription) -> Void) -> [Reason] {
        var film = FilmDescription(filmID: "F", image: "1.tif")
        film.examDate = PartialDate("1994-03")
        change(&film)
        return film.remarks(today: PartialDate("2026-06-15"))
    }

    @Test(
        "a number by what is wrong with it: the check digit is wrong only where the digits are all there",
        arguments: [
            ("450 557 7105", "check digit"), ("4.51E+09", "a spreadsheet has destroyed it"),
            ("4,51e9", "a spreadsheet has destroyed it"), ("450557710", "a leading zero may be lost"),
            ("45055771040", "11 digits"), ("12", "2 digits"),
        ])
    func number(text: String, words: String) throws {
        let found = remarks { $0.label.nhsNumber = text }
        #expect(found.map(\.code) == [.checkDigit])
        let message = try #require(found.first?.message)
        #expect(message.contains(words), "\(message)")
        #expect(message.contains("check digit") == (words == "check digit"))
        #expect(text == "4.51E+09" || !message.contains(text))
    }

    @Test(
        "a right number is not, however it is written",
        arguments: ["4505577104", "450 557 7104", "450-557-7104"])
    func right(text: String) {
        #expect(remarks { $0.label.nhsNumber = text }.isEmpty)
    }

    @Test("dates that cannot be, and those that can't be read")
    func dates() {
        let cases: [((inout FilmDescription) -> Void, String?)] = [
            ({ $0.label.birthDate = "31/02/1950" }, "birth_date is in no calendar, or before 1800"),
            ({ $0.label.birthDate = "2031-01-01" }, "birth_date lies in the future"),
            ({ $0.label.birthDate = "1994-04-01" }, "birth_date lies behind exam_date"),
            ({ $0.label.birthDate = "1994-03-31" }, nil), ({ $0.label.birthDate = "1950" }, nil),
            ({ $0.label.birthDate = "03/14/1950" }, "birth_date has its month first"),
            ({ $0.label.birthDate = "1/2/33" }, nil),
            ({ $0.label.birthDate = "about 1930" }, "birth_date takes a guess to read"),
            ({ $0.label.birthDate = "see notes" }, "birth_date can't be read"),
            ({ $0.label.birthDate = "unknown" }, nil),
            ({ $0.scannedAt = "2027-01-01" }, "scanned_at lies in the future"),
            ({ $0.scannedAt = "2026-02-30T10:00:00Z" }, "scanned_at is no date"),
            ({ $0.scannedAt = "last week" }, "scanned_at is no date"),
            ({ $0.scannedAt = "1990-01-01" }, "scanned_at lies before exam_date"),
            ({ $0.scannedAt = "2026-05-01T10:00:00Z" }, nil),
            ({ $0.urgentBy = PartialDate("1994-02-28") }, "urgent_by lies before exam_date"),
            ({ $0.urgentBy = PartialDate("1994-03-01") }, nil),
        ]
        for (change, words) in cases {
            let found = remarks(change)
            #expect(found.map(\.code) == (words == nil ? [] : [.dateDoubtful]), "\(words ?? "nothing")")
            #expect(found.first?.message.hasPrefix(words ?? "") ?? true, "\(found)")
        }
    }

    @Test("several are one, with the first one's code and the words of all")
    func several() {
        let found = remarks {
            $0.label.nhsNumber = "12"
            $0.label.birthDate = "31/02/1950"
        }
        let one = Reason(joining: found)
        #expect(one?.code == .checkDigit)
        #expect(one?.message.contains("; birth_date") == true)
        #expect(Reason(joining: []) == nil)
    }
}
