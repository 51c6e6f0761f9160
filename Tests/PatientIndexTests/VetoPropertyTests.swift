import FilmModel
import Testing

@testable import PatientIndex

@Suite("Whatever a label has and lacks, a veto holds")
struct VetoPropertyTests {
    private static let mary: [String: String] = [
        "person_id": "P1", "nhs_number": "4010232137", "local_id": "A123456", "local_id_issuer": "RXA",
        "family_name": "Ashworth", "given_name": "Mary", "middle_names": "Ivy", "birth_date": "1931-04-02",
        "death_date": "1999-01-01", "sex": "F", "address": "12 High Street", "town": "Halifax",
        "postcode": "HX1 1AA",
    ]

    /// Each with the columns that it stands on: those are never taken away.
    private static let contradictions: [(name: String, changes: [String: String], needs: Set<String>)] = [
        // With the hospital number, both names and the birth date it is a remark.
        ("two valid national numbers", ["nhs_number": "4010232153", "local_id": ""], ["nhs_number"]),
        ("a Scottish number without a route", ["nhs_number": "0101336489"], ["nhs_number"]),
        ("a number of the range for tests", ["nhs_number": "9434765919"], ["nhs_number"]),
        ("the other sex, and no given name", ["sex": "M", "given_name": ""], ["sex"]),
        ("a twin's given name", ["given_name": "Doris"], ["given_name", "family_name", "birth_date"]),
        (
            "a generation", ["birth_date": "1901-04-02"],
            ["birth_date", "family_name", "given_name", "postcode"]
        ),
        ("before the birth", ["exam_date": "1930-05"], ["exam_date"]),
        ("after the death", ["exam_date": "2001"], ["exam_date"]),
        (
            "the number of somebody else",
            [
                "family_name": "Green", "given_name": "Doris", "birth_date": "1962-09-09",
                "address": "1 Low Road", "postcode": "LS1 1AB", "town": "Leeds",
            ], ["family_name", "given_name", "birth_date"]
        ),
    ]

    @Test("no label with a contradiction is matched by a machine", arguments: 1...9)
    func contradicted(number: Int) throws {
        let contradiction = Self.contradictions[number - 1]
        let index = try SmallIndex([Self.mary])
        var state = UInt64(number)
        func next(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % below
        }
        for _ in 0..<400 {
            var label = Self.mary
            for column in ["person_id", "middle_names", "death_date"] { label[column] = nil }
            label.merge(contradiction.changes) { $1 }
            for column in label.keys.sorted() where !contradiction.needs.contains(column) {
                if next(3) == 0 { label[column] = nil }
            }
            label = label.filter { !$0.value.isEmpty }
            let decision = try index.decide(label)
            #expect(decision.decision != .match, "\(contradiction.name): \(label.keys.sorted())")
        }
    }
}
