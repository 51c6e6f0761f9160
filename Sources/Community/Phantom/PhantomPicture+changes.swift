import Foundation

extension PhantomPicture {
    /// Lays a plain rectangle over the picture, its grain kept.
    mutating func fill(left: Int, top: Int, width: Int, height: Int, level: Int) {
        let columns = max(0, left)..<min(self.width, max(0, left + width))
        for row in max(0, top)..<min(self.height, max(0, top + height)) {
            for column in columns {
                let cell = row * self.width + column
                let grain = (Int(pixels[cell]) & 0x1F) - 16
                pixels[cell] = UInt16(max(0, min(Self.white, level + grain)))
            }
        }
    }

    /// The same film scanned a second time: laid down a percent or so aside, brighter, with other noise.
    func rescan(seed: UInt64) -> PhantomPicture {
        var random = PhantomRandom(seed: seed ^ 0x2E5C_A900)
        func offset(_ extent: Int) -> Int {
            let most = max(1, Int(Float(extent) * random.real(0.006...0.013)))
            return random.chance(0.5) ? most : -most
        }
        let across = offset(width)
        let down = offset(height)
        let gamma = random.real(0.8...0.9)
        let curve = (0...Self.white).map { level in
            Int32(pow(Float(level) / Float(Self.white), gamma) * Float(Self.white))
        }
        let grain = FilmGrain(seed: random.next(), lineWidth: width)
        var copy = self
        for row in 0..<height {
            let from = min(height - 1, max(0, row + down)) * width
            let start = grain.start(ofLine: row)
            for column in 0..<width {
                let level = Int(pixels[from + min(width - 1, max(0, column + across))])
                let noise = Int32(grain.strip[start + column] * 31)
                let value = max(0, min(Int32(Self.white), curve[min(Self.white, level)] + noise))
                copy.pixels[row * width + column] = UInt16(truncatingIfNeeded: value)
            }
        }
        return copy
    }

    /// The picture in 8 bits, as a scanner set to 256 greys gives it.
    func reducedTo8Bits() -> [UInt16] { pixels.map { $0 >> 4 } }

    /// The picture spread over 16 bits.
    func spreadTo16Bits() -> [UInt16] { pixels.map { $0 << 4 | $0 >> 8 } }
}
