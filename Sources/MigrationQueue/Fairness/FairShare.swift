/// Weighted deficit round-robin over Trusts, in bytes: each round adds quantum × weight to a Trust's deficit, films
/// are taken while it is positive, and it may go negative, so that a film larger than the quantum still goes and is
/// paid back. Unused share is not carried over.
///
/// Inside a round Trusts take turns of eight films × weight, until each has had its bytes: many small films hold up
/// nobody. A turn that the end of a claim cuts short goes on with the next claim.
///
/// Urgent films of any Trust go before all turns: up to six tenths of a claim, and of each Trust no more than one turn
/// ahead, which its next turn is then shorter by.
package struct FairShare {
    /// A Trust that has work now.
    package struct Candidate {
        package let trust: String
        let weight: Int
        /// How many more of its films may be in flight.
        let room: Int

        package init(
            trust: String, weight: Int, room: Int
        ) {
            self.trust = trust
            self.weight = weight
            self.room = room
        }
    }

    /// Bytes that a round adds at weight 1: about eight films of 2048 × 2500 pixels in 16 bit.
    package static let quantum = 80_000_000
    /// Films of a turn at weight 1.
    package static let turn = 8

    /// The Trusts of the latest pick, and of each what it may still take in this round and how many urgent films it has
    /// had ahead of its turn.
    private var trusts: [String] = []
    private var deficits: [Int] = []
    private var ahead: [Int] = []
    /// The Trust whose turn it is, and how many films of its turn are left.
    private var turning = -1
    private var left = 0
    /// The Trust that was last to have urgent films taken.
    private var lastUrgent = ""

    package init() {}

    /// What a claim has taken so far.
    private struct Claim {
        let films: Int
        let bytes: Int
        var room: [Int]
        var taken = 0
        var carried = 0

        var isFull: Bool { taken >= films || carried >= bytes }

        mutating func take(_ cost: Int, of number: Int) {
            room[number] -= 1
            taken += 1
            carried += cost
        }
    }

    /// Picks films until `films` or `bytes` is reached or nobody has more. `urgent` are the Trusts that have urgent
    /// films. `next` answers the cost of the Trust's next film (of its next urgent one, where it is told so) and
    /// takes it, or nil where there is none.
    package mutating func pick(
        from candidates: [Candidate], urgent: Set<String> = [], films: Int, bytes: Int,
        next: (String, _ isUrgent: Bool) throws -> Int?
    ) rethrows {
        follow(candidates)
        var claim = Claim(films: films, bytes: bytes, room: candidates.map(\.room))
        if !urgent.isEmpty { try pickUrgent(from: candidates, urgent, &claim, next) }
        var isOpen = claim.room.map { $0 > 0 }
        while !claim.isFull, let number = turn(of: candidates, isOpen) {
            while left > 0, deficits[number] > 0, !claim.isFull {
                guard claim.room[number] > 0, let cost = try next(candidates[number].trust, false) else {
                    isOpen[number] = false
                    left = 0
                    break
                }
                claim.take(cost, of: number)
                deficits[number] -= max(cost, 1)
                left -= 1
            }
            if deficits[number] <= 0 { left = 0 }
        }
    }

    /// Takes urgent films, as many of each Trust as there are places for it, beginning behind the Trust that was
    /// last.
    private mutating func pickUrgent(
        from candidates: [Candidate], _ urgent: Set<String>, _ claim: inout Claim,
        _ next: (String, Bool) throws -> Int?
    ) rethrows {
        let numbers = candidates.indices.filter { urgent.contains(candidates[$0].trust) }
        var open = numbers.filter { candidates[$0].trust > lastUrgent }
        open += numbers.filter { candidates[$0].trust <= lastUrgent }
        // Six tenths, as inside a Trust; a claim of one film is an urgent one.
        var places = max(1, claim.films * Lane.urgent.share / 10)
        while places > 0, !open.isEmpty, !claim.isFull {
            let each = max(1, places / open.count)
            var finished: Set<Int> = []
            for number in open where places > 0 {
                let (trust, most) = (candidates[number].trust, Self.turn * candidates[number].weight)
                for _ in 0..<min(each, places) where !claim.isFull {
                    guard ahead[number] < most, claim.room[number] > 0, let cost = try next(trust, true)
                    else {
                        finished.insert(number)
                        break
                    }
                    claim.take(cost, of: number)
                    deficits[number] -= max(cost, 1)
                    ahead[number] += 1
                    places -= 1
                    lastUrgent = trust
                }
            }
            open.removeAll { finished.contains($0) }
        }
    }

    /// Whose turn it is: the same Trust's while that lasts, else the next one's that has bytes left in this round; nil
    /// where nobody has films.
    private mutating func turn(of candidates: [Candidate], _ isOpen: [Bool]) -> Int? {
        guard isOpen.contains(true) else { return nil }
        if left > 0, isOpen[turning] { return turning }
        while true {
            var isServedOut = true
            let base = turning
            for step in 1...candidates.count {
                let number = (base + step) % candidates.count
                guard isOpen[number], deficits[number] > 0 else { continue }
                isServedOut = false
                turning = number
                left = max(0, Self.turn * candidates[number].weight - ahead[number])
                ahead[number] = 0
                if left > 0 { return number }
            }
            guard isServedOut else { continue }
            for number in candidates.indices where deficits[number] <= 0 {
                deficits[number] += Self.quantum * candidates[number].weight
            }
        }
    }

    /// Goes on with other Trusts than before, where they are others: a new one begins with its share of a round.
    private mutating func follow(_ candidates: [Candidate]) {
        guard !trusts.elementsEqual(candidates.lazy.map(\.trust)) else { return }
        let known = Dictionary(zip(trusts, zip(deficits, ahead)), uniquingKeysWith: { first, _ in first })
        let last = trusts.indices.contains(turning) ? trusts[turning] : nil
        trusts = candidates.map(\.trust)
        deficits = candidates.map { known[$0.trust]?.0 ?? Self.quantum * $0.weight }
        ahead = candidates.map { known[$0.trust]?.1 ?? 0 }
        guard let last, let place = trusts.lastIndex(where: { $0 <= last }) else {
            (turning, left) = (-1, 0)
            return
        }
        if trusts[place] != last { left = 0 }
        turning = place
    }
}
