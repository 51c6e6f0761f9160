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
        ("two valid national numbers", ["nhs_number": "4010232153"], ["nhs_number"]),
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

@Suite("The comparisons of fields keep their laws")
struct FieldComparisonTests {
    private static func draw(_ seed: UInt64, _ words: [String], _ count: Int) -> [[UInt8]] {
        var state = seed
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        return (0..<40).map { _ in
            Array((0..<next(count)).map { _ in words[next(words.count)] }.joined(separator: " ").utf8)
        }
    }

    private static func expectLaws(
        _ values: [[UInt8]], _ compare: (Span<UInt8>, Span<UInt8>) -> Level,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for left in values {
            let own = compare(left.span, left.span)
            #expect(own == (left.isEmpty ? .missing : .exact), sourceLocation: sourceLocation)
            for right in values {
                let one = compare(left.span, right.span)
                let other = compare(right.span, left.span)
                #expect(one == other, "\(left) \(right)", sourceLocation: sourceLocation)
                let isMissing = left.isEmpty || right.isEmpty
                #expect((one == .missing) == isMissing, sourceLocation: sourceLocation)
            }
        }
    }

    @Test("equal is equal, empty says nothing, and neither side is before the other", arguments: 1...4)
    func laws(seed: UInt64) {
        let towns = Self.draw(seed, ["HALIFAX", "HALLIFAX", "LEEDS", "LEED", "ST", "IVES"], 3)
        Self.expectLaws(towns, PlaceComparison.town)
        let postcodes = [
            "", "HX11AA", "HX11AB", "HX1", "HX21AA", "LS11AA", "L11AA", "M11AA", "HX12AA", "2160",
        ]
        Self.expectLaws(postcodes.map { Array($0.utf8) }, PlaceComparison.postcode)
        let streets = ["12", "13", "1A", "HIGH", "HIHG", "ST", "RD", "STATION", "FL", "LANDER"]
        Self.expectLaws(Self.draw(seed, streets, 6), PlaceComparison.address)
    }

    @Test("birth dates")
    func births() {
        let texts = [
            "1931-04-02", "1931-02-04", "1931-04-03", "1934-01-02", "1931-04", "1931", "1932-04-02", "",
            "1913-04-02", "1931-12-25", "1932-11-30",
        ]
        let dates = texts.map { DayDigits.birth($0) }
        for left in dates {
            #expect(BirthComparison.level(left, left) != .other)
            for right in dates {
                #expect(BirthComparison.level(left, right) == BirthComparison.level(right, left))
                let isExact = BirthComparison.level(left, right) == .exact
                #expect(isExact == (left == right && left.isComplete))
            }
        }
    }
}
