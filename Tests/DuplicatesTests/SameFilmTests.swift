import FilmModel
import Testing

@testable import Duplicates

@Suite("The same film is known again however it was scanned, and no other film is taken for it")
struct SameFilmTests {
    private static func judge(_ a: FilmPortrait, _ b: FilmPortrait) -> SameFilmRule.Finding {
        SameFilmRule.judge(
            Comparer(a.canonical).compare(b.canonical), a.canonical.scan, b.canonical.scan)
    }

    struct Rescan: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout SampleFilm.Scan) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout SampleFilm.Scan) -> Void) {
            testDescription = name
            self.change = change
        }
    }

    static let rescans = [
        Rescan("16 bits") { $0.bits = 16 },
        Rescan("12 bits in 16") { $0.bits = 12 },
        Rescan("negative") { $0.isNegative = true },
        Rescan("a quarter turn") { ($0.quarters, $0.width, $0.height) = (1, 600, 480) },
        Rescan("upside down") { $0.quarters = 2 },
        Rescan("gamma 0.6") { $0.gamma = 0.6 },
        Rescan("gamma 1.6") { $0.gamma = 1.6 },
        Rescan("noise") { $0.noise = 0.02 },
        Rescan("shift 3 %") { $0.shift = (0.03, -0.02) },
        Rescan("turn 5°") { $0.turn = 5 },
        Rescan("turn -3.3°") { $0.turn = -3.3 },
        Rescan("crop 3 %") { ($0.crop, $0.width, $0.height) = (0.03, 451, 564) },
        Rescan("white border 4 %") { ($0.border, $0.width, $0.height) = (0.04, 522, 652) },
        Rescan("twice the resolution") { ($0.width, $0.height) = (960, 1200) },
        Rescan("turn, shift, gamma and noise") {
            ($0.turn, $0.shift, $0.gamma, $0.noise) = (1.5, (0.01, 0.01), 1.3, 0.01)
        },
        Rescan("upside down, negative, border, turn") {
            ($0.quarters, $0.isNegative, $0.border, $0.turn) = (2, true, 0.02, -2)
            ($0.width, $0.height) = (500, 625)
        },
    ]

    @Test("a film that is scanned again is the same film", arguments: rescans)
    func known(rescan: Rescan) {
        let film = SampleFilm(seed: 1)
        let finding = Self.judge(film.portrait(), film.portrait(rescan.change))
        #expect(finding.verdict == .duplicate, "\(finding.reasons)")
    }

    @Test("its hash stays within the radius across persons", arguments: rescans)
    func near(rescan: Rescan) {
        let film = SampleFilm(seed: 1)
        #expect(film.portrait().distance(to: film.portrait(rescan.change).hash) <= 64)
    }

    @Test("the order of two films changes no verdict", arguments: rescans)
    func order(rescan: Rescan) {
        let film = SampleFilm(seed: 2)
        let (a, b) = (film.portrait(), film.portrait(rescan.change))
        #expect(Self.judge(a, b).verdict == Self.judge(b, a).verdict)
    }

    @Test("other films are other films", arguments: 10..<30 as Range<UInt64>)
    func others(seed: UInt64) {
        #expect(
            Self.judge(SampleFilm(seed: 1).portrait(), SampleFilm(seed: seed).portrait()).verdict
                == .distinct)
    }

    @Test("a second exposure of a body that moved by a hundredth is never the same film")
    func exposure() {
        for (seed, movement) in [(3, 0.005), (4, 0.01), (5, 0.02)] as [(UInt64, Double)] {
            let film = SampleFilm(seed: seed)
            let finding = Self.judge(
                film.portrait(),
                film.portrait {
                    $0.movement = movement
                    $0.noise = 0.01
                })
            #expect(finding.verdict != .duplicate, "\(movement): \(finding.reasons)")
        }
    }

    @Test("a mirrored film is taken where nothing else differs, and is else for a person")
    func mirrored() {
        let film = SampleFilm(seed: 6)
        let exact = Self.judge(film.portrait(), film.portrait { $0.isMirrored = true })
        #expect(exact.verdict == .duplicate)
        #expect(exact.reasons.contains("mirrored"))
        let rough = Self.judge(
            film.portrait(),
            film.portrait {
                $0.isMirrored = true
                $0.noise = 0.09
            })
        #expect(rough.verdict != .duplicate, "\(rough.reasons)")
    }

    @Test("films of different size in millimetres are for a person")
    func size() {
        let film = SampleFilm(seed: 7)
        let a = film.portrait { $0.spacing = 0.5 }
        #expect(Self.judge(a, film.portrait { $0.spacing = 0.5 }).verdict == .duplicate)
        #expect(Self.judge(a, film.portrait { $0.spacing = 0.7 }).verdict == .review)
        // Pixels that lie 1.4 to 1 tell nothing of the size where no resolution is stated.
        let larger = film.portrait { ($0.width, $0.height) = (672, 840) }
        #expect(Self.judge(film.portrait(), larger).verdict == .review)
    }

    @Test("a comparison has the same result every time")
    func repeatable() {
        let film = SampleFilm(seed: 8)
        let (a, b) = (film.portrait(), film.portrait { $0.turn = 2 })
        let first = Comparer(a.canonical).compare(b.canonical)
        let second = Comparer(a.canonical).compare(b.canonical)
        #expect(first.correlation == second.correlation)
        #expect(first.map == second.map)
    }
}
