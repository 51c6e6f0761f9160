import Testing

@testable import PatientIndex

@Suite("A hospital number is one number however it is written")
struct LocalNumberTests {
    @Test(
        "captions, the issuer's code, a spreadsheet's point, zeros, and letters among digits change nothing",
        arguments: [
            "900777", "0900777", "900777.0", "RXA-900777", "rxa 900777", "RXA900777", "Hosp No 900777",
            "MRN: 900777",
            "hospital number 900777", "9OO777", "9O0777",
        ])
    func same(_ text: String) {
        #expect(NumberText.local(text, issuer: "RXA") == Array("900777".utf8))
    }

    @Test(
        "letters that belong to it stay",
        arguments: [
            ("H900777", "H900777"), ("RXB900777", "RXB900777"), ("A12O5", "A12O5"), ("12L5", "12L5"),
            ("RXA", ""),
            ("900777B", "900777B"),
        ])
    func own(_ text: String, _ form: String) {
        #expect(NumberText.local(text, issuer: "RXA") == Array(form.utf8))
    }
}
