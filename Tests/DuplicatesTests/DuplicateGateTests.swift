import FilmModel
import GRDB
import Synchronization
import Testing

@testable import Duplicates
@testable import StoreSQLite

@Suite("Of several scans of one film, one is the original, whatever the order")
struct DuplicateGateTests {
    /// A gate over a ledger that is a table of states.
    private final class Bench: Sendable {
        let states = Mutex<[FilmID: FilmState]>([:])
        let store: SQLiteFingerprintStore

        init() throws { store = try SQLiteFingerprintStore(DatabaseQueue()) }

        func gate() throws -> DuplicateGate {
            try DuplicateGate(
                store,
                DuplicateGate.Surroundings { films in
                    self.states.withLock { states in states.filter { films.contains($0.key) } }
                })
        }

        func set(_ film: Int64, _ state: FilmState) { states.withLock { $0[FilmID(film)] = state } }
    }

    private static func print(_ film: Int64, _ picture: String, person: String = "P", source: String = "s")
        -> Fingerprint
    {
        Fingerprint(film: FilmID(film), person: PersonID(person), source: source, picture: picture)
    }

    @Test("two scans in hand at once: the lower number is the original, whoever is first", arguments: 0..<40)
    func atOnce(round: Int) async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        for film in [1, 2] as [Int64] {
            bench.set(film, .inFlight)
            gate.enter(FilmID(film))
        }
        let order: [Int64] = round.isMultiple(of: 2) ? [1, 2] : [2, 1]
        let verdicts = try await withThrowingTaskGroup(of: (Int64, DuplicateVerdict).self) { group in
            for film in order {
                group.addTask { (film, try await gate.decide(Self.print(film, "same", source: "\(film)"))) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(verdicts[1] == .original)
        #expect(verdicts[2] == .duplicate(of: FilmID(1), .samePixels))
    }

    @Test("a film in the archive is the original even of a lower number")
    func delivered() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        bench.set(2, .inFlight)
        gate.enter(FilmID(2))
        #expect(try await gate.decide(Self.print(2, "same")) == .original)
        bench.set(2, .delivered)
        gate.leave(FilmID(2))
        bench.set(1, .inFlight)
        gate.enter(FilmID(1))
        #expect(try await gate.decide(Self.print(1, "same")) == .duplicate(of: FilmID(2), .sameBytes))
    }

    @Test("one examination has one patient: the film that comes second under another name is stopped")
    func stranger() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        func decide(_ film: Int64, _ person: String, study: String) async throws -> DuplicateVerdict {
            bench.set(film, .inFlight)
            gate.enter(FilmID(film))
            defer { gate.leave(FilmID(film)) }
            var print = Self.print(film, "picture \(film)", person: person, source: "\(film)")
            print.study = study
            return try await gate.decide(print)
        }
        #expect(try await decide(1, "P", study: "2.25.1") == .original)
        #expect(try await decide(2, "P", study: "2.25.1") == .original)
        #expect(try await decide(3, "Q", study: "2.25.1") == .stranger(to: FilmID(1)))
        #expect(try await decide(4, "Q", study: "2.25.2") == .original)
        // Films that were rejected are in no study: they stop nobody.
        bench.set(1, .rejected)
        bench.set(2, .rejected)
        #expect(try await decide(3, "Q", study: "2.25.1") == .original)
    }

    @Test("after a crash the verdicts are those of before: fingerprints last, films come back")
    func crash() async throws {
        let bench = try Bench()
        let before = try bench.gate()
        for film in [1, 2] as [Int64] { bench.set(film, .inFlight) }
        before.enter(FilmID(1))
        before.enter(FilmID(2))
        _ = try await before.decide(Self.print(1, "same"))
        #expect(try await before.decide(Self.print(2, "same")) == .duplicate(of: FilmID(1), .sameBytes))
        // The process dies: 2 is known as a duplicate, 1 comes back.
        bench.set(2, .duplicate)
        bench.set(1, .inFlight)
        let after = try bench.gate()
        after.enter(FilmID(1))
        #expect(try await after.decide(Self.print(1, "same")) == .original)
    }

    @Test(
        "a film that was sent before a crash stays the original, though a lower number comes back beside it")
    func sentBeforeTheCrash() async throws {
        let bench = try Bench()
        let before = try bench.gate()
        bench.set(2, .inFlight)
        before.enter(FilmID(2))
        #expect(try await before.decide(Self.print(2, "same")) == .original)
        // It is sent, and the process dies before the ledger hears of it. Both come back at once.
        for film in [1, 2] as [Int64] { bench.set(film, .inFlight) }
        let after = try bench.gate()
        for film in [1, 2] as [Int64] { after.enter(FilmID(film)) }
        async let first = after.decide(Self.print(1, "same"))
        async let second = after.decide(Self.print(2, "same"))
        #expect(try await first == .duplicate(of: FilmID(2), .sameBytes))
        #expect(try await second == .original)
    }

    @Test("a film keeps its rank when it comes again, whatever came in between")
    func rank() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        for film in [5, 3] as [Int64] {
            bench.set(film, .inFlight)
            gate.enter(FilmID(film))
            _ = try await gate.decide(Self.print(film, "picture \(film)"))
            gate.leave(FilmID(film))
        }
        gate.enter(FilmID(5))
        _ = try await gate.decide(Self.print(5, "another picture"))
        #expect(try await bench.store.fingerprint(of: FilmID(5))?.rank == 1)
        #expect(try await bench.store.fingerprint(of: FilmID(3))?.rank == 2)
    }

    @Test("the same picture under two persons is a conflict, never a duplicate")
    func conflict() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        bench.set(1, .verified)
        bench.set(2, .inFlight)
        gate.enter(FilmID(1))
        _ = try await gate.decide(Self.print(1, "same", person: "A"))
        gate.leave(FilmID(1))
        gate.enter(FilmID(2))
        #expect(try await gate.decide(Self.print(2, "same", person: "B")) == .conflict(with: FilmID(1)))
    }

    @Test("a rejected film is nobody's original, and another picture is another film")
    func unrelated() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        bench.set(1, .rejected)
        gate.enter(FilmID(1))
        _ = try await gate.decide(Self.print(1, "same"))
        gate.leave(FilmID(1))
        bench.set(2, .inFlight)
        gate.enter(FilmID(2))
        #expect(try await gate.decide(Self.print(2, "same")) == .original)
        bench.set(3, .inFlight)
        gate.enter(FilmID(3))
        #expect(try await gate.decide(Self.print(3, "other")) == .original)
    }

    @Test("a film that leaves without a fingerprint lets the others go on")
    func leaves() async throws {
        let bench = try Bench()
        let gate = try bench.gate()
        gate.enter(FilmID(1))
        gate.enter(FilmID(2))
        async let verdict = gate.decide(Self.print(2, "picture"))
        try await Task.sleep(for: .milliseconds(30))
        gate.leave(FilmID(1))
        #expect(try await verdict == .original)
    }
}
