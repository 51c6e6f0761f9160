import DICOM
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Every form of TIFF gives the scan's own pixels")
struct PixelTests {
    /// What a bureau's software may write.
    struct Form: Sendable, CustomTestStringConvertible {
        var bits = 16
        var valueBits: Int?
        var photometric = TIFFPage.Photometric.minIsBlack
        var compression = TIFFPage.Compression.none
        var layout = TIFFPage.Layout.strips(rows: 16)
        var container = TIFFWriter.Container.classic
        var byteOrder = TIFFWriter.ByteOrder.littleEndian

        var page: TIFFPage {
            SamplePicture.page(
                bits: bits, valueBits: valueBits, photometric: photometric, compression: compression,
                layout: layout)
        }
        var testDescription: String {
            "\(bits) bits, \(photometric), \(compression), \(layout), \(container), \(byteOrder)"
        }
    }

    static let forms: [Form] = {
        let compressions: [TIFFPage.Compression] = [
            .none, .lzw(predictor: false), .lzw(predictor: true), .deflate(predictor: false),
            .deflate(predictor: true),
        ]
        var forms: [Form] = []
        for bits in [8, 16] {
            for photometric in [TIFFPage.Photometric.minIsBlack, .minIsWhite] {
                for compression in compressions {
                    for layout in [
                        TIFFPage.Layout.strips(rows: 16), .strips(rows: 1), .strips(rows: 47), .tiles,
                    ] {
                        forms.append(
                            Form(
                                bits: bits, photometric: photometric, compression: compression, layout: layout
                            ))
                    }
                }
                for container in [TIFFWriter.Container.classic, .big] {
                    for order in [TIFFWriter.ByteOrder.littleEndian, .bigEndian] {
                        forms.append(
                            Form(
                                bits: bits, photometric: photometric, compression: .lzw(predictor: true),
                                layout: .tiles, container: container, byteOrder: order))
                        forms.append(
                            Form(bits: bits, photometric: photometric, container: container, byteOrder: order)
                        )
                    }
                }
            }
        }
        return forms
    }()

    @Test("the pixels are exactly those that were written", arguments: forms)
    func pixels(form: Form) throws {
        let page = form.page
        let tiff = try SampleFilm.tiff([page], container: form.container, byteOrder: form.byteOrder)
        let scan = try SampleFilm.scan(tiff)
        #expect(scan.header.width == page.width)
        #expect(scan.header.height == page.height)
        #expect(scan.header.photometric == (form.photometric == .minIsBlack ? .monochrome2 : .monochrome1))
        #expect(scan.header.bitsAllocated == form.bits)
        #expect(SampleFilm.values(scan) == page.pixels)
        #expect(scan.findings.minimum == page.pixels.min().map(Int.init))
        #expect(scan.findings.maximum == page.pixels.max().map(Int.init))
    }

    @Test("an odd number of pixel bytes is padded by one zero byte")
    func padding() throws {
        let scan = try SampleFilm.scan(SampleFilm.tiff([SamplePicture.page(bits: 8)]))
        #expect(scan.header.pixelBytes == 61 * 47)
        #expect(scan.pixels.byteCount == 61 * 47 + 1)
        let last = unsafe scan.pixels.withBytes { unsafe $0[61 * 47] }
        #expect(last == 0)
    }

    @Test("each page of a file is read by its number", arguments: [TIFFWriter.Container.classic, .big])
    func pages(container: TIFFWriter.Container) throws {
        let pages = (1...5).map { SamplePicture.page(bits: $0.isMultiple(of: 2) ? 8 : 16, seed: UInt64($0)) }
        let tiff = try SampleFilm.tiff(pages, container: container)
        for (index, page) in pages.enumerated() {
            #expect(SampleFilm.values(try SampleFilm.scan(tiff, page: index + 1)) == page.pixels)
        }
        #expect(try unsafe tiff.withUnsafeBytes { try unsafe Scan.pageCount($0, limits: ScanLimits()) } == 5)
    }

    @Test("12 bits in 16 are taken as 12 only where the manifest says so and the values fit")
    func twelveBits() throws {
        let twelve = try SampleFilm.tiff([SamplePicture.page(valueBits: 12)])
        let sixteen = try SampleFilm.tiff([SamplePicture.page()])
        #expect(try SampleFilm.scan(twelve, declaredBits: 12).findings.bitsStored == 12)
        #expect(try SampleFilm.scan(twelve).findings.bitsStored == 16)
        #expect(try SampleFilm.scan(sixteen, declaredBits: 12).findings.bitsStored == 16)
        for nonsense in [-1, 0, 1, 8, 16, 17, 64] {
            #expect(try SampleFilm.scan(twelve, declaredBits: nonsense).findings.bitsStored == 16)
        }
    }

    @Test("RGB is read pixel by pixel")
    func colour() throws {
        let samples = SamplePicture.samples(3 * 20, 10, bits: 8).map { UInt8($0) }
        let scan = try SampleFilm.scan(RawTIFF.colour(width: 20, height: 10, samples: samples).data)
        #expect(scan.header.photometric == .rgb)
        #expect(scan.header.samplesPerPixel == 3)
        #expect(SampleFilm.values(scan) == samples.map(UInt16.init))
    }
}
