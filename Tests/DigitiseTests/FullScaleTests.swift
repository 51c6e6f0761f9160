import Testing

@testable import Digitise

@Suite("Stored values brought to full scale")
struct FullScaleTests {
    @Test(
        "every value of every depth and polarity is its share of full scale, to the nearest",
        arguments: 1...16)
    func all(bits: Int) {
        let full = 1 << bits - 1
        let (plain, inverted) = (
            FullScale(bits: bits, isInverted: false), FullScale(bits: bits, isInverted: true)
        )
        let isRight = (0...full).allSatisfy { value in
            let share = (value * 65_535 + full / 2) / full
            return plain.value(UInt16(value)) == share && inverted.value(UInt16(full - value)) == share
        }
        #expect(isRight)
    }
}
