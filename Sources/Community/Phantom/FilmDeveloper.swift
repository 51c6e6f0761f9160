import Foundation

/// Turns attenuation into a developed and scanned film: characteristic curve, heel effect, collimation,
/// clear edge, the scanner's bed, and grain.
struct FilmDeveloper: Sendable {
    private let middle: Float
    private let gain: Float
    private let heel: Float
    private let vignette: Float
    /// Unexposed margins, in parts of the film's half width: left, top, right, bottom.
    private let shutters: [Float]
    private let softness: Float
    private let filmEdge: Float
    private let tilt: Float
    private let bed: Float
    private let mottle: ValueNoise
    private let fog: ValueNoise

    init(kind: PhantomKind, random: inout PhantomRandom) {
        let (middle, gain): (Float, Float) =
            switch kind {
            case .chest: (1.5, 2.3)
            case .hand: (0.95, 2.5)
            case .pelvis: (1.65, 2.6)
            case .skull: (1.1, 2.2)
            case .knee: (1.1, 2.4)
            case .breast: (0.92, 3.2)
            case .abdomen: (1.5, 2.6)
            }
        self.middle = middle + random.real(-0.09...0.09)
        self.gain = gain * random.real(0.9...1.1)
        heel = random.real(-0.1...0.1)
        vignette = random.real(0.03...0.1)
        let wall: Float = kind == .breast ? 0 : 1
        shutters = (0..<4).map { _ in random.real(0.025...0.085) * wall }
        softness = random.real(0.004...0.012)
        filmEdge = random.real(0.006...0.016)
        tilt = random.real(-0.006...0.006)
        bed = random.chance(0.75) ? random.real(0...0.03) : random.real(0.99...1)
        mottle = ValueNoise(seed: random.next(), cell: 1)
        fog = ValueNoise(seed: random.next(), cell: 0.7)
    }

    /// Develops the field, `factor` pixels to a cell, cut to the size given.
    func develop(
        _ field: inout ShadowField, width: Int, height: Int, factor: Int, seed: UInt64
    ) -> PhantomPicture {
        expose(&field)
        var pixels = [UInt16](repeating: 0, count: width * height)
        let grid = field.values
        let grain = FilmGrain(seed: seed, lineWidth: width)
        let rowLength = field.width * factor + 8
        var line = [Float](repeating: 0, count: rowLength)
        for row in 0..<height {
            Self.expand(grid, columns: field.width, rows: field.height, factor: factor, row: row, into: &line)
            Self.print(line, row: row, width: width, grain: grain, into: &pixels)
        }
        return PhantomPicture(width: width, height: height, pixels: pixels)
    }

    /// From attenuation to a share of the scanner's range, 0 the blackest.
    private func expose(_ field: inout ShadowField) {
        let half = Float(field.width) / 2
        let tall = Float(field.height) / Float(field.width)
        for row in 0..<field.height {
            let y = (Float(row) + 0.5) / half - tall
            let down = Int32(truncatingIfNeeded: row)
            let veil = fog.line(y, columns: field.width, half: half)
            for column in 0..<field.width {
                let cell = row * field.width + column
                let x = (Float(column) + 0.5) / half - 1
                let acrossFilm = x + y * tilt
                let downFilm = y - x * tilt
                let shutter = min(
                    min(1 + acrossFilm - shutters[0], 1 - acrossFilm - shutters[2]),
                    min(tall + downFilm - shutters[1], tall - downFilm - shutters[3]))
                let open = ShadowField.step(shutter / softness)
                let attenuation =
                    field.values[cell] + heel * y + vignette * (x * x + y * y) + 0.05 * veil[column]
                    + 0.03 * mottle.corner(Int32(truncatingIfNeeded: column), down)
                let shown = 1 / (1 + exp((middle - attenuation) * gain))
                // Scatter leaves a little fog under the shutters.
                let film = 0.03 + 0.93 * (1 - open * (1 - shown)) - 0.03 * (1 - open)
                let edge = min(min(1 + acrossFilm, 1 - acrossFilm), min(tall + downFilm, tall - downFilm))
                field.values[cell] = edge > filmEdge ? film : bed
            }
        }
    }

    /// One full-size line out of the coarse grid, blended between its cells.
    private static func expand(
        _ grid: [Float], columns: Int, rows: Int, factor: Int, row: Int, into line: inout [Float]
    ) {
        let place = (Float(row) + 0.5) / Float(factor) - 0.5
        let upper = max(0, min(rows - 1, Int(place.rounded(.down))))
        let lower = min(rows - 1, upper + 1)
        let share = max(0, place - Float(upper))
        let weights = (0..<factor).map { (Float($0) + 0.5) / Float(factor) }
        let half = factor / 2
        unsafe grid.withUnsafeBufferPointer { grid in
            unsafe line.withUnsafeMutableBufferPointer { line in
                let first = unsafe UnsafeBufferPointer(
                    rebasing: grid[upper * columns..<(upper + 1) * columns])
                let second = unsafe UnsafeBufferPointer(
                    rebasing: grid[lower * columns..<(lower + 1) * columns])
                var left = unsafe first[0] + (second[0] - first[0]) * share
                for position in 0..<half { unsafe line[position] = left }
                for column in 1..<columns {
                    let right = unsafe first[column] + (second[column] - first[column]) * share
                    let base = column * factor - half
                    for position in 0..<factor {
                        unsafe line[base + position] = left + (right - left) * weights[position]
                    }
                    left = right
                }
                for position in columns * factor - half..<line.count { unsafe line[position] = left }
            }
        }
    }

    /// Adds grain, coarser where the film is darker, and writes 12-bit samples.
    private static func print(
        _ line: [Float], row: Int, width: Int, grain: FilmGrain, into pixels: inout [UInt16]
    ) {
        let start = grain.start(ofLine: row)
        unsafe line.withUnsafeBufferPointer { line in
            unsafe grain.strip.withUnsafeBufferPointer { strip in
                unsafe pixels.withUnsafeMutableBufferPointer { pixels in
                    let base = row * width
                    for column in 0..<width {
                        let level = unsafe line[column]
                        let noise = unsafe strip[start + column]
                        let value = 60 + level * 3880 + noise * (46 - 26 * level)
                        let sample = Int32(max(0, min(4095, value)))
                        unsafe pixels[base + column] = UInt16(truncatingIfNeeded: sample)
                    }
                }
            }
        }
    }
}
