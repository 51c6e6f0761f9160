import Duplicates
import FilmModel
import GRDB
import Synchronization
import Testing

@Suite("A film that looks like a known one is its duplicate, or waits for a person")
struct LikenessGateTests {
    private final class Bench: Sendable {
        let states = Mutex<[FilmID: FilmState]>([:])
        let made = Mutex<[FilmID]>([])
        let store: FingerprintStore
        let portraits: PortraitStore
        let pictures: DatabaseQueue
        let remade: CanonicalPicture?

        init(remade: CanonicalPicture? = nil) throws {
            store = try FingerprintStore(DatabaseQueue())
            pictures = try DatabaseQueue()
            portraits = try PortraitStore(pictures)
            self.remade = remade
        }

        func gate() throws -> DuplicateGate {
            try DuplicateGate(
                store, portraits: portraits,
                DuplicateGate.Surroundings(
                    states: { films in
                        self.states.withLock { states in states.filter { films.contains($0.key) } }
                    },
                    portrait: { film in
                        self.made.withLock { $0.append(film) }
                        return self.remade
                    }))
        }

        /// Takes a film through a gate of its own, as after a restart.
        func take(
            _ film: Int64, _ portrait: FilmPortrait?, person: String = "P", date: String? = nil,
            jacket: String? = nil, state: FilmState = .verified
        ) async throws -> DuplicateVerdict {
            states.withLock { $0[FilmID(film)] = .inFlight }
            let gate = try gate()
            gate.enter(FilmID(film))
            let verdict = try await gate.decide(
                Fingerprint(
                    film: FilmID(film), person: PersonID(person), jacket: jacket,
                    examDate: date.flatMap { PartialDate($0) }, source: "source \(film)",
                    picture: "picture \(film)"), portrait)
            gate.leave(FilmID(film))
            states.withLock { $0[FilmID(film)] = verdict == .original ? state : .held }
            return verdict
        }
    }

    private let film = SampleFilm(seed: 20)

    @Test("a second scan of a person's film is its duplicate, after a restart too")
    func duplicate() async throws {
        let bench = try Bench()
        #expect(try await bench.take(1, film.portrait()) == .original)
        #expect(
            try await bench.take(2, film.portrait { $0.turn = 2 }) == .duplicate(of: FilmID(1), .sameFilm))
        #expect(try await bench.take(3, SampleFilm(seed: 21).portrait()) == .original)
    }

    @Test("under two persons it is a conflict, found by hash alone, and never a duplicate")
    func conflict() async throws {
        let bench = try Bench()
        #expect(try await bench.take(1, film.portrait(), person: "A") == .original)
        let again = film.portrait { $0.shift = (0.01, 0) }
        #expect(try await bench.take(2, again, person: "B") == .conflict(with: FilmID(1)))
    }

    @Test("labels with different examination dates make it a person's decision, which stands")
    func dates() async throws {
        let bench = try Bench()
        _ = try await bench.take(1, film.portrait(), date: "1999-05")
        let again = film.portrait { $0.gamma = 1.2 }
        guard case .suspected(FilmID(1), let reasons) = try await bench.take(2, again, date: "2001-01-02")
        else {
            Issue.record("a film of another date is no duplicate")
            return
        }
        #expect(reasons.first == "the labels give different examination dates")
        try await bench.store.keep(FilmID(2))
        #expect(try await bench.take(2, again, date: "2001-01-02") == .original)
        #expect(
            try await bench.take(3, film.portrait { $0.gamma = 1.1 }, date: "1999")
                == .duplicate(of: FilmID(1), .sameFilm))
    }

    @Test("a much better scan of a known film is proposed to a person")
    func better() async throws {
        let bench = try Bench()
        _ = try await bench.take(1, film.portrait())
        let finer = film.portrait { ($0.width, $0.height, $0.bits) = (960, 1200, 12) }
        #expect(
            try await bench.take(2, finer)
                == .better(than: FilmID(1), reasons: ["finer resolution", "more grey levels"]))
    }

    @Test("without a portrait only equal pixels count, and the hash that a film had is kept")
    func pixelsAlone() async throws {
        let bench = try Bench()
        #expect(try await bench.take(1, film.portrait()) == .original)
        #expect(try await bench.take(2, nil) == .original)
        #expect(try await bench.take(1, nil) == .original)
        #expect(try await bench.store.fingerprint(of: FilmID(1))?.fingerprint.hash == film.portrait().hash)
        #expect(try await bench.store.fingerprint(of: FilmID(2))?.fingerprint.hash == nil)
    }

    @Test("a canonical picture that is lost is made again from the scan")
    func lost() async throws {
        let bench = try Bench(remade: film.portrait().canonical)
        _ = try await bench.take(1, film.portrait())
        try await bench.pictures.write { try $0.execute(sql: "DELETE FROM portrait") }
        #expect(
            try await bench.take(2, film.portrait { $0.turn = 1 }) == .duplicate(of: FilmID(1), .sameFilm))
        #expect(bench.made.withLock { $0 } == [FilmID(1)])
        #expect(try await bench.portraits.picture(of: "source 1") != nil)
    }

    @Test(
        "a rejected film, and a duplicate, are nobody's original",
        arguments: [FilmState.rejected, .duplicate])
    func nobodys(state: FilmState) async throws {
        let bench = try Bench()
        _ = try await bench.take(1, film.portrait(), state: state)
        #expect(try await bench.take(2, film.portrait { $0.turn = 1 }) == .original)
    }
}
