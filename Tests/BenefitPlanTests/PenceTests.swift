import Testing

@testable import BenefitPlan

@Suite("Money")
struct PenceTests {
    @Test(
        "reads pounds with at most two decimals",
        arguments: [
            ("0", 0), ("12", 1200), ("12.3", 1230), ("12.30", 1230), ("12.03", 1203), ("1234.56", 123_456),
            ("007.10", 710), ("92233720368547758.07", Int64.max),
        ])
    func reads(text: String, pence: Int64) { #expect(Pence(pounds: text)?.value == pence) }

    @Test(
        "refuses what is not plainly pounds",
        arguments: [
            "", ".", "1.", ".5", "1.234", "1,234.56", "1e3", "NaN", "inf", "-1", "+1", "£1", "1 000", "0x10",
            "1.2.3", "１２", "92233720368547758.08", "99999999999999999999",
        ])
    func refuses(text: String) { #expect(Pence(pounds: text) == nil) }

    @Test("a sum or product beyond 64 bits is an error, not a wrong figure")
    func overflow() throws {
        #expect(try Pence(2) + Pence(3) == Pence(5))
        #expect(try Pence(85) * 3 == Pence(255))
        #expect(throws: MoneyOverflow()) { try Pence(.max) + Pence(1) }
        #expect(throws: MoneyOverflow()) { try Pence(.max) * 2 }
    }

    @Test(
        "is written in pounds with separators",
        arguments: [
            (0, "£0.00"), (5, "£0.05"), (123, "£1.23"), (99_999, "£999.99"), (100_000, "£1,000.00"),
            (123_456_789, "£1,234,567.89"), (-150, "−£1.50"),
        ])
    func writes(pence: Int64, text: String) { #expect(Pence(pence).text == text) }
}
