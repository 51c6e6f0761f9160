@testable import Community
@testable import Digitise

/// Made-up pixels: a slope with grain, the same for the same seed.
enum SamplePicture {
    static func samples(_ width: Int, _ height: Int, bits: Int, seed: UInt64 = 1) -> [UInt16] {
        var random = SeededRandom(seed)
        let full = UInt64(1) << UInt64(bits) - 1
        return (0..<width * height).map { index in
            let slope = UInt64(index % width) * full * 3 / 4 / UInt64(width)
            return UInt16(min(full, slope + random.next() % (full / 8 + 2)))
        }
    }

    /// A page of 61 × 47 pixels: odd sides, so that rows and strips end where nothing is aligned.
    static func page(
        bits: Int = 16, valueBits: Int? = nil, photometric: TIFFPage.Photometric = .minIsBlack,
        compression: TIFFPage.Compression = .none, layout: TIFFPage.Layout = .strips(rows: 16),
        resolution: TIFFPage.Resolution? = nil, seed: UInt64 = 1
    ) -> TIFFPage {
        TIFFPage(
            width: 61, height: 47, pixels: samples(61, 47, bits: valueBits ?? bits, seed: seed), bits: bits,
            photometric: photometric, compression: compression, layout: layout, resolution: resolution)
    }
}
