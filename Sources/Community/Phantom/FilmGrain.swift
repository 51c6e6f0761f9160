/// Grain for one film: a strip of noise that each line reads from a place of its own, so that no line costs
/// more than a few additions a pixel.
struct FilmGrain: Sendable {
    private static let length = 1 << 16

    /// −1 to 1, near enough to a bell; longer than `length` by a line.
    let strip: [Float]
    private let salt: UInt32

    init(seed: UInt64, lineWidth: Int) {
        var random = PhantomRandom(seed: seed)
        salt = UInt32(truncatingIfNeeded: random.next())
        var strip: [Float] = []
        strip.reserveCapacity(Self.length + lineWidth)
        while strip.count < Self.length {
            // Four bytes make two triangles.
            let word = random.next()
            for shift in [UInt64(0), 32] {
                let first = Int32(truncatingIfNeeded: (word >> shift) & 0xFFFF)
                let second = Int32(truncatingIfNeeded: (word >> (shift + 16)) & 0xFFFF)
                strip.append(Float(first + second - 0xFFFF) * (1 / 65_535))
            }
        }
        strip += strip.prefix(lineWidth)
        self.strip = strip
    }

    /// Where the line begins in the strip.
    func start(ofLine row: Int) -> Int {
        var word = UInt32(truncatingIfNeeded: row) &* 0x9E37_79B1 ^ salt
        word ^= word >> 15
        word = word &* 0x2C1B_3C6D
        word ^= word >> 13
        return Int(word) & (Self.length - 1)
    }
}
