import Testing

@testable import PatientIndex

@Suite("A hospital number is one number however it is written")
struct LocalNumberTests {
    @Test(
        "captions, the issuer's code, a spreadsheet's point, zeros, and letters among digits change nothing",
        arguments: [
            "900777", "0900777", "900777.0", "RXA-900777", "rxa 900777", "RXA900777", "Hosp No 900777",
            "MRN: 900777",
            "hospital number 900777", "9OO777", "9O0777", "9.00777E+05", "9.00777e5", "900777,0",
            "900777 / 900777",
            "900777 (RXA)", "Hosp. No. 900777", "'900777", "=\"0900777\"", "Patient ID: 900777",
        ])
    func same(_ text: String) {
        #expect(NumberText.local(text, issuer: "RXA") == Array("900777".utf8))
    }

    @Test("a plain number is read in a short way, and comes to the same")
    func plain() {
        let pieces =
            "0123456789012345678900AEGHILOXxelop-. /_".map(String.init) + [
                "RXA", "rxa", "MRN", "PID", "HOSP", "NO", "UNIT", "XX", "E+0", "000", "777", "900777", "8",
            ]
        var state: UInt64 = 20_261_201
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<8_000 {
            let text = (0...next(9)).map { _ in pieces[next(pieces.count)] }.joined()
            for issuer in [nil, "RXA", "8", "PID"] {
                let number = LocalNumber(text, issuer: issuer)
                let full = LocalNumber(inFull: text, NumberText.code(issuer))
                #expect(number.form == full.form, "\(text) \(issuer ?? "")")
                #expect(number.parts == full.parts, "\(text) \(issuer ?? "")")
                #expect(number.isUnreadable == full.isUnreadable, "\(text) \(issuer ?? "")")
            }
        }
    }

    @Test(
        "accents in whichever form of Unicode, and what cannot be seen, change nothing",
        arguments: [
            "E900777", "\u{C9}900777", "E\u{301}900777", "\u{200B}\u{C9}900\u{200D}777\u{2060}",
            "E\u{AD}900777\u{FE0F}",
            "R\u{200B}XA-E\u{301}900777",
        ])
    func unseen(_ text: String) {
        #expect(NumberText.local(text, issuer: "RXA") == Array("E900777".utf8))
        #expect(NumberText.local(text, issuer: "R\u{200C}XA") == Array("E900777".utf8))
    }

    @Test(
        "letters that belong to it stay",
        arguments: [
            ("H900777", "H900777"), ("RXB900777", "RXB900777"), ("A12O5", "A12O5"), ("12L5", "12L5"),
            ("RXA", ""),
            ("900777B", "900777B"), ("RXAH200417", "H200417"), ("RXA-H200417", "H200417"),
            ("H2OO417", "H200417"),
            ("H2004l7", "H200417"), ("AH200417Z", "AH200417Z"), ("H200417O", "H200417O"),
            ("RXX900777", "RXX900777"),
            ("XX900777", "XX900777"), ("900_777_123", "900777123"), ("900_777", "900777"),
            ("H_200417", "H200417"),
            ("900777_1", "9007771"), ("Hosp No H900777", "H900777"), ("12E34", "12E34"),
        ])
    func own(_ text: String, _ form: String) {
        #expect(NumberText.local(text, issuer: "RXA") == Array(form.utf8))
    }

    @Test(
        "what says that there is none is no evidence, and neither are captions and the issuer alone",
        arguments: [
            nil, "", " ", "-", "?", "n/k", "N/A", "none", "unknown", "Hosp No: unknown",
            "hospital number not known",
            "Hosp No", "RXA", "RXA-", "0", "0000000", "no number", "\"\"",
        ] as [String?])
    func none(_ text: String?) {
        let number = LocalNumber(text, issuer: "RXA")
        #expect(number.form.isEmpty && !number.isUnreadable, "\(text ?? "nil")")
    }

    @Test(
        "what can't be read is unreadable, and never a shorter number",
        arguments: [
            "\"", "\u{201D}", "- \" -", "\u{3003}", "illegible", "not legible", "see above", "as above",
            "ditto", "do.",
            "9007?7", "900777?", "9007**", "90077_", "9007__", "9007#7", "90077\u{2026}", "90077..",
            "9.01E+05",
            "9E+05", "2E5", "4.857E+09", "H200_17", "H200XXX", "h200xx", "H2XX417", "H200?17", "xxx xxx 6784",
            "XXXX6784", "***", "123 456 78__", "90077-", "900777 901234 902345 903456 904567",
        ])
    func unreadable(_ text: String) {
        let number = LocalNumber(text, issuer: "RXA")
        #expect(number.form.isEmpty && number.isUnreadable, "\(text)")
        var pool: [UInt8] = []
        var record = RawRecord()
        record.localID = text
        #expect(record.features(into: &pool).isUnreadable, "\(text)")
    }

    @Test(
        "each number that may be meant besides is told from the others",
        arguments: [
            ("H900777", [["900777", "H900777"]]), ("900777", [["900777"]]),
            ("900777/1", [["9007771"], ["900777"]]), ("900777 Vol 2", [["900777VOL2"], ["900777"]]),
            ("900777;901234", [["900777901234"], ["900777"], ["901234"]]),
            ("H900777 / 901234", [["900777901234", "H900777901234"], ["900777", "H900777"], ["901234"]]),
            ("B 900777/1", [["B9007771", "9007771"], ["900777", "B900777"]]), ("12-34-56", [["123456"]]),
        ] as [(String, [[String]])])
    func readings(_ text: String, _ numbers: [[String]]) {
        let found = LocalReadings(text, issuer: "RXA").numbers
            .map { number in number.ways.map { String(decoding: $0, as: UTF8.self) }.sorted() }
        #expect(found == numbers.map { $0.sorted() }, "\(found)")
    }

    @Test(
        "a national number with letters for digits in the hospital number's place repeats the one that stands beside it"
    )
    func repeated() {
        for text in ["45O5577104", "4505S77IO4", "450 557 71O4", "NHS 4505577104"] {
            var pool: [UInt8] = []
            var record = RawRecord()
            record.nhsNumber = "4505577104"
            record.localID = text
            let features = record.features(into: &pool)
            #expect(!features.isUnreadable, "\(text)")
            #expect(!features.has(.local), "\(text)")
        }
    }
}
