import FilmModel
import Testing

@Suite("Pixel spacing as the manifest writes it")
struct PixelSpacingTests {
    @Test(
        "one number is both, two are row and column, in each way of dividing them",
        arguments: ["0.1", "0.1x0.1", "0.1\\0.1", "0.1 × 0.1", "0.1, 0.1"])
    func reads(text: String) {
        #expect(PixelSpacing(text) == PixelSpacing(row: 0.1, column: 0.1))
    }

    @Test(
        "half a pair, a word or a size of no scanner is none",
        arguments: ["0.1x", "x0.1", "0.1x0.1x0.1", "ten", "", "0", "-1"])
    func refuses(text: String) {
        #expect(PixelSpacing(text) == nil)
    }
}
