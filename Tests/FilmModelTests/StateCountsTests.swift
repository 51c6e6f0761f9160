import FilmModel
import Foundation
import Testing

@Suite("The counts of the states")
struct StateCountsTests {
    @Test("sum to received, in the document too, and survive it")
    func document() throws {
        var counts = StateCounts()
        for (index, state) in FilmState.allCases.enumerated() { counts[state] = 1 << index }
        #expect(counts.received == 127)
        #expect((counts + counts).received == 254)
        #expect(counts.underWay == counts[.queued] + counts[.inFlight] + counts[.delivered])

        let data = try JSONEncoder().encode(counts)
        let keys = try #require(JSONSerialization.jsonObject(with: data) as? [String: Int])
        #expect(
            Set(keys.keys) == [
                "received", "queued", "in_flight", "held", "rejected", "duplicate", "delivered", "verified",
            ])
        #expect(keys["received"] == 127)
        #expect(try JSONDecoder().decode(StateCounts.self, from: data) == counts)
    }
}
