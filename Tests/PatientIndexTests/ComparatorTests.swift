import FilmModel
import Testing

@testable import PatientIndex

@Suite("The comparators keep their laws")
struct ComparatorTests {
    private static func words(_ seed: UInt64) -> [[UInt8]] {
        var state = seed
        func next(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % below
        }
        return (0..<60).map { _ in (0..<next(14)).map { _ in UInt8(0x41 + next(5)) } }
    }

    @Test("Jaro–Winkler is symmetric, lies between 0 and 1, and is 1 for equal texts only", arguments: 1...5)
    func similarity(seed: UInt64) {
        let words = Self.words(seed)
        for left in words {
            for right in words {
                let one = JaroWinkler.similarity(left.span, right.span)
                let other = JaroWinkler.similarity(right.span, left.span)
                #expect(one == other)
                #expect((0...1).contains(one))
                #expect((one == 1) == (left == right), "\(left) \(right)")
                let isSlip = Edit.isOne(left.span, right.span)
                let isOtherSlip = Edit.isOne(right.span, left.span)
                #expect(isSlip == isOtherSlip)
                if left == right { #expect(!isSlip) }
            }
        }
    }

    /// W. E. Winkler's own examples (Census Bureau, 1990), to three places.
    @Test(
        "the published examples",
        arguments: [
            ("MARTHA", "MARHTA", 0.961), ("DWAYNE", "DUANE", 0.840), ("DIXON", "DICKSONX", 0.813),
        ])
    func published(left: String, right: String, value: Double) {
        let similarity = JaroWinkler.similarity(Array(left.utf8).span, Array(right.utf8).span)
        #expect(abs(similarity - value) < 0.0006)
    }

    @Test("numbers one slip apart are told from others")
    func slips() {
        #expect(Edit.isOne(UInt64(4_010_232_137), 4_010_232_187))
        #expect(Edit.isOne(UInt64(4_010_232_137), 4_010_232_173))
        #expect(Edit.isOne(UInt64(19_310_402), 19_310_420))
        #expect(!Edit.isOne(UInt64(4_010_232_137), 4_010_232_137))
        #expect(!Edit.isOne(UInt64(4_010_232_137), 4_010_237_132))
        #expect(!Edit.isOne(UInt64(4_010_232_137), 4_110_232_187))
    }

    @Test("names, dates and postcodes as people write them come to one form")
    func forms() {
        func family(_ text: String) -> String {
            String(decoding: NameText.family(text).joined, as: UTF8.self)
        }
        for text in ["O'Neill", "O NEILL", "o’neill", "Ó Néill", "ONEILL "] {
            #expect(family(text) == "ONEILL")
        }
        #expect(family("MacLeod") == family("McLeod") && family("van der Berg") == "VANDERBERG")
        #expect(family("Sm1th") == "SMITH" && family("Strauß") == "STRAUSS")
        for text in ["BABY", "Twin 1", "unknown", "NOT KNOWN", "", "-", "🙂", "\u{202E}"] {
            #expect(NameText.given(text).joined.isEmpty, "\(text)")
        }
        for text in [
            "1931-04-02", "02/04/1931", "2.4.1931", "19310402", "02041931", "2 Apr 1931", "02-APRIL-31",
        ] {
            #expect(DayDigits.birth(text).number == 19_310_402, "\(text)")
        }
        for text in ["1900-01-01", "01/01/1901", "unknown", "", "9999-12-31", "0000-00-00"] {
            #expect(!DayDigits.birth(text).isKnown, "\(text)")
        }
        for text in ["SW1A 1AA", "sw1a1aa", "SWIA lAA", "SW1A-1AA"] {
            #expect(String(decoding: PostcodeText.of(text), as: UTF8.self) == "SW1A1AA", "\(text)")
        }
        #expect(PostcodeText.of("ZZ99 3CZ").isEmpty)
    }

    @Test("garbage is compared, and never crashes or grows")
    func garbage() throws {
        let long = String(repeating: "A", count: 10_000_000)
        let texts = [
            long, String(repeating: "é", count: 100_000), "\0\u{1}\u{7F}\u{9B}", "محمد", "李小龍", "👩‍👩‍👧", "=1+1",
            "@SUM(A1)",
            "\u{202E}nhoJ", "''''", "....", "-- --", "  ", "\u{FEFF}", "ﬁ", "Ⅻ", "İ",
        ]
        let columns = [
            "nhs_number", "local_id", "family_name", "given_name", "middle_names", "birth_date", "sex",
            "address",
            "town", "postcode",
        ]
        let index = try SmallIndex(
            texts.enumerated().map { place, text in
                Dictionary(uniqueKeysWithValues: columns.map { ($0, text) } + [("person_id", "P\(place)")])
            })
        for (place, text) in texts.enumerated() {
            let decision = try index.decide(Dictionary(uniqueKeysWithValues: columns.map { ($0, text) }))
            // One of these has letters and a digit, so it is a hospital number and a name: its own person's.
            let isOwn = text == "@SUM(A1)" && decision.best?.id == PersonID("P\(place)")
            #expect(decision.decision != .match || isOwn, "\(place)")
            #expect(!decision.reasons.joined().contains("SUM"))
        }
    }
}
