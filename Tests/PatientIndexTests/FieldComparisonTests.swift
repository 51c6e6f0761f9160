import Testing

@testable import PatientIndex

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
