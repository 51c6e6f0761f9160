import Testing

@testable import MigrationQueue

@Suite("Shares of a Trust's lanes")
struct LaneShareTests {
    /// Bytes taken of each lane while `films` are taken of queues of films by cost.
    func take(_ films: Int, of queues: [Lane: [Int]]) -> [Lane: Int] {
        var queues = queues
        var share = LaneShare()
        var bytes: [Lane: Int] = [:]
        for _ in 0..<films {
            _ = share.next { lane in
                guard let cost = queues[lane]?.popLast() else { return nil }
                bytes[lane, default: 0] += cost
                return cost
            }
        }
        return bytes
    }

    @Test("6:3:1 in bytes within 5 %, whatever the films' sizes", arguments: [10_000_000, 120_000_000])
    func shares(largest: Int) {
        var queues: [Lane: [Int]] = [:]
        for (index, lane) in Lane.allCases.enumerated() {
            queues[lane] = FairShareTests.costs(20_000, seed: UInt64(index), upTo: largest)
        }
        let bytes = take(10_000, of: queues)
        let all = Double(bytes.values.reduce(0, +))
        for lane in Lane.allCases {
            let share = Double(bytes[lane] ?? 0) / all
            #expect(abs(share / (Double(lane.share) / 10) - 1) < 0.05, "\(lane): \(share)")
        }
    }

    @Test(
        "small films of a lane do not hold up another's: 6:3:1 holds within ten films",
        arguments: [35_000, 10_000_000])
    func small(cost: Int) {
        let films = [Int](repeating: cost, count: 500)
        for count in stride(from: 10, through: 400, by: 10) {
            let bytes = take(count, of: [.urgent: films, .normal: films, .backfill: films])
            for lane in Lane.allCases {
                #expect(abs((bytes[lane] ?? 0) / cost - count * lane.share / 10) <= 1, "\(lane) of \(count)")
            }
        }
    }

    @Test("lanes of small and of large films share bytes, not films")
    func mixed() {
        let small = [Int](repeating: 100_000, count: 40_000)
        let large = [Int](repeating: 40_000_000, count: 200)
        let bytes = take(12_000, of: [.urgent: large, .normal: small, .backfill: small])
        let all = Double(bytes.values.reduce(0, +))
        for lane in Lane.allCases {
            let share = Double(bytes[lane] ?? 0) / all
            #expect(abs(share / (Double(lane.share) / 10) - 1) < 0.05, "\(lane): \(share)")
        }
    }

    @Test("what was taken before its turn counts as the lane's")
    func charged() {
        var share = LaneShare()
        for _ in 0..<6 { share.chargeUrgent(10_000_000) }
        var lanes: [Lane] = []
        for _ in 0..<4 {
            _ = share.next { lane in
                lanes.append(lane)
                return 10_000_000
            }
        }
        #expect(lanes == [.normal, .normal, .normal, .backfill])
    }

    @Test("a lane that is alone gets everything, and an empty one saves nothing up")
    func alone() {
        var share = LaneShare()
        for _ in 0..<500 { #expect(share.next { $0 == .backfill ? 10_000_000 : nil } != nil) }
        // Urgent films come: of the first hundred they get their six tenths, not more.
        var urgent = 0
        for _ in 0..<100 {
            _ = share.next { lane in
                if lane == .urgent { urgent += 1 }
                return lane == .normal ? nil : 10_000_000
            }
        }
        #expect((80...90).contains(urgent))
    }

    @Test("no film in any lane is no film")
    func empty() {
        var share = LaneShare()
        for _ in 0..<10 { #expect(share.next { _ in nil } == nil) }
        #expect(share.next { $0 == .normal ? 900_000_000 : nil } == 900_000_000)
        #expect(share.next { $0 == .normal ? 1 : nil } == 1)
    }

    @Test("urgent films go first of a round")
    func order() {
        var share = LaneShare()
        var lanes: [Lane] = []
        for _ in 0..<10 {
            _ = share.next { lane in
                lanes.append(lane)
                return 10_000_000
            }
        }
        let expected = [Lane](repeating: .urgent, count: 6) + [.normal, .normal, .normal, .backfill]
        #expect(lanes == expected)
    }
}
