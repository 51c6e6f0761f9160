import Foundation

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

    /// Compares with another film.
    package func compare(_ other: CanonicalPicture) -> Comparison {
        let candidates = CoarseSearch.candidates(other, turned, own.coarse)
        guard let first = candidates.first, first.correlation >= Self.leastAtFirst else {
            return Comparison(depth: .coarse, correlation: Double(candidates.first?.correlation ?? 0))
        }
        // The search tells where the other lies on this film; from here on it is the other way round.
        var places: [Place] = candidates.compactMap { candidate in
            guard candidate.correlation >= 0.6 * first.correlation, let map = candidate.map.inverse else {
                return nil
            }
            return refined(
                Place(
                    map: map, score: 0, isMirrored: candidate.isMirrored, isNegative: candidate.isNegative),
                coarse, own.coarse, other.coarse, steps: 10, side: 8)
        }
        places.sort { $0.score > $1.score }
        guard let best = places.first, best.score >= Self.leastCoarse else {
            return Comparison(depth: .coarse, correlation: Double(places.first?.score ?? 0))
        }
        let otherMiddle = other.middle.unpacked
        let closer = places.prefix(2).map { place in
            var place = place
            place.map = Self.rescaled(place.map, (own.coarse, ownMiddle), (other.coarse, otherMiddle))
            return refined(place, middle, ownMiddle, otherMiddle, steps: 15, side: 16)
        }
        guard var place = closer.max(by: { $0.score < $1.score }), place.score >= Self.leastMiddle else {
            return Comparison(depth: .middle, correlation: Double(closer.map(\.score).max() ?? 0))
        }
        let otherFine = other.fine.unpacked
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
        var result = Comparison(depth: .fine, correlation: Double(found.correlation))
        result.squares = found.tiles.count
        result.agreeing = Double(found.agreeing)
        result.offset = found.offset.map {
            Double($0) * 100 / Double(max(ownFine.width, ownFine.height))
        }
        result.map = map
        result.isMirrored = start.isMirrored
        result.isNegative = start.isNegative
        result.ownOverlap = Double(found.overlap)
        let area = map.determinant.magnitude * Double(ownFine.values.count) / Double(otherFine.values.count)
        result.otherOverlap = min(1, result.ownOverlap * area)
        let axes = map.axes
        result.stretch = axes.shorter > 0 ? axes.longer / axes.shorter : .infinity
        result.degrees = atan2(map.yx, start.isMirrored ? -map.xx : map.xx) * 180 / .pi
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
