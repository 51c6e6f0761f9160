/// Brings stored values to 16 bits, so that full scale is full scale, white high: v × 65,535 ÷ (2ᵇ − 1), to the nearest.
///
/// In 16-bit numbers throughout, without a division, so that the processor's vectors take many values at a time:
/// 65,535 = q × (2ᵇ − 1) + r, of which q × v needs no rounding; and x ÷ (2ᵇ − 1) is (x + 1 + (x >> b)) >> b for any x below
/// 2²ᵇ. r × v with the half for rounding stays below 65,536 for every b from 1 to 16.
struct FullScale {
    private let shift: UInt16
    private let whole: UInt16
    private let rest: UInt16
    private let half: UInt16
    /// What turns a value round: all the bits of one, or none.
    private let inverting: UInt16

    /// Of values of 1 to 16 bits; inverted ones have black high.
    init(bits: Int, isInverted: Bool) {
        precondition((1...16).contains(bits), "stored values have 1 to 16 bits")
        let full = 1 << bits - 1
        // Of 16 bits nothing is left to divide.
        shift = UInt16(min(bits, 15))
        whole = UInt16(65_535 / full)
        rest = UInt16(65_535 % full)
        half = rest == 0 ? 0 : UInt16(full / 2)
        inverting = isInverted ? UInt16(full) : 0
    }

    /// The value of one that `bits` hold.
    func value(_ stored: UInt16) -> UInt16 {
        let value = stored ^ inverting
        let share = rest &* value &+ half
        return whole &* value &+ ((share &+ 1 &+ (share &>> shift)) &>> shift)
    }
}
