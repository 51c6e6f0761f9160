package import Duplicates
import FilmModel
import Foundation

/// Finds which of many scans are the same film.
package struct PairFinder: Sendable {
    /// A pair that is not clearly distinct.
    package struct Pair: Sendable {
        package let a: Int
        package let b: Int
        package let verdict: SameFilmRule.Verdict
        package let kind: DuplicateVerdict.Kind
        package let score: Double
        package let reasons: [String]
    }

    let entries: [ScanCatalogue.Entry]

    package init(
        entries: [ScanCatalogue.Entry]
    ) {
        self.entries = entries
    }

    /// Up to so many films each is compared with each; more are sorted out by hash first.
    static let eachWithEach = 200
    static let radius = 98

    /// All pairs, in the order of the films. Deterministic.
    @concurrent
    package func pairs() async -> [Pair] {
        let index = entries.count > Self.eachWithEach ? filledIndex() : nil
        var found: [Int: [Pair]] = [:]
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        await withTaskGroup(of: (Int, [Pair]).self) { group in
            for number in entries.indices.dropLast() {
                if number >= lanes, let done = await group.next() { found[done.0] = done.1 }
                group.addTask { (number, pairs(of: number, index)) }
            }
            for await done in group { found[done.0] = done.1 }
        }
        return entries.indices.flatMap { found[$0] ?? [] }
    }

    private func filledIndex() -> HashIndex {
        let index = HashIndex()
        for (number, entry) in entries.enumerated() { index.add(FilmID(Int64(number)), entry.portrait.hash) }
        return index
    }

    private func pairs(of number: Int, _ index: HashIndex?) -> [Pair] {
        let own = entries[number]
        var others = Array(entries.indices[(number + 1)...])
        if let index {
            let near = Set(
                own.portrait.neighbours(in: index, within: Self.radius).map { Int($0.number) })
            others = others.filter { near.contains($0) || entries[$0].picture == own.picture }
        }
        var comparer: Comparer?
        return others.compactMap { other -> Pair? in
            let second = entries[other]
            if own.source.prefix(64) == second.source.prefix(64), own.page == second.page {
                return Pair(
                    a: number, b: other, verdict: .duplicate, kind: .sameBytes, score: 1,
                    reasons: ["same bytes"])
            }
            if own.picture == second.picture {
                return Pair(
                    a: number, b: other, verdict: .duplicate, kind: .samePixels, score: 1,
                    reasons: ["same pixels, depth and polarity aside"])
            }
            let ready = comparer ?? Comparer(own.portrait.canonical)
            comparer = ready
            let comparison = ready.compare(second.portrait.canonical)
            let (a, b) = (own.portrait.canonical.scan, second.portrait.canonical.scan)
            let finding = SameFilmRule.judge(comparison, a, b)
            guard finding.verdict != .distinct else { return nil }
            var reasons = finding.reasons
            let advantages = BetterScan.advantages(of: a, over: b, comparison)
            if !advantages.isEmpty {
                reasons.append("a is the better scan: \(advantages.joined(separator: ", "))")
            }
            return Pair(
                a: number, b: other, verdict: finding.verdict, kind: .sameFilm,
                score: comparison.correlation, reasons: reasons)
        }
    }
}
