/// Finds where one film may lie on another: the positions at which the coarse pictures agree best.
struct CoarseSearch {
    /// A place worth a closer look.
    struct Candidate {
        /// From the coarse pixels of the one film to those of the other.
        var map: AffineMap
        /// Correlation of the coarse pictures there, 0 to 1.
        var correlation: Float
        var isMirrored: Bool
        /// Whether one is the other's negative.
        var isNegative: Bool

        /// The same place seen from the other film.
        var reversed: Candidate? {
            map.inverse.map { map in
                Candidate(map: map, correlation: correlation, isMirrored: isMirrored, isNegative: isNegative)
            }
        }
    }

    /// Pixels of the coarse picture that a film may be shifted by: about a quarter of its side.
    private static let reach = 14
    private static let most = 4

    /// The best places, the best first, no two of the same orientation within a few degrees.
    static func candidates(_ own: CanonicalPicture, _ other: TurnedSpectra, _ otherCoarse: DetailMap)
        -> [Candidate]
    {
        let square = CoarseSquare(own.coarse)
        let otherSquare = CoarseSquare(otherCoarse)
        let peaks = peaks(FourierGrid.shared.spectrum(of: square.values), other)
        var found: [(peak: Peak, position: TurnedSpectra.Position)] = []
        for peak in peaks.sorted(by: { $0.height.magnitude > $1.height.magnitude }) {
            let position = other.positions[peak.position]
            let isNear = found.contains { each in
                each.position.isMirrored == position.isMirrored
                    && each.position.toOwn.xx * position.toOwn.xx + each.position.toOwn.yx * position.toOwn.yx
                        > 0.8 * each.position.toOwn.axes.longer * position.toOwn.axes.longer
            }
            guard !isNear else { continue }
            found.append((peak, position))
            if found.count == most { break }
        }
        return found.map { peak, position in
            let toSquare = AffineMap.shift(x: Double(square.left), y: Double(square.top))
            let fromSquare = AffineMap.shift(x: -Double(otherSquare.left), y: -Double(otherSquare.top))
            let map = fromSquare.after(position.toOwn).after(.shift(x: -peak.x, y: -peak.y)).after(toSquare)
            return Candidate(
                map: map, correlation: min(1, peak.height.magnitude), isMirrored: position.isMirrored,
                isNegative: peak.height < 0)
        }
    }

    private struct Peak {
        var position: Int
        var height: Float
        var x: Double
        var y: Double
    }

    /// For each position the highest peak, of either sign, of the correlation over all shifts.
    private static func peaks(_ own: [Float], _ other: TurnedSpectra) -> [Peak] {
        let side = FourierGrid.side
        let bins = FourierGrid.bins
        let product = UnsafeMutablePointer<Float>.allocate(capacity: 2 * bins)
        let result = UnsafeMutablePointer<Float>.allocate(capacity: side * side)
        defer {
            unsafe product.deallocate()
            unsafe result.deallocate()
        }
        var peaks: [Peak] = []
        unsafe own.withUnsafeBufferPointer { own in
            unsafe other.spectra.withUnsafeBufferPointer { other in
                for position in 0..<other.count / (2 * bins) {
                    let start = position * 2 * bins
                    for bin in 0..<bins {
                        let (ar, ai) = unsafe (own[2 * bin], own[2 * bin + 1])
                        let (br, bi) = unsafe (other[start + 2 * bin], other[start + 2 * bin + 1])
                        unsafe product[2 * bin] = ar * br + ai * bi
                        unsafe product[2 * bin + 1] = ai * br - ar * bi
                    }
                    unsafe FourierGrid.shared.square(of: product, into: result)
                    unsafe peaks.append(peak(UnsafePointer(result), position))
                }
            }
        }
        return peaks
    }

    private static func peak(_ values: UnsafePointer<Float>, _ position: Int) -> Peak {
        let side = FourierGrid.side
        var best: Float = -1
        var place = (x: 0, y: 0)
        for dy in -reach...reach {
            let row = unsafe values + (dy & (side - 1)) * side
            for dx in -reach...reach {
                let value = unsafe row[dx & (side - 1)].magnitude
                if value > best {
                    best = value
                    place = (dx, dy)
                }
            }
        }
        func value(_ dx: Int, _ dy: Int) -> Float {
            unsafe values[((place.y + dy) & (side - 1)) * side + ((place.x + dx) & (side - 1))]
        }
        // The peak of a parabola through it and its neighbours.
        func offset(_ before: Float, _ here: Float, _ after: Float) -> Double {
            let bend = before - 2 * here + after
            return bend.magnitude < 1e-9 ? 0 : Double(max(-0.5, min(0.5, 0.5 * (before - after) / bend)))
        }
        let height = value(0, 0)
        return Peak(
            position: position, height: height / Float(side * side),
            x: Double(place.x) + offset(value(-1, 0), height, value(1, 0)),
            y: Double(place.y) + offset(value(0, -1), height, value(0, 1)))
    }
}
