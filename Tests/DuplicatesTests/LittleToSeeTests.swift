import FilmModel
import Foundation
import Testing

@testable import Duplicates

@Suite("What is on many films makes none of them another's duplicate")
struct LittleToSeeTests {
    private static func verdict(_ a: FilmPortrait, _ b: FilmPortrait) -> SameFilmRule.Verdict {
        SameFilmRule.judge(
            Comparer(a.canonical).compare(b.canonical), a.canonical.scan, b.canonical.scan
        ).verdict
    }

    /// A sheet of one grey with grain, and what is drawn on it.
    private static func sheet(
        _ seed: UInt64, grain: Double = 0.01, width: Int = 480, height: Int = 600,
        _ draw: (Double, Double) -> Double? = { _, _ in nil }
    ) -> FilmPortrait {
        var random = SplitMix(seed: seed)
        var scan = SampleFilm.Scan()
        (scan.width, scan.height) = (width, height)
        let values = (0..<width * height).map { place in
            let x = (Double(place % width) + 0.5) / Double(width)
            let y = (Double(place / width) + 0.5) / Double(height)
            return (draw(x, y) ?? 0.2) + Double.random(in: -1...1, using: &random) * grain
        }
        return SampleFilm.portrait(values, scan)
    }

    /// Twenty-one steps, as a sensitometer exposes them.
    private static func wedge(_ x: Double, _ y: Double) -> Double? {
        guard (0.4..<0.6).contains(x), (0.1..<0.9).contains(y) else { return nil }
        return Double(Int((y - 0.1) / 0.8 * 21)) / 21
    }

    /// A label of letters that differ from label to label only in a corner.
    private static func label(_ x: Double, _ y: Double) -> Double? {
        guard (0.7..<0.95).contains(x), (0.03..<0.12).contains(y) else { return nil }
        return sin(x * 400) * sin(y * 300) > 0 ? 0.95 : 0.05
    }

    @Test("blank films, films with a label alone, and step wedges are not the same film")
    func littleInThem() {
        #expect(Self.verdict(Self.sheet(1), Self.sheet(2)) == .distinct)
        #expect(Self.verdict(Self.sheet(1, grain: 0), Self.sheet(2, grain: 0)) == .distinct)
        #expect(Self.verdict(Self.sheet(1, Self.label), Self.sheet(2, Self.label)) != .duplicate)
        #expect(Self.verdict(Self.sheet(1, Self.wedge), Self.sheet(2, Self.wedge)) != .duplicate)
    }

    @Test("two films with the same wedge and label beside different pictures are two films")
    func wedgeBeside() {
        func film(_ seed: UInt64) -> FilmPortrait {
            let picture = SampleFilm(seed: seed)
            return Self.sheet(seed) { x, y in Self.wedge(x, y) ?? Self.label(x, y) ?? picture.value(x, y) }
        }
        #expect(Self.verdict(film(3), film(4)) == .distinct)
    }

    @Test(
        "an exposure after the contrast is given is not the one before it, though nobody moved",
        arguments: [1, 2, 3])
    func contrast(seed: UInt64) {
        let body = SampleFilm(seed: seed)
        let before = Self.sheet(seed) { x, y in body.value(x, y) }
        // Vessels: thin, bright waves over a seventh of the sheet.
        let after = Self.sheet(seed + 100) { x, y in
            guard (0.28..<0.68).contains(x), (0.28..<0.66).contains(y) else { return body.value(x, y) }
            return body.value(x, y) + 0.35 * max(0, sin(x * 130 + 4 * sin(y * 17))) * max(0, sin(y * 90))
        }
        #expect(Self.verdict(before, after) != .duplicate)
    }

    @Test("two films on one scan are not either of them")
    func twoOnOne() {
        let (left, right) = (SampleFilm(seed: 5), SampleFilm(seed: 6))
        let both = Self.sheet(1, width: 960, height: 600) { x, y in
            x < 0.5 ? left.value(2 * x, y) : right.value(2 * x - 1, y)
        }
        #expect(Self.verdict(both, left.portrait()) != .duplicate)
        #expect(Self.verdict(right.portrait(), both) != .duplicate)
    }

    @Test("pictures of a few pixels are taken without a fault", arguments: [1, 2, 3, 7, 17, 63])
    func tiny(side: Int) {
        for (width, height) in [(side, side), (1, side), (side, 1), (side, 3000)] {
            let a = Self.sheet(1, grain: 0.3, width: width, height: height)
            let b = Self.sheet(2, grain: 0.3, width: width, height: height)
            #expect(Self.verdict(a, b) != .duplicate)
        }
    }

    @Test(
        "a wedge that fills a strip of every film makes none of them another's duplicate",
        arguments: 30..<34 as Range<UInt64>)
    func wedges(seed: UInt64) {
        func film(_ seed: UInt64, isNegative: Bool = false) -> FilmPortrait {
            let picture = SampleFilm(seed: seed)
            return Self.sheet(seed) { x, y in
                let value = Self.wedge(x, y) ?? picture.value(x, y)
                return isNegative ? 1 - value : value
            }
        }
        #expect(Self.verdict(film(seed), film(seed + 10)) == .distinct)
        #expect(Self.verdict(film(seed), film(seed + 10, isNegative: true)) == .distinct)
    }
}
