import FilmModel
import GRDB
import Synchronization
import Testing

@testable import Duplicates
@testable import StoreSQLite

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
        let store: SQLiteFingerprintStore
        let portraits: SQLitePortraitStore

        init() throws {
            store = try SQLiteFingerprintStore(DatabaseQueue())
            portraits = try SQLitePortraitStore(DatabaseQueue())
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
                Set(
                    table.sides.filter { ![.held, .rejected].contains(table.states[$0.key]) }.map(\.value))
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

    /// A scan of one film: finer or not, and the side that its row says.
    struct Scan {
        let isFine: Bool
        let side: String?
    }

    private static func orders(_ scans: [Scan]) -> [[Scan]] {
        guard scans.count > 1 else { return [scans] }
        return scans.indices.flatMap { place in
            var rest = scans
            let first = rest.remove(at: place)
            return orders(rest).map { [first] + $0 }
        }
    }

    private static let finerScans: [[Scan]] =
        orders([
            Scan(isFine: false, side: "L"), Scan(isFine: true, side: nil), Scan(isFine: true, side: "R"),
        ])
        + orders([
            Scan(isFine: false, side: nil), Scan(isFine: true, side: nil), Scan(isFine: true, side: "R"),
            Scan(isFine: false, side: "L"),
        ])

    @Test("a finer scan that waits for a person hides no contradiction of rows", arguments: finerScans)
    func finer(scans: [Scan]) async throws {
        let bench = try Bench()
        let film = SampleFilm(seed: 20)
        let fine = film.portrait { ($0.width, $0.height, $0.bits) = (960, 1200, 12) }
        let coarse = film.portrait()
        for (place, scan) in scans.enumerated() {
            try await bench.take(
                Int64(place + 1), scan.side, picture: scan.isFine ? "fine" : "coarse",
                scan.isFine ? fine : coarse)
        }
        #expect(bench.counted.count <= 1)
        // Whoever refuses one of them gets no other past the rest.
        for place in scans.indices
        where bench.table.withLock({ $0.states[FilmID(Int64(place + 1))] == .held }) {
            bench.set(Int64(place + 1), .rejected)
            for (other, scan) in scans.enumerated()
            where bench.table.withLock({ $0.states[FilmID(Int64(other + 1))] == .held }) {
                try await bench.take(
                    Int64(other + 1), scan.side, picture: scan.isFine ? "fine" : "coarse",
                    scan.isFine ? fine : coarse)
            }
            #expect(bench.counted.count <= 1)
        }
    }

    @Test(
        "a finer scan that was kept beside the first one is that film still, whose row contradicts a third one's"
    )
    func finerKept() async throws {
        let bench = try Bench()
        let film = SampleFilm(seed: 20)
        let fine = film.portrait { ($0.width, $0.height, $0.bits) = (960, 1200, 12) }
        try await bench.take(1, "L", picture: "coarse", film.portrait())
        guard case .better = try await bench.take(2, nil, picture: "fine", fine) else {
            Issue.record("a much finer scan is for a person")
            return
        }
        try await bench.store.keep(FilmID(2), apartFrom: FilmID(1))
        #expect(try await bench.take(2, nil, picture: "fine", fine) == .original)
        #expect(
            try await bench.take(3, "R", picture: "fine", fine)
                == .suspected(of: FilmID(1), reasons: ["the rows differ in laterality"]))
        #expect(try await bench.take(4, "L", picture: "fine", fine) == .duplicate(of: FilmID(2), .samePixels))
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
