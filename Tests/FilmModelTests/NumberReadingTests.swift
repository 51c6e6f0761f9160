import FilmModel
import Testing

@Suite("What stands in a national number's place")
struct NumberReadingTests {
    private static let number = "4505577104"

    @Test(
        "is read as the number in every way in which people and spreadsheets write it",
        arguments: [
            "4505577104", "450 557 7104", "450-557-7104", " 4505577104 ", "450\u{A0}557\u{A0}7104",
            "450\u{2009}557\u{2009}7104", "450\u{2007}557\u{2007}7104", "450\u{202F}557\u{202F}7104",
            "450\u{3000}557\u{3000}7104", "450\u{2011}557\u{2011}7104", "450\u{2013}557\u{2014}7104",
            "450\u{2212}557\u{2212}7104", "45055\u{AD}77104", "\u{FEFF}4505577104", "4505577104\u{200B}",
            "\u{202A}4505577104\u{202C}", "4505\u{200D}577104", "'4505577104", "\u{2019}4505577104",
            "`4505577104",
            "=\"4505577104\"", "\"4505577104\"", "4505577104.0", "4505577104.00", "4505577104,0",
            "4505577104.",
            "4.505577104E+09", "4.505577104E9", "4,505577104E+09", "4,505,577,104", "450.557.7104",
            "450/557/7104",
            "450_557_7104", "450:557:7104", "(450) 557 7104", "NHS 4505577104", "NHS No. 450 557 7104",
            "nhs no:4505577104",
            "NHS Number: 450 557 7104", "NHS# 4505577104", "Nhs Num 4505577104", "N.H.S. 4505577104",
            "4505577104 (NHS)", "4505577104 verified", "No. 4505577104", "04505577104", "00004505577104",
            "450 557 7104 / 450 557 7104", "４５０５５７７１０４", "٤٥٠٥٥٧٧١٠٤", "४५०५५७७१०४", "450\t557\t7104",
            "450\n557 7104",
            "ＮＨＳ：4505577104",
        ])
    func read(text: String) throws {
        let wanted = try #require(NationalNumber(Self.number))
        #expect(NumberReading(text) == .number(wanted), "\(text.debugDescription)")
        #expect(NationalNumber(text) == wanted)
    }

    @Test(
        "of Scotland and Northern Ireland too, the zero that a spreadsheet took included",
        arguments: [
            ("CHI: 060723 0002", "0607230002"), ("607230002", "0607230002"), ("607230002.0", "0607230002"),
            ("CHI No 607230002", "0607230002"), ("6.07230002E+08", "0607230002"),
            ("O607230002", "0607230002"),
            ("H&C No. 320 000 0007", "3200000007"), ("H+C 3200000007", "3200000007"),
            ("HCN 3200000007", "3200000007"),
        ])
    func others(text: String, digits: String) {
        #expect(NumberReading(text).valid?.digits == digits, "\(text)")
    }

    @Test("takes letters for digits only where the check digit then holds, and as weaker evidence")
    func corrected() throws {
        let wanted = try #require(NationalNumber(Self.number))
        for text in ["45O5577104", "4505577IO4", "4SOSS77104", "45O 557 71O4", "4505577l04", "4505577|04"] {
            #expect(NumberReading(text) == .corrected(wanted), "\(text)")
            #expect(NationalNumber(text) == nil, "\(text)")
        }
        #expect(NumberReading("45O5577105") == .unreadable)
        #expect(NumberReading("4SOSSTTIO4") == .unreadable && NumberReading("SOLIDSOBIG") == .unreadable)
    }

    @Test("is misread where ten digits are no number, and unreadable where they are not ten")
    func unreadable() {
        #expect(NumberReading("450 557 7105") == .misread("4505577105"))
        #expect(NumberReading("450\u{A0}557\u{A0}7105") == .misread("4505577105"))
        for text in [
            "4.51E+09", "4.50557710E+09", "450557710", "45055771", "40102321370", "450 557 ****",
            "450557?104",
            "##########", "4505577104 4010232137", "A123456", "see notes", "450-557-71O4X", "1931-04-02", "５",
            "未知", "123 456 78__", "450 557 71__", "60723000_2", "60723000-2-", "60723000-", "607-23--0002",
            "12345678_",
            "000 000 000?", "\"", "\u{201D}", "-\"-", "\u{3003}", "illegible", "not legible", "see above",
            "as above",
            "ditto", "do.", "same",
        ] {
            #expect(NumberReading(text) == .unreadable, "\(text)")
        }
    }

    @Test(
        "is absent where people write that they do not know it",
        arguments: [
            nil, "", " ", "-", "--", "?", ".", "\u{2014}", "\u{A0}", "N/A", "n/a", "#N/A", "NA", "None",
            "NULL", "nil",
            "unknown", "Not known", "NHS No: unknown", "not recorded", "TBC", "0", "000", "0000000000",
            "000 000 0000",
            "9999999999", "1111111111", "4444444444", "1234567890", "NHS No:", "NHS", "XXXXXXXXXX", "''",
            "n/k", "\"\"", "not on film",
            "=\"\"",
        ] as [String?])
    func absent(text: String?) {
        #expect(NumberReading(text) == .absent, "\(text ?? "nil")")
    }

    @Test("is remarked by what is wrong with it")
    func remarks() {
        func remark(_ text: String?) -> Reason? { Label(nhsNumber: text).numberRemark }
        for text in [nil, "", "unknown", "450\u{A0}557\u{A0}7104", "NHS 4505577104"] {
            #expect(remark(text) == nil)
        }
        #expect(remark("4505577105") == Reason(.checkDigit))
        for text in ["4.51E+09", "450557710"] {
            #expect(remark(text)?.code == .checkDigit)
            #expect(remark(text)?.message.contains("cannot be read") == true)
        }
        #expect(remark("45O5577104")?.message.contains("letters for digits") == true)
    }

    @Test("is never read as a number whose digits are not all there")
    func noInvention() {
        var state: UInt64 = 5
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        let alphabet = Array("0123456789 -.,'\"=OISBNHSCE+?*\u{A0}\u{AD}４٤")
        for _ in 0..<20_000 {
            let text = String((0..<next(16)).map { _ in alphabet[next(alphabet.count)] })
            guard case .number(let number) = NumberReading(text) else { continue }
            let digits = text.unicodeScalars.compactMap { $0.properties.numericValue }.map { String(Int($0)) }
                .joined()
            let bare = number.digits.drop { $0 == "0" }
            #expect(digits.contains(bare), "\(text.debugDescription)")
        }
    }
}
