import Testing

@testable import FilmModel

@Suite("What is plain is read in a short way, and comes to the same")
struct ShortWayTests {
    /// Texts of pieces that numbers, dates and fillers are made of; the same in every run.
    static func texts(_ count: Int, of pieces: [String], longest: Int) -> [String] {
        var state: UInt64 = 20_261_201
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        return (0..<count).map { _ in
            (0...next(longest)).map { _ in pieces[next(pieces.count)] }.joined()
        }
    }

    private static let pieces =
        "0123456789".map(String.init) + "0011223456789ABDEGHILNOQSXZabxno".map(String.init) + [
            "NHS", "NO", "nr", "ID", "HC", "CHI", "NUM", "NA", "NK", "UNK", "XX", "000", "1111", "12345678",
            "1234567890", "987", " ", "-", ".", "?", "*", "_", "#", "/", "\"", "\u{301}", "４", "É",
        ]

    @Test("a number's text")
    func numbers() {
        for text in Self.texts(20_000, of: Self.pieces, longest: 10) {
            #expect(NumberReading(text) == NumberReading(inFull: text), "\(text.debugDescription)")
            #expect(
                NotKnown.isMeant(byNumber: text) == NotKnown.isMeant(byNumberInFull: text),
                "\(text.debugDescription)")
        }
    }

    @Test("a date's text")
    func dates() {
        let pieces =
            "0123456789".map(String.init) + [
                "-", "-", "-0", "-1", "19", "20", "1987", "1987-02-", "2000-02-29", "-31", " ", "/", "+", "٤",
                "-\u{301}",
            ]
        for text in Self.texts(60_000, of: pieces, longest: 6) {
            #expect(PartialDate(text)?.description == Self.date(text), "\(text.debugDescription)")
        }
    }

    /// A date's text by its definition; nil where it is none.
    private static func date(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard parts.count <= 3,
            zip(parts, widths).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers[0] >= 1800, numbers.count < 2 || (1...12).contains(numbers[1]) else { return nil }
        let last = numbers.count < 3 ? 1 : PartialDate.days(inMonth: numbers[1], of: numbers[0])
        return numbers.count < 3 || (1...last).contains(numbers[2]) ? text : nil
    }
}
