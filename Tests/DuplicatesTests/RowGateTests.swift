import Duplicates
import FilmModel
import GRDB
import Synchronization
import Testing

@Suite("The rows of all films that are one picture are compared, whichever came first")
struct RowGateTests {
    /// A gate over a ledger that is a table: the side that each film's row says, what became of it, and what was said.
    private final class Bench: Sendable {
        struct Table {
            var states: [FilmID: FilmState] = [:]
            var sides: [FilmID: String] = [:]
            var originals: [FilmID: FilmID] = [:]
            var said: [FilmID: Set<FilmID>] = [:]
        }

        let table = Mutex(Table())
        let store: FingerprintStore
        let portraits: PortraitStore

        init() throws {
            store = try FingerprintStore(DatabaseQueue())
            portraits = try PortraitStore(DatabaseQueue())
        }

        func gate() throws -> DuplicateGate {
            try DuplicateGate(
                store, portraits: portraits,
                DuplicateGate.Surroundings(
                    states: { films in
                        self.table.withLock { $0.states.filter { films.contains($0.key) } }
                    },
                    differences: { film, other in
                        self.table.withLock { table in
                            guard let own = table.sides[film], let theirs = table.sides[other] else {
                                return []
                            }
                            return own == theirs ? [] : ["laterality"]
                        }
                    },
                    saysSame: { film, other in
                        self.table.withLock { $0.sides[film] == $0.sides[other] }
                    },
                    saidToBeOne: { film in self.table.withLock { $0.said[film] ?? [] } },
                    duplicates: { film in
                        self.table.withLock { table in
                            table.originals.filter { $0.value == film && table.states[$0.key] == .duplicate }
                                .map(\.key)
                        }
                    }))
        }

        /// Takes a film through a gate of its own and does with it as the ledger would.
        @discardableResult
        func take(
            _ film: Int64, _ side: String?, picture: String = "same", _ portrait: FilmPortrait? = nil
        ) async throws -> DuplicateVerdict {
            let id = FilmID(film)
            table.withLock {
                $0.states[id] = .inFlight
                $0.sides[id] = side
            }
            let gate = try gate()
            gate.enter(id)
            let verdict = try await gate.decide(
                Fingerprint(film: id, person: PersonID("P"), source: "source \(film)", picture: picture),
                portrait)
            gate.leave(id)
            table.withLock { table in
                switch verdict {
                case .original: table.states[id] = .verified
                case .duplicate(let original, _):
                    table.states[id] = .duplicate
                    table.originals[id] = original
                default: table.states[id] = .held
                }
            }
            return verdict
        }

        func say(_ film: Int64, _ other: Int64) {
            table.withLock {
                $0.said[FilmID(film), default: []].insert(FilmID(other))
                $0.said[FilmID(other), default: []].insert(FilmID(film))
            }
        }

        func set(_ film: Int64, _ state: FilmState) { table.withLock { $0.states[FilmID(film)] = state } }

        /// The sides that films say which are not held.
        var counted: Set<String> {
            table.withLock { table in
                Set(table.sides.filter { table.states[$0.key] != .held }.map(\.value))
            }
        }
    }

    private static let orders: [[String?]] = [
        [nil, "R", "L"], [nil, "L", "R"], ["R", nil, "L"], ["R", "L", nil], ["L", nil, "R"], ["L", "R", nil],
    ]

    @Test("of a right, a left and no side of one picture, right and left never pass both", arguments: orders)
    func anyOrder(sides: [String?]) async throws {
        let bench = try Bench()
        for (place, side) in sides.enumerated() { try await bench.take(Int64(place + 1), side) }
        #expect(bench.counted.count == 1)
    }

    @Test("nor of one sheet that was scanned three times", arguments: orders)
    func anyOrderOfScans(sides: [String?]) async throws {
        let bench = try Bench()
        let film = SampleFilm(seed: 20)
        for (place, side) in sides.enumerated() {
            try await bench.take(
                Int64(place + 1), side, picture: "picture \(place)",
                film.portrait { $0.gamma = 1 + 0.1 * Double(place) })
        }
        #expect(bench.counted.count == 1)
    }

