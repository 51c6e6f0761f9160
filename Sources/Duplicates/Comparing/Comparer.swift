/// Compares a film with others: finds where the one lies on the other, makes the place exact, and measures
/// how far both show the same there.
package struct Comparer: Sendable {
    private let own: CanonicalPicture
    private let ownMiddle: DetailMap
    private let ownFine: DetailMap
    private let turned: TurnedSpectra
    private let fine: Alignment
    private let middle: Alignment
    private let coarse: Alignment

    /// Below these a pair is looked at no closer (docs/performance.md shows what lies on either side).
    static let leastAtFirst: Float = 0.45
    static let leastCoarse: Float = 0.55
    static let leastMiddle: Float = 0.35
    /// Places that are looked at closer, of those that the search finds from either side.
    private static let mostPlaces = 6

    package init(_ own: CanonicalPicture) {
        self.own = own
        turned = TurnedSpectra(own.coarse)
        coarse = Alignment(own.coarse)
        ownMiddle = own.middle.unpacked
        ownFine = own.fine.unpacked
        middle = Alignment(ownMiddle)
        fine = Alignment(ownFine)
    }

    private struct Place {
        var map: AffineMap
        var score: Float
        var isMirrored: Bool
        var isNegative: Bool
    }

    /// Compares with another film. Which of the two is asked changes nothing but the side from which the result
    /// is seen: both must look alike at a glance from either side, and one order is taken for what follows.
    package func compare(_ other: CanonicalPicture) -> Comparison {
        let candidates = CoarseSearch.candidates(other, turned, own.coarse)
        guard let first = candidates.first, first.correlation >= Self.leastAtFirst else {
            return Comparison(depth: .coarse, correlation: Double(candidates.first?.correlation ?? 0))
        }
        let opposite = Comparer(other)
        let reverse = CoarseSearch.candidates(own, opposite.turned, other.coarse)
        guard let last = reverse.first, last.correlation >= Self.leastAtFirst else {
            return Comparison(depth: .coarse, correlation: Double(reverse.first?.correlation ?? 0))
        }
        return own.precedes(other)
            ? laid(on: opposite, candidates, reverse) : opposite.laid(on: self, reverse, candidates).reversed
    }

    /// `found` tells where the other lies on this film, `reverse` where this film lies on the other.
    private func laid(
        on opposite: Comparer, _ found: [CoarseSearch.Candidate], _ reverse: [CoarseSearch.Candidate]
    ) -> Comparison {
        let other = opposite.own
        let candidates = (found.compactMap(\.reversed) + reverse)
            .sorted { $0.correlation > $1.correlation }.prefix(Self.mostPlaces)
        let highest = candidates.map(\.correlation).max() ?? 0
        var places: [Place] = candidates.compactMap { candidate in
            guard candidate.correlation >= 0.6 * highest else { return nil }
            return refined(
                Place(
                    map: candidate.map, score: 0, isMirrored: candidate.isMirrored,
                    isNegative: candidate.isNegative),
                coarse, own.coarse, other.coarse, steps: 10, side: 8)
        }
        places.sort { $0.score > $1.score }
        guard let best = places.first, best.score >= Self.leastCoarse else {
            return Comparison(depth: .coarse, correlation: Double(places.first?.score ?? 0))
        }
        let otherMiddle = opposite.ownMiddle
        let closer = places.prefix(2).map { place in
            var place = place
            place.map = Self.rescaled(place.map, (own.coarse, ownMiddle), (other.coarse, otherMiddle))
            return refined(place, middle, ownMiddle, otherMiddle, steps: 15, side: 16)
        }
        guard var place = closer.max(by: { $0.score < $1.score }), place.score >= Self.leastMiddle else {
            return Comparison(depth: .middle, correlation: Double(closer.map(\.score).max() ?? 0))
        }
        let otherFine = opposite.ownFine
        place.map = Self.rescaled(place.map, (ownMiddle, ownFine), (otherMiddle, otherFine))
        return finest(place, other, otherFine)
    }

    private func refined(
        _ place: Place, _ alignment: Alignment, _ own: DetailMap, _ other: DetailMap, steps: Int, side: Int
    ) -> Place {
        var place = place
        place.map = alignment.refined(place.map, on: other, isNegative: place.isNegative, steps: steps)
        let scores = TileScores(own, other, place.map, isNegative: place.isNegative, side: side)
        place.score = scores.overlap >= 0.3 ? scores.correlation : 0
        return place
    }

    static let tileSide = 32

    private func finest(_ start: Place, _ other: CanonicalPicture, _ otherFine: DetailMap) -> Comparison {
        func scores(_ map: AffineMap) -> TileScores {
            TileScores(ownFine, otherFine, map, isNegative: start.isNegative, side: Self.tileSide)
        }
        var map = fine.refined(start.map, on: otherFine, isNegative: start.isNegative, steps: 6)
        var found = scores(map)
        // What is in one scan alone (a border, a label, a corner) must not pull the rest out of place.
        if found.agreeing > 0.3, found.agreeing < 1 {
            let closer = fine.refined(
                map, on: otherFine, isNegative: start.isNegative, steps: 4, weights: weights(found))
            let again = scores(closer)
            if again.agreeing >= found.agreeing { (map, found) = (closer, again) }
        }
        var plain = ownFine
        // Lines are what one film's scans may differ by. Other films differ by them, too, and look alike without.
        if SameFilmRule.mayBeSame(
            correlation: Double(found.correlation), agreeing: Double(found.agreeing),
            squares: found.tiles.count)
        {
            let without = ScannerLines.withoutLines(ownFine, otherFine, map, isNegative: start.isNegative)
            let again = TileScores(
                without, otherFine, map, isNegative: start.isNegative, side: Self.tileSide)
            if again.correlation >= found.correlation { (plain, found) = (without, again) }
        }
        var result = Comparison(depth: .fine, correlation: Double(found.correlation))
        result.squares = found.tiles.count
        result.agreeing = Double(found.agreeing)
        let field = DisplacementField(plain, otherFine, map, isNegative: start.isNegative)
        let perCent = 100 / Double(max(ownFine.width, ownFine.height))
        result.offset = field.map { Double($0.spread) * perCent }
        result.worstOffset = field.map { Double($0.worst) * perCent }
        result.difference = LocalDifference(
            own, other, map, isNegative: start.isNegative, enough: Float(SameFilmRule.difference) / 2
        ).map { Double($0.worst) }
        result.map = map
        result.isMirrored = start.isMirrored
        result.isNegative = start.isNegative
        result.ownOverlap = ownFine.share(within: otherFine, map)
        result.otherOverlap = map.inverse.map { otherFine.share(within: ownFine, $0) } ?? 0
        let axes = map.axes
        result.stretch = axes.shorter > 0 ? axes.longer / axes.shorter : .infinity
        result.degrees = map.degrees(isMirrored: start.isMirrored)
        result.pixelRatio =
            map.determinant.magnitude.squareRoot() * other.scanPixelsPerFinePixel / own.scanPixelsPerFinePixel
        return result
    }

    /// 1 for the pixels of squares that agree, 0 for all others.
    private func weights(_ scores: TileScores) -> [Float] {
        var weights = [Float](repeating: 0, count: ownFine.values.count)
        for tile in scores.tiles where tile.correlation >= 0.5 {
            for y in tile.y..<tile.y + scores.side {
                let start = y * ownFine.width + tile.x
                for place in start..<start + scores.side { weights[place] = 1 }
            }
        }
        return weights
    }

    /// The same place at another size of both pictures.
    private static func rescaled(
        _ map: AffineMap, _ own: (from: DetailMap, to: DetailMap), _ other: (from: DetailMap, to: DetailMap)
    ) -> AffineMap {
        func scaling(_ from: DetailMap, _ to: DetailMap) -> AffineMap {
            .scaling(
                x: Double(to.width) / Double(from.width), y: Double(to.height) / Double(from.height))
        }
        return scaling(other.from, other.to).after(map).after(scaling(own.to, own.from))
    }
}
