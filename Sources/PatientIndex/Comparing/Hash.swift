/// FNV-1a with 64 bits and a last mixing: a short text or a few numbers as one number. The same on every
/// machine and in every run, so that it may be stored.
package struct Hash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    static func of(_ bytes: Span<UInt8>) -> UInt64 {
        var hash = Self()
        hash.add(bytes)
        return hash.finished
    }

    @inline(__always)
    package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    @inline(__always)
    package mutating func add(_ bytes: Span<UInt8>) { for index in bytes.indices { add(bytes[index]) } }

    @inline(__always)
    package mutating func add(_ number: UInt64) {
        var rest = number
        for _ in 0..<8 {
            add(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// The bits spread, so that any of them may choose a bucket.
    package var finished: UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ (mixed >> 33)
    }
}