    @Test("the hold names the film that is contradicted, though that is a duplicate")
    func named() async throws {
        let bench = try Bench()
        try await bench.take(1, nil)
        try await bench.take(2, "R")
        #expect(
            try await bench.take(3, "L")
                == .rowsDiffer(from: FilmID(2), .samePixels, columns: ["laterality"]))
        // What repeats a row that is there already contradicts nothing.
        #expect(try await bench.take(4, "R") == .duplicate(of: FilmID(1), .samePixels))
    }

    @Test("what was said of two films holds for those two, in both directions, and for no third")
    func pair() async throws {
        let bench = try Bench()
        try await bench.take(1, "R")
        try await bench.take(2, "L")
        bench.say(2, 1)
        #expect(try await bench.take(2, "L") == .duplicate(of: FilmID(1), .samePixels))
        // A third that says what the original says was decided with it; one that says otherwise was not.
        #expect(try await bench.take(3, "R") == .duplicate(of: FilmID(1), .samePixels))
        for (film, side) in [(4, "L"), (5, "B")] as [(Int64, String)] {
            guard case .rowsDiffer = try await bench.take(film, side) else {
                Issue.record(
                    "\(side) contradicts the original, and nobody has said of this film that it is one")
                return
            }
        }
        // The original is rejected, the other takes its place, and the original comes back.
        bench.set(1, .rejected)
        bench.set(3, .rejected)
        #expect(try await bench.take(2, "L") == .original)
        #expect(try await bench.take(1, "R") == .duplicate(of: FilmID(2), .samePixels))
        // Of another pair nothing was said.
        for film in [1, 2, 4] as [Int64] { bench.set(film, .rejected) }
        #expect(try await bench.take(5, "B") == .original)
        guard case .rowsDiffer(FilmID(5), _, _) = try await bench.take(2, "L") else {
            Issue.record("one accepted pair excuses no other")
            return
        }
    }

    @Test("films in hand at once are compared by their ranks, as if they had come one after another")
    func atOnce() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        let sides: [String?] = [nil, "R", "L", "R"]
        for (place, side) in sides.enumerated() {
            let id = FilmID(Int64(place + 1))
            bench.table.withLock {
                $0.states[id] = .inFlight
                $0.sides[id] = side
            }
            gate.enter(id)
        }
        let verdicts = try await withThrowingTaskGroup(of: (Int64, DuplicateVerdict).self) { group in
            for film in [4, 3, 2, 1] as [Int64] {
                group.addTask {
                    let print = Fingerprint(
                        film: FilmID(film), person: PersonID("P"), source: "s", picture: "same")
                    return (film, try await gate.decide(print))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(verdicts[1] == .original)
        #expect(verdicts[2] == .duplicate(of: FilmID(1), .sameBytes))
        #expect(
            verdicts[3] == .rowsDiffer(from: FilmID(2), .sameBytes, columns: ["laterality"]))
        #expect(verdicts[4] == .duplicate(of: FilmID(1), .sameBytes))
    }

    @Test("a film that was held after it was sent keeps its place, though an earlier one comes back")
    func heldInArchive() async throws {
        let bench = try Bench()
        try await bench.take(1, nil)
        bench.set(1, .rejected)
        try await bench.take(2, nil)
        bench.set(2, .held)
        bench.set(1, .inFlight)
        let gate = try DuplicateGate(
            bench.store,
            DuplicateGate.Surroundings(
                states: { films in
                    bench.table.withLock { $0.states.filter { films.contains($0.key) } }
                }, archived: { Set($0) }))
        gate.enter(FilmID(1))
        let print = Fingerprint(
            film: FilmID(1), person: PersonID("P"), source: "source 1", picture: "same")
        #expect(try await gate.decide(print) == .duplicate(of: FilmID(2), .samePixels))
    }
}
