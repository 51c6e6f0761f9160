import FilmModel
import Foundation
import Testing

@testable import Duplicates

@Suite("A local difference is a difference, whichever film came first; a scanner's is none")
struct LocalDifferenceTests {
    private static func judged(_ a: FilmPortrait, _ b: FilmPortrait) -> (Comparison, SameFilmRule.Finding) {
        let comparison = Comparer(a.canonical).compare(b.canonical)
        return (comparison, SameFilmRule.judge(comparison, a.canonical.scan, b.canonical.scan))
    }

    struct Pair: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let films: @Sendable (UInt64) -> (DrawnFilm, DrawnFilm)

        init(_ name: String, _ films: @escaping @Sendable (UInt64) -> (DrawnFilm, DrawnFilm)) {
            testDescription = name
            self.films = films
        }
    }

    /// Everything moves smoothly, as a body does between two exposures; root mean square, a share of the side.
    @Sendable private static func motion(_ amount: Double) -> @Sendable (Double, Double) -> (Double, Double) {
        { x, y in (amount * sin(4 * y + 1) * cos(3 * x), amount * sin(5 * x + 2) * 1.6) }
    }

    static let differences = [
        Pair("everything moved by 0.3 %") { (.body($0), .body($0).moved(motion(0.003))) },
        Pair("everything moved by 0.5 %") { (.body($0), .body($0).moved(motion(0.005))) },
        Pair("a breast moved by 0.5 %") { (.breast($0), .breast($0).moved(motion(0.005))) },
        Pair("a part moved") { seed in
            let reach = 0.1
            return (
                .body(seed),
                .body(seed).moved { x, y in
                    let share = exp(-(pow(x - 0.6, 2) + pow(y - 0.4, 2)) / (reach * reach))
                    return (0.012 * share, -0.006 * share)
                }
            )
        },
        Pair("contrast in vessels") { seed in
            (
                .body(seed),
                .body(seed).adding { x, y in
                    let middle = 0.5 + 0.2 * sin(5 * x + Double(seed))
                    return (0.3..<0.7).contains(x) && abs(y - middle) < 0.004 ? 0.12 : 0
                }
            )
        },
        Pair("contrast in vessels over a black ground") { seed in
            (
                .breast(seed),
                .breast(seed).adding { x, y in
                    (0.3..<0.9).contains(x) && abs(y - 0.3 - 0.3 * x) < 0.004 ? 0.14 : 0
                }
            )
        },
        Pair("a straight tube") { seed in
            (
                .body(seed),
                .body(seed).adding { x, y in abs(x - 0.5) < 0.004 && (0.05..<0.9).contains(y) ? 0.15 : 0 }
            )
        },
        Pair("a straight tube from side to side") { seed in
            (.body(seed), .body(seed).adding { _, y in abs(y - 0.4) < 0.004 ? 0.15 : 0 })
        },
        Pair("a shadow more") { seed in
            (.body(seed), .body(seed).adding { x, y in hypot(x - 0.7, (y - 0.6) * 1.25) < 0.015 ? 0.12 : 0 })
        },
        Pair("markers L and R") { seed in
            (.body(seed).marked(false, x: 0.05, y: 0.06), .body(seed).marked(true, x: 0.05, y: 0.06))
        },
        Pair("markers L and R on a black ground") { seed in
            (.breast(seed).marked(false, x: 0.85, y: 0.02), .breast(seed).marked(true, x: 0.85, y: 0.02))
        },
        Pair("a marker moved") { seed in
            (.body(seed).marked(false, x: 0.05, y: 0.06), .body(seed).marked(false, x: 0.07, y: 0.08))
        },
        Pair("a marker more") { seed in (.breast(seed), .breast(seed).marked(false, x: 0.85, y: 0.9)) },
        Pair("a wedge exposed otherwise") { (.body($0).wedged(1), .body($0).wedged(1.5)) },
        Pair("one slice of twenty") { seed in
            let seeds = (0..<20).map { seed * 100 + $0 }
            var others = seeds
            others[13] = seed * 100 + 50
            return (.sheet(seeds), .sheet(others))
        },
        Pair("a faint shadow on a black ground") { seed in
            (
                .breast(seed),
                .breast(seed).adding { x, y in
                    0.1 * (1 - tanh((hypot(x - 0.1, (y - 0.15) * 1.25) - 0.02) * 200)) / 2
                }
            )
        },
        Pair("a sheet in another window") { seed in
            let sheet = DrawnFilm.sheet((0..<20).map { seed * 100 + $0 })
            return (sheet, DrawnFilm { max(0, min(1, (sheet.value($0, $1) - 0.3) / 0.5)) })
        },
        Pair("a phantom with another letter") { seed in
            let discs = DrawnFilm { x, y in
                for number in 0..<14 {
                    let (u, v) = (0.1 + 0.8 * disc(seed, number), 0.1 + 0.6 * disc(seed, number + 50))
                    if hypot(x - u, (y - v) * 1.25) < 0.02 + 0.05 * disc(seed, number + 100) {
                        return 0.3 + 0.6 * disc(seed, number + 150)
                    }
                }
                return 0.2
            }
            return (
                discs.wedged(1).marked(false, x: 0.2, y: 0.03), discs.wedged(1).marked(true, x: 0.2, y: 0.03)
            )
        },
    ]

    private static func disc(_ seed: UInt64, _ number: Int) -> Double {
        var random = SplitMix(seed: seed * 1000 + UInt64(number))
        return Double.random(in: 0..<1, using: &random)
    }

    @Test("films that differ in one place, or in everything by a little", arguments: differences, [1, 2, 3])
    func different(pair: Pair, seed: UInt64) {
        let (first, second) = pair.films(seed)
        let own = first.portrait()
        for other in [
            second.portrait { $0.seed = 7 },
            second.portrait {
                ($0.seed, $0.gamma, $0.turn, $0.shift, $0.noise) = (8, 1.3, 1, (0.008, -0.005), 0.02)
            },
        ] {
            let (comparison, finding) = Self.judged(own, other)
            #expect(
                finding.verdict != .duplicate,
                "\(comparison.difference ?? -1) \(comparison.worstOffset ?? -1)")
            #expect(Self.judged(other, own).1.verdict == finding.verdict)
        }
    }

    struct Rescan: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout DrawnFilm.Scan) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout DrawnFilm.Scan) -> Void) {
            testDescription = name
            self.change = change
        }
    }

    static let rescans = [
        Rescan("noise") { $0.noise = 0.03 },
        Rescan("another curve, and light that falls off") { ($0.gamma, $0.shade) = (1.12, 0.1) },
        Rescan("lines of unlike brightness") { $0.bands = 0.02 },
        Rescan("lines of unlike brightness, and another curve") { ($0.bands, $0.gamma) = (0.03, 0.9) },
        Rescan("a window that clips both ends") { $0.window = (0.15, 0.75) },
        Rescan("askew") { ($0.turn, $0.shift) = (2.5, (0.01, 0.02)) },
        Rescan("another resolution and curve") { ($0.width, $0.height, $0.gamma) = (960, 1200, 0.85) },
    ]

    static let films = [
        Pair("a body with a marker") { (.body($0).marked(true, x: 0.05, y: 0.06), .body($0)) },
        Pair("a body with a wedge") { (.body($0).wedged(1), .body($0)) },
        Pair("a sheet") { seed in (.sheet((0..<20).map { seed * 100 + $0 }), .body(seed)) },
    ]

    @Test("one film, scanned twice", arguments: films, rescans)
    func same(pair: Pair, rescan: Rescan) {
        // A sheet in another window may have been printed so, and a white letter's edges are others once white is clipped.
        let isForPerson =
            pair.testDescription != "a body with a wedge" && rescan.testDescription.contains("window")
        let film = pair.films(4).0
        let other = film.portrait {
            $0.seed = 9
            rescan.change(&$0)
        }
        let (comparison, finding) = Self.judged(film.portrait(), other)
        #expect(
            isForPerson ? finding.verdict != .distinct : finding.verdict == .duplicate,
            "\(finding.reasons) \(comparison.difference ?? -1) \(comparison.worstOffset ?? -1)")
    }

    @Test(
        "different films that share their shape stay different, whatever their lines", arguments: [1, 3, 4])
    func alike(seed: UInt64) {
        let (own, other) = (DrawnFilm.kin(seed).portrait(), DrawnFilm.kin(seed + 20).portrait())
        let (comparison, finding) = Self.judged(own, other)
        #expect(comparison.depth == .fine)
        #expect(finding.verdict == .distinct, "\(comparison.correlation) \(comparison.agreeing)")
    }

    @Test("a comparison's figures are the other way round from the other film", arguments: rescans)
    func mirrored(rescan: Rescan) {
        let film = DrawnFilm.body(5)
        let (a, b) = (film.portrait(), film.portrait(rescan.change))
        let there = Comparer(a.canonical).compare(b.canonical)
        let back = Comparer(b.canonical).compare(a.canonical)
        #expect(there.correlation == back.correlation)
        #expect(there.agreeing == back.agreeing)
        #expect(there.difference == back.difference)
        #expect(there.worstOffset == back.worstOffset)
        #expect(there.ownOverlap == back.otherOverlap)
        #expect(there.otherOverlap == back.ownOverlap)
        #expect((there.pixelRatio * back.pixelRatio - 1).magnitude < 1e-9)
        #expect((there.degrees + back.degrees).magnitude < 0.01)
    }

    @Test("strips of the lid or the holder keep no film from being found", arguments: [0.0, 1], [1, 2, 3])
    func strips(level: Double, seed: UInt64) {
        for film in [DrawnFilm.body(seed), DrawnFilm.breast(seed)] {
            let own = film.portrait()
            for strips in [(0.15, 0.0), (0.0, 0.12), (0.1, 0.1)] {
                let other = film.portrait { $0.strips = (strips.0, strips.1, level) }
                #expect(own.distance(to: other.hash) <= 72)
                #expect(other.distance(to: own.hash) <= 72)
            }
        }
    }

    @Test(
        "nor does a black strip beyond a white one, with a grey line where they meet", arguments: [1, 2, 3])
    func secondStrip(seed: UInt64) {
        for film in [DrawnFilm.body(seed), DrawnFilm.breast(seed)] {
            let own = film.portrait()
            let other = film.portrait { ($0.strips, $0.secondStrip) = ((0.1, 0.12, 1), 0.1) }
            #expect(own.distance(to: other.hash) <= 72)
            #expect(other.distance(to: own.hash) <= 72)
        }
    }
}
