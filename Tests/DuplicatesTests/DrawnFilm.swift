import Foundation

@testable import Duplicates

/// A film that is drawn by a function of the place on it, and scanned with the noise, the curve and the place of a
/// scanner of its own.
struct DrawnFilm: Sendable {
    /// How a scanner sees it.
    struct Scan: Sendable {
        var seed: UInt64 = 1
        var width = 480
        var height = 600
        var gamma = 1.0
        var noise = 0.01
        /// Degrees, and shares of the film's size.
        var turn = 0.0
        var shift = (x: 0.0, y: 0.0)
        /// How much less light the edges get, and how much lines differ.
        var shade = 0.0
        var bands = 0.0
        /// What is black and what is white; beyond, nothing is told apart.
        var window = (low: 0.0, high: 1.0)
        /// White (1) or black (0) strips at the left and below, as shares of the film's size.
        var strips: (left: Double, below: Double, level: Double)?
        /// Below it a black strip beyond a grey line, as a share of the film's height.
        var secondStrip = 0.0
    }

    /// Brightness at a place, both coordinates from 0 to 1.
    let value: @Sendable (Double, Double) -> Double

    func portrait(_ change: (inout Scan) -> Void = { _ in }) -> FilmPortrait {
        var scan = Scan()
        change(&scan)
        var random = SplitMix(seed: scan.seed)
        let (c, s) = (cos(scan.turn * .pi / 180), sin(scan.turn * .pi / 180))
        let aspect = Double(scan.height) / Double(scan.width)
        let left = Int((scan.strips?.left ?? 0) * Double(scan.width))
        let below = Int((scan.strips?.below ?? 0) * Double(scan.height))
        var sample = SampleFilm.Scan()
        let beyond = Int(scan.secondStrip * Double(scan.height))
        (sample.width, sample.height) = (scan.width + left, scan.height + below + beyond)
        let values = (0..<sample.width * sample.height).map { place in
            let (column, row) = (place % sample.width - left, place / sample.width)
            if row >= scan.height + below { return row < scan.height + below + 2 ? 0.5 : 0 }
            if let strips = scan.strips, column < 0 || row >= scan.height { return strips.level }
            let x = (Double(column) + 0.5) / Double(scan.width) - 0.5
            let y = ((Double(row) + 0.5) / Double(scan.height) - 0.5) * aspect
            let (u, v) = (c * x - s * y + 0.5 + scan.shift.x, (s * x + c * y) / aspect + 0.5 + scan.shift.y)
            guard (0...1).contains(u), (0...1).contains(v) else { return 0 }
            let light = 1 - scan.shade * (x * x + y * y) * 2 + scan.bands * sin(Double(row) * 0.7)
            let (low, high) = scan.window
            return max(0, min(1, (pow(max(0, value(u, v)), scan.gamma) * light - low) / (high - low)))
                + Double.random(in: -1...1, using: &random) * scan.noise
        }
        return SampleFilm.portrait(values, sample)
    }
}

extension DrawnFilm {
    /// Clouds and edges, as in a body.
    static func body(_ seed: UInt64) -> DrawnFilm {
        let film = SampleFilm(seed: seed)
        return DrawnFilm { film.value($0, $1) * 0.8 + 0.05 }
    }

    /// A breast on a black ground.
    static func breast(_ seed: UInt64) -> DrawnFilm {
        let film = SampleFilm(seed: seed)
        return DrawnFilm { x, y in
            let depth = 1 - (pow((x - 0.22) / 0.5, 2) + pow((y - 0.55) / 0.38, 2))
            guard x > 0.2, depth > 0 else { return 0 }
            return min(1, depth * 4) * (0.2 + 0.7 * film.value(x, y))
        }
    }

    /// In shape like all others of its kind, as two knees are, with clouds and lines of its own.
    static func kin(_ seed: UInt64) -> DrawnFilm {
        let (kind, own) = (SampleFilm(seed: 999), SampleFilm(seed: seed))
        var random = SplitMix(seed: seed)
        let lines = (0..<60).map { _ in Double.random(in: -1...1, using: &random) }
        return DrawnFilm { x, y in
            let place = y * 59
            let (line, share) = (Int(place), place - floor(place))
            let row = lines[max(0, min(59, line))] * (1 - share) + lines[max(0, min(59, line + 1))] * share
            return 0.1 + 0.4 * kind.value(x, y) + 0.3 * own.value(x, y) + 0.04 * row
        }
    }

    /// With something drawn over it where `part` has a value.
    func with(_ part: @escaping @Sendable (Double, Double) -> Double?) -> DrawnFilm {
        DrawnFilm { part($0, $1) ?? value($0, $1) }
    }

    /// With something added to it.
    func adding(_ part: @escaping @Sendable (Double, Double) -> Double) -> DrawnFilm {
        DrawnFilm { min(1, value($0, $1) + part($0, $1)) }
    }

    /// With everything moved by so much of its size.
    func moved(_ by: @escaping @Sendable (Double, Double) -> (Double, Double)) -> DrawnFilm {
        DrawnFilm { x, y in
            let (right, down) = by(x, y)
            return value(x + right, y + down)
        }
    }

    /// A lead letter: L, or R, whose upper right is closed.
    func marked(_ isRight: Bool, x left: Double, y top: Double, tall: Double = 0.035) -> DrawnFilm {
        with { x, y in
            let (u, v) = ((x - left) / tall * 1.6, (y - top) / tall)
            guard (0...1).contains(u), (0...1).contains(v) else { return nil }
            let isStem = u < 0.25
            let isFoot = isRight ? (v < 0.2 || (0.45..<0.6).contains(v) || u > 0.75) : v > 0.8
            return isStem || isFoot ? 0.97 : nil
        }
    }

    /// Twenty pictures on one sheet; the picture of each number by its seed.
    static func sheet(_ seeds: [UInt64]) -> DrawnFilm {
        let films = seeds.map { SampleFilm(seed: $0) }
        return DrawnFilm { x, y in
            let (column, row) = (min(3, Int(x * 4)), min(4, Int(y * 5)))
            let (u, v) = (x * 4 - Double(column), y * 5 - Double(row))
            let depth = 1 - pow((u - 0.5) / 0.42, 2) - pow((v - 0.5) / 0.36, 2)
            guard depth > 0 else { return 0 }
            return min(1, depth * 5)
                * (0.15 + 0.8 * films[row * 4 + column].value(0.2 + 0.3 * u, 0.2 + 0.3 * v))
        }
    }

    /// A step wedge at the left whose densities rise by a power.
    func wedged(_ power: Double, steps: Int = 11) -> DrawnFilm {
        with { x, y in
            guard (0.02..<0.08).contains(x), (0.1..<0.9).contains(y) else { return nil }
            return 0.05 + 0.9 * pow(Double(Int((y - 0.1) / 0.8 * Double(steps))) / Double(steps - 1), power)
        }
    }
}
