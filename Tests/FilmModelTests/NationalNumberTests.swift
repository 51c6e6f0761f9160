import FilmModel
import Testing

@Suite("A national number")
struct NationalNumberTests {
    @Test(
        "is known by its range",
        arguments: [
            ("401 023 2137", NationalNumber.Kind.nhs), ("943-476-5919", .test), ("9434765919", .test),
            ("4505577104", .nhs),
        ])
    func kinds(text: String, kind: NationalNumber.Kind) throws {
        let number = try #require(NationalNumber(text))
        #expect(number.kind == kind)
        #expect(number.digits.utf8.count == 10)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            "", "450557710", "40102321370", "4010232138", "4444444444", "0000000000", "401023213X",
            "5010232137", "8501234567",
        ])
    func refused(text: String) {
        #expect(NationalNumber(text) == nil)
    }

    @Test("has one check digit at most, and no single wrong digit or swapped pair passes")
    func errorsAreFound() throws {
        var seen = 0
        for prefix in stride(from: 400_000_000, to: 499_999_999, by: 104_729) {
            let valid = (0...9).compactMap { NationalNumber("\(prefix)\($0)") }
            #expect(valid.count <= 1)
            guard let number = valid.first else { continue }
            seen += 1
            let digits = Array(number.digits)
            for place in 1..<10 {
                for other in "0123456789" where other != digits[place] {
                    var wrong = digits
                    wrong[place] = other
                    #expect(NationalNumber(String(wrong)) == nil)
                }
                if place < 9, digits[place] != digits[place + 1] {
                    var swapped = digits
                    swapped.swapAt(place, place + 1)
                    #expect(NationalNumber(String(swapped)) == nil)
                }
            }
        }
        #expect(seen > 800)
    }

    @Test("of Scotland begins with a day that a calendar has")
    func community() {
        let days = [
            ("0101", true), ("3112", true), ("2902", true), ("3002", false), ("3104", false), ("0013", false),
        ]
        for (day, exists) in days {
            let found = (0...99_999).contains { tail in
                let rest = String(100_000 + tail).dropFirst()
                return NationalNumber(day + "6" + rest)?.kind == .chi
            }
            #expect(found == exists, "\(day)")
        }
    }
}
