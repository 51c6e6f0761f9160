import Testing

@testable import MigrationQueue

@Suite("Fair shares among Trusts")
struct FairShareTests {
    /// Costs of films of many sizes, the same at every run.
    static func costs(_ count: Int, seed: UInt64, upTo largest: Int = 40_000_000) -> [Int] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { _ in Int.random(in: 1_000_000...largest, using: &random) }
    }

    @Test(
        "weights hold within 5 % in bytes, however many films a claim asks for",
        arguments: [1, 2, 3, 8, 64, 512])
    func weights(claim: Int) {
        var queues = FairQueues([
            "A": Self.costs(20_000, seed: 1), "B": Self.costs(20_000, seed: 2, upTo: 4_000_000),
            "C": Self.costs(20_000, seed: 3, upTo: 120_000_000),
        ])
        queues.weights = ["A": 1, "B": 2, "C": 5]
        while queues.carried.values.reduce(0, +) < 64_000_000_000 { queues.claim(films: claim) }
        for (trust, weight) in queues.weights {
            let share = Double(queues.carried[trust] ?? 0) / Double(queues.carried.values.reduce(0, +))
            #expect(abs(share / (Double(weight) / 8) - 1) < 0.05, "\(trust): \(share)")
        }
    }

    @Test("weights hold where claims are limited in bytes", arguments: [1, 10_000_000, 300_000_000])
    func byteLimits(bytes: Int) {
        var queues = FairQueues(["A": Self.costs(9000, seed: 1), "B": Self.costs(9000, seed: 2)])
        queues.weights = ["A": 3, "B": 1]
        while queues.carried.values.reduce(0, +) < 40_000_000_000 {
            #expect(queues.claim(films: 1000, bytes: bytes) > 0)
        }
        let share = Double(queues.carried["A"] ?? 0) / Double(queues.carried.values.reduce(0, +))
        #expect(abs(share / 0.75 - 1) < 0.05)
    }

    @Test("a Trust with ten films waits two rounds at most beside one without end", arguments: [1, 4, 64])
    func starvation(claim: Int) {
        var queues = FairQueues([
            "A": [Int](repeating: 10_000_000, count: 5000), "Z": [Int](repeating: 10_000_000, count: 10),
        ])
        for _ in 0..<(1024 / claim) { queues.claim(films: claim) }
        let last = queues.served.lastIndex(of: "Z") ?? .max
        #expect(queues.served.count { $0 == "Z" } == 10)
        // Two rounds of two Trusts, 80 MB each.
        #expect(last <= 32)
    }

    @Test("a film larger than a whole turn goes, and its Trust pays it back")
    func large() {
        var queues = FairQueues([
            "A": [Int](repeating: 500_000_000, count: 40), "B": [Int](repeating: 10_000_000, count: 2000),
        ])
        for _ in 0..<130 { queues.claim(films: 8) }
        let (large, small) = (queues.carried["A"] ?? 0, queues.carried["B"] ?? 0)
        #expect(large > 0)
        // Never further apart than one such film and one turn.
        #expect(abs(large - small) <= 580_000_000)
    }

    @Test(
        "no turn is wasted: a claim takes what it asked for while anybody has films", arguments: [1, 7, 64])
    func workConserving(claim: Int) {
        var queues = FairQueues(["A": Self.costs(3, seed: 1), "B": Self.costs(100, seed: 2), "C": []])
        queues.weights = ["A": 1000, "B": 1]
        var left = 103
        while left > 0 {
            #expect(queues.claim(films: claim) == min(claim, left))
            left -= min(claim, left)
        }
        #expect(queues.claim(films: claim) == 0)
    }

    @Test("a cap is kept, and what it leaves goes to the others")
    func caps() {
        var queues = FairQueues(["A": Self.costs(100, seed: 1), "B": Self.costs(100, seed: 2)])
        queues.room = ["A": 3]
        #expect(queues.claim(films: 64) == 64)
        #expect(queues.served.count { $0 == "A" } == 3)
        queues.room = ["A": 0, "B": 0]
        #expect(queues.claim(films: 64) == 0)
    }

    @Test("nobody saves up: who was idle or stopped has one turn, not many")
    func noSaving() {
        var queues = FairQueues(["A": [Int](repeating: 10_000_000, count: 4000), "B": []])
        for _ in 0..<100 { queues.claim(films: 8) }
        queues.films["B"] = [Int](repeating: 10_000_000, count: 1000)
        queues.served = []
        for _ in 0..<20 { queues.claim(films: 8) }
        #expect(abs(queues.served.count { $0 == "B" } - 80) <= 8)
    }

    @Test(
        "small films go in turns as short as large ones do, whatever a claim asks for",
        arguments: [35_000, 500_000, 10_240_000], [4, 16, 64])
    func shortTurns(cost: Int, claim: Int) {
        var queues = FairQueues(
            Dictionary(
                uniqueKeysWithValues: ["A", "B", "C"].map { ($0, [Int](repeating: cost, count: 900)) }))
        for _ in 0..<(1200 / claim) {
            queues.claim(films: claim)
            let counts = queues.films.keys.map { trust in queues.served.count { $0 == trust } }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= FairShare.turn)
        }
    }

    @Test("bytes are fair between Trusts of small films and of large ones, and turns stay short")
    func mixedSizes() {
        var queues = FairQueues([
            "A": [Int](repeating: 40_000, count: 60_000), "B": [Int](repeating: 40_000_000, count: 60),
        ])
        for _ in 0..<2000 { queues.claim(films: 16) }
        let (small, large) = (queues.carried["A"] ?? 0, queues.carried["B"] ?? 0)
        #expect(abs(small - large) <= 120_000_000)
        #expect(large >= 600_000_000)
    }

    @Test("a Trust whose films become larger or smaller still gets its bytes")
    func changingSizes() {
        let mixed = (0..<400).flatMap { round in
            [Int](repeating: round % 2 == 0 ? 20_000_000 : 100_000, count: 20)
        }
        var queues = FairQueues(["A": mixed, "B": Self.costs(8000, seed: 7, upTo: 8_000_000)])
        while queues.carried.values.reduce(0, +) < 40_000_000_000 { queues.claim(films: 16) }
        let share = Double(queues.carried["A"] ?? 0) / Double(queues.carried.values.reduce(0, +))
        #expect(abs(share / 0.5 - 1) < 0.05)
    }

    @Test("an urgent film of any Trust is in the first claim", arguments: [1, 4, 16])
    func urgentFirst(claim: Int) {
        for trust in ["A", "M", "Z"] {
            var queues = FairQueues(
                Dictionary(
                    uniqueKeysWithValues: ["A", "M", "Z"].map { ($0, [Int](repeating: 35_000, count: 100)) }))
            queues.urgent = [trust: [35_000]]
            queues.claim(films: claim)
            #expect(queues.served.first == trust && queues.urgent[trust]?.isEmpty == true)
        }
    }

    @Test("urgent films of all Trusts share the places for them, and leave four tenths of a claim")
    func urgentShared() {
        let trusts = ["A", "B", "C"]
        var queues = FairQueues(
            Dictionary(uniqueKeysWithValues: trusts.map { ($0, [Int](repeating: 35_000, count: 100)) }))
        queues.urgent = Dictionary(
            uniqueKeysWithValues: trusts.map { ($0, [Int](repeating: 35_000, count: 100)) })
        queues.claim(films: 16)
        #expect(queues.urgent.values.map(\.count) == [97, 97, 97])
    }

    @Test(
        "a Trust that calls all its films urgent gets one turn on credit, and pays it back",
        arguments: [4, 16, 64])
    func urgentFlood(claim: Int) {
        var queues = FairQueues([
            "A": [Int](repeating: 35_000, count: 1000), "B": [Int](repeating: 35_000, count: 1000), "C": [],
        ])
        queues.urgent = ["C": [Int](repeating: 35_000, count: 1000)]
        for _ in 0..<(1600 / claim) {
            queues.claim(films: claim)
            let counts = queues.films.keys.map { trust in queues.served.count { $0 == trust } }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 2 * FairShare.turn)
        }
    }

    @Test("a cap holds for urgent films, too")
    func urgentCap() {
        var queues = FairQueues(["A": Self.costs(100, seed: 1), "B": Self.costs(100, seed: 2)])
        queues.urgent = ["A": Self.costs(100, seed: 3)]
        queues.room = ["A": 2]
        #expect(queues.claim(films: 16) == 16)
        #expect(queues.served.count { $0 == "A" } == 2)
    }

    @Test("films without a size are no free ride")
    func weightless() {
        var queues = FairQueues(["A": [Int](repeating: 0, count: 100), "B": [Int](repeating: 0, count: 100)])
        #expect(queues.claim(films: 500) == 200)
    }
}
