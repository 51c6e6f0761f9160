import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("A picture's digest is the picture's, whatever form its file has")
struct PictureDigestTests {
    private func digest(_ page: TIFFPage, declaredBits: Int? = nil) throws -> String {
        try SampleFilm.scan(SampleFilm.tiff([page]), declaredBits: declaredBits).findings.pictureDigest
    }

    private func page(_ pixels: [UInt16], bits: Int, _ photometric: TIFFPage.Photometric = .minIsBlack)
        -> TIFFPage
    {
        TIFFPage(width: 64, height: 40, pixels: pixels, bits: bits, photometric: photometric)
    }

    @Test("8 bits and the same in 16 bits, either polarity: one digest")
    func depthAndPolarity() throws {
        let grey = SamplePicture.samples(64, 40, bits: 8)
        let wide = grey.map { $0 * 257 }
        let digests = try [
            digest(page(grey, bits: 8)), digest(page(wide, bits: 16)),
            digest(page(grey.map { 255 - $0 }, bits: 8, .minIsWhite)),
            digest(page(wide.map { 65_535 - $0 }, bits: 16, .minIsWhite)),
        ]
        #expect(Set(digests).count == 1)
    }

    @Test("12 bits as such and scaled to 16, either polarity: one digest")
    func twelveBits() throws {
        let twelve = SamplePicture.samples(64, 40, bits: 12)
        let wide = twelve.map { UInt16((Int($0) * 65_535 + 2_047) / 4_095) }
        #expect(try digest(page(twelve, bits: 16), declaredBits: 12) == digest(page(wide, bits: 16)))
        let inverted = twelve.map { 4_095 - $0 }
        #expect(
            try digest(page(inverted, bits: 16, .minIsWhite), declaredBits: 12)
                == digest(page(twelve, bits: 16), declaredBits: 12))
    }

    @Test("compression, layout, byte order and resolution are no part of the picture")
    func form() throws {
        let plain = try digest(SamplePicture.page())
        #expect(try digest(SamplePicture.page(compression: .lzw(predictor: true), layout: .tiles)) == plain)
        #expect(try digest(SamplePicture.page(resolution: .dotsPerInch(300))) == plain)
        let big = try SampleFilm.tiff([SamplePicture.page()], byteOrder: .bigEndian)
        #expect(try SampleFilm.scan(big).findings.pictureDigest == plain)
    }

    @Test("one grey level of one pixel, or another size, is another picture")
    func difference() throws {
        let pixels = SamplePicture.samples(64, 40, bits: 16)
        var changed = pixels
        changed[64 * 40 - 1] ^= 1
        let plain = try digest(page(pixels, bits: 16))
        #expect(try digest(page(changed, bits: 16)) != plain)
        #expect(try digest(TIFFPage(width: 40, height: 64, pixels: pixels)) != plain)
        // The same samples in the other polarity are the negative.
        #expect(try digest(page(pixels, bits: 16, .minIsWhite)) != plain)
    }

    @Test("the exact digest is that of the bytes a read-back gives")
    func exact() throws {
        let instance = try SampleFilm.instance(SampleFilm.tiff([SamplePicture.page(bits: 8)]))
        let scan = try SampleFilm.scan(
            SampleFilm.tiff([SamplePicture.page(bits: 8, photometric: .minIsWhite)]))
        #expect(instance.pixelDigest == scan.findings.pixelDigest)
        #expect(instance.pixelDigest.hasPrefix("xxh3:") && instance.pixelDigest.utf8.count == 37)
    }
}
