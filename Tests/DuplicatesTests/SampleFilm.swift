import FilmModel
import Foundation

@testable import Duplicates

/// A film that does not exist: clouds and edges at many sizes, as a function of the place on the sheet, so
/// that it can be scanned anew in any way without an earlier scan's pixels showing through.
struct SampleFilm {
    /// How a scanner sees the film.
    struct Scan {
        var width = 480
        var height = 600
        /// Degrees, and shares of the film's size.
        var turn = 0.0
        var shift = (x: 0.0, y: 0.0)
        var scale = 1.0
        var isMirrored = false
        var quarters = 0
        var isNegative = false
        var gamma = 1.0
        var noise = 0.0
        /// Share of the film that is cut off on each side, or that a white border adds.
        var crop = 0.0
        var border = 0.0
        /// How far a body moved between two exposures: share of the film's size.
        var movement = 0.0
        var bits = 8
        var spacing: Double?
    }

    private let lattices: [[Double]]
    private static let side = 160
    private static let octaves = [(4.0, 1.0), (9.0, 0.6), (19.0, 0.4), (41.0, 0.25), (83.0, 0.15)]

    init(seed: UInt64) {
        var random = SplitMix(seed: seed)
        lattices = Self.octaves.map { _ in
            (0..<Self.side * Self.side).map { _ in Double.random(in: 0...1, using: &random) }
        }
    }

    /// Darkness at a place of the sheet, both coordinates from 0 to 1.
    func value(_ u: Double, _ v: Double) -> Double {
        var sum = 0.0
        for (lattice, octave) in zip(lattices, Self.octaves) {
            let (x, y) = ((u + 0.5) * octave.0, (v + 0.5) * octave.0)
            let (column, row) = (Int(x), Int(y))
            let (fx, fy) = (x - Double(column), y - Double(row))
            let start = row * Self.side + column
            let upper = lattice[start] * (1 - fx) + lattice[start + 1] * fx
            let lower = lattice[start + Self.side] * (1 - fx) + lattice[start + Self.side + 1] * fx
            sum += octave.1 * (upper * (1 - fy) + lower * fy)
        }
        return sum / 2.4
    }

    func portrait(_ change: (inout Scan) -> Void = { _ in }) -> FilmPortrait {
        var scan = Scan()
        change(&scan)
        return Self.portrait(pixels(scan), scan)
    }

    /// Values of 0 to 1, row by row.
    func pixels(_ scan: Scan) -> [Double] {
        var random = SplitMix(seed: 77)
        let angle = scan.turn * .pi / 180
        let (c, s) = (cos(angle) / scan.scale, sin(angle) / scan.scale)
        let aspect = Double(scan.height) / Double(scan.width)
        return (0..<scan.width * scan.height).map { place in
            var x = (Double(place % scan.width) + 0.5) / Double(scan.width)
            var y = (Double(place / scan.width) + 0.5) / Double(scan.height)
            x = scan.crop + x * (1 - 2 * scan.crop)
            y = scan.crop + y * (1 - 2 * scan.crop)
            x = (x - scan.border) / (1 - 2 * scan.border)
            y = (y - scan.border) / (1 - 2 * scan.border)
            guard (0...1).contains(x), (0...1).contains(y) else { return 1 }
            if scan.isMirrored { x = 1 - x }
            for _ in 0..<scan.quarters { (x, y) = (y, 1 - x) }
            (x, y) = (x - 0.5, (y - 0.5) * aspect)
            (x, y) = (c * x - s * y + 0.5 + scan.shift.x, (s * x + c * y) / aspect + 0.5 + scan.shift.y)
            x += scan.movement * sin(5 * y + 1) * 1.4
            y += scan.movement * sin(6 * x + 2) * 1.4
            guard (0...1).contains(x), (0...1).contains(y) else { return 0 }
            var value = pow(self.value(x, y), scan.gamma)
            if scan.noise > 0 { value += Double.random(in: -1.7...1.7, using: &random) * scan.noise }
            return scan.isNegative ? 1 - value : value
        }
    }

    static func portrait(_ values: [Double], _ scan: Scan) -> FilmPortrait {
        let layout = PictureLayout(
            width: scan.width, height: scan.height, bitsAllocated: scan.bits > 8 ? 16 : 8,
            bitsStored: scan.bits, spacing: scan.spacing.flatMap { PixelSpacing(row: $0, column: $0) })
        let full = Double(1 << scan.bits - 1)
        let levels = values.map { (max(0, min(1, $0)) * full).rounded() }
        if scan.bits > 8 {
            return unsafe levels.map { UInt16($0) }.withUnsafeBytes { unsafe FilmPortrait($0, layout) }
        }
        return unsafe levels.map { UInt8($0) }.withUnsafeBytes { unsafe FilmPortrait($0, layout) }
    }
}

/// Seeded random numbers (Steele, Lea and Flood, SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
