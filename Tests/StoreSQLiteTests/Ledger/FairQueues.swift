@testable import MigrationQueue

/// Queues of films by their cost, served through `FairShare` as a claim serves the ledger's.
struct FairQueues {
    var share = FairShare()
    var films: [String: [Int]]
    /// Urgent films by Trust, apart from the others.
    var urgent: [String: [Int]] = [:]
    var weights: [String: Int] = [:]
    var room: [String: Int] = [:]
    var carried: [String: Int] = [:]
    /// Trusts in the order in which their films were taken.
    var served: [String] = []

    init(_ films: [String: [Int]]) { self.films = films }

    /// One claim. Answers how many films it took.
    @discardableResult
    mutating func claim(films limit: Int, bytes: Int = .max) -> Int {
        let candidates = films.keys.sorted().filter {
            films[$0]?.isEmpty == false || urgent[$0]?.isEmpty == false
        }.map {
            FairShare.Candidate(trust: $0, weight: weights[$0] ?? 1, room: room[$0] ?? .max)
        }
        let before = served.count
        var share = share
        let hasUrgent = Set(urgent.filter { !$0.value.isEmpty }.keys)
        share.pick(from: candidates, urgent: hasUrgent, films: limit, bytes: bytes) { trust, isUrgent in
            let next = isUrgent ? urgent[trust]?.popLast() : films[trust]?.popLast()
            guard let cost = next ?? (isUrgent ? nil : urgent[trust]?.popLast()) else { return nil }
            carried[trust, default: 0] += cost
            served.append(trust)
            return cost
        }
        self.share = share
        return served.count - before
    }
}
