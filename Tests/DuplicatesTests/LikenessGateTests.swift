import FilmModel
import GRDB
import Synchronization
import Testing

@testable import Duplicates
@testable import StoreSQLite

@Suite("A film that looks like a known one is its duplicate, or waits for a person")
struct LikenessGateTests {
    private final class Bench: Sendable {
        let states = Mutex<[FilmID: FilmState]>([:])
        /// What each film's row says was examined.
        let rows = Mutex<[FilmID: String]>([:])
        let made = Mutex<[FilmID]>([])
        let store: SQLiteFingerprintStore
        let portraits: SQLitePortraitStore
        let pictures: DatabaseQueue
        let remade: CanonicalPicture?

        init(remade: CanonicalPicture? = nil) throws {
            store = try SQLiteFingerprintStore(DatabaseQueue())
            pictures = try DatabaseQueue()
            portraits = try SQLitePortraitStore(pictures)
            self.remade = remade
        }

        func gate() throws -> DuplicateGate {
            try DuplicateGate(
                store, portraits: portraits,
                DuplicateGate.Surroundings(
                    states: { films in
                        self.states.withLock { states in states.filter { films.contains($0.key) } }
                    },
                    differences: { film, other in
                        self.rows.withLock { $0[film] == $0[other] ? [] : ["body_part"] }
                    },
                    portrait: { film in
                        self.made.withLock { $0.append(film) }
                        return self.remade
                    }))
        }

        /// Takes a film through a gate of its own, as after a restart.
        func take(
            _ film: Int64, _ portrait: FilmPortrait?, person: String = "P", row: String? = nil,
            jacket: String? = nil, picture: String? = nil, state: FilmState = .verified
        ) async throws -> DuplicateVerdict {
            states.withLock { $0[FilmID(film)] = .inFlight }
            rows.withLock { $0[FilmID(film)] = row }
            let gate = try gate()
            gate.enter(FilmID(film))
            let verdict = try await gate.decide(
                Fingerprint(
                    film: FilmID(film), person: PersonID(person), jacket: jacket,
                    source: "source \(film)", picture: picture ?? "picture \(film)"), portrait)
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

    @Test(
        "an identity conflict comes before the duplicate and the better scan that the film is of its own person"
    )
    func conflictFirst() async throws {
        let bench = try Bench()
        #expect(try await bench.take(1, film.portrait(), person: "A") == .original)
        #expect(
            try await bench.take(2, film.portrait { $0.turn = 1 }, person: "B") == .conflict(with: FilmID(1)))
        // A reviewer finds that both labels are right: they are two films.
        try await bench.store.keep(FilmID(2), apartFrom: FilmID(1), as: PersonID("B"))
        #expect(try await bench.take(2, film.portrait { $0.turn = 1 }, person: "B") == .original)
        #expect(
            try await bench.take(3, film.portrait { $0.turn = 2 }, person: "A") == .conflict(with: FilmID(2)))
        let finer = film.portrait { ($0.width, $0.height, $0.bits) = (960, 1200, 12) }
        #expect(try await bench.take(4, finer, person: "A") == .conflict(with: FilmID(2)))
    }

    @Test(
        "a film that stands for itself by a person's word is still held where it looks like another person's")
    func keptAndConflicting() async throws {
        let bench = try Bench()
        _ = try await bench.take(1, film.portrait(), person: "A")
        _ = try await bench.take(2, SampleFilm(seed: 22).portrait(), person: "B", state: .held)
        try await bench.store.keep(FilmID(2), apartFrom: nil)
        #expect(
            try await bench.take(2, film.portrait { $0.turn = 1 }, person: "B") == .conflict(with: FilmID(1)))
    }

    @Test(
        "rows that say different things of it make a look-alike a person's decision, which stands for that pair alone"
    )
    func rows() async throws {
        let bench = try Bench()
        _ = try await bench.take(1, film.portrait(), row: "CHEST")
        let again = film.portrait { $0.gamma = 1.2 }
        guard case .suspected(FilmID(1), let reasons) = try await bench.take(2, again, row: "HAND")
        else {
            Issue.record("a film with another row is no duplicate")
            return
        }
        #expect(reasons.first == "the rows differ in body_part")
        try await bench.store.keep(FilmID(2), apartFrom: FilmID(1))
        #expect(try await bench.take(2, again, row: "HAND") == .original)
        #expect(
            try await bench.take(3, film.portrait { $0.gamma = 1.1 }, row: "CHEST")
                == .duplicate(of: FilmID(1), .sameFilm))
        // What comes after the decision is not part of it.
        #expect(
            try await bench.take(4, film.portrait { $0.gamma = 1.15 }, row: "HAND")
                == .duplicate(of: FilmID(2), .sameFilm))
    }

    @Test(
        "equal pixels with a row that says something else wait for a person; one whose row agrees is a duplicate"
    )
    func equalPixels() async throws {
        let bench = try Bench()
        _ = try await bench.take(1, nil, row: "CHEST", picture: "same")
        #expect(
            try await bench.take(2, nil, row: "HAND", picture: "same")
                == .rowsDiffer(from: FilmID(1), .samePixels, columns: ["body_part"]))
        #expect(
            try await bench.take(3, nil, row: "CHEST", picture: "same")
                == .duplicate(of: FilmID(1), .samePixels))
        bench.states.withLock { $0[FilmID(2)] = .rejected }
        try await bench.store.keep(FilmID(3), apartFrom: FilmID(1))
        #expect(try await bench.take(3, nil, row: "CHEST", picture: "same") == .original)
    }

    @Test("a film that was found to be the original is one for an earlier film that comes back beside it")
    func originalInHand() async throws {
        let bench = try Bench()
        _ = try await bench.take(1, nil, picture: "same", state: .rejected)
        let gate = try bench.gate()
        func fingerprint(_ film: Int64) -> Fingerprint {
            Fingerprint(
                film: FilmID(film), person: PersonID("P"), source: "source \(film)", picture: "same")
        }
        bench.states.withLock { $0[FilmID(2)] = .inFlight }
        gate.enter(FilmID(2))
        #expect(try await gate.decide(fingerprint(2)) == .original)
        bench.states.withLock { $0[FilmID(1)] = .inFlight }
        gate.enter(FilmID(1))
        #expect(try await gate.decide(fingerprint(1)) == .duplicate(of: FilmID(2), .samePixels))
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
