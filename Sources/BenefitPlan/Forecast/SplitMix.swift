/// Steele, Lea and Flood's SplitMix64: small, and the same on every machine, so that a forecast can be made
/// again from its seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// A stream of its own for each unit, so that the order in which units are forecast changes nothing.
    init(seed: UInt64, stream: String) {
        state = seed
        for byte in stream.utf8 { state = next() ^ UInt64(byte) }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
