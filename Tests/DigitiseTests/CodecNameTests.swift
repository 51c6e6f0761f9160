import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("A codec that is not taken is named, and never called cut short")
struct CodecNameTests {
    private func reason(_ data: Data) -> Reason? {
        do throws(DigitiseError) {
            _ = try Scan.read(data, page: nil, declaredBits: nil, limits: ScanLimits())
            return nil
        } catch {
            return error.reason
        }
    }

    private func tiff(_ compression: Int, bits: Int = 8, pixels: [UInt8]? = nil) -> RawTIFF {
        var tiff = RawTIFF(
            width: 16, height: 16, bits: bits,
            pixels: pixels ?? SamplePicture.samples(16, 16 * max(8, bits) / 8, bits: 8).map { UInt8($0) })
        tiff.set(259, compression)
        return tiff
    }

    /// A JPEG stream's beginning: an application's segment, a table, and a frame of a process and a precision.
    private static func jpeg(frame: UInt8, bits: UInt8) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC4, 0, 3, 0]
            + [
                0xFF, frame, 0, 11, bits, 0, 16, 0, 16, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0, 1,
                2, 3,
            ]
    }

    @Test("the numbers of other codecs are told by their names, whatever the page's colours are")
    func names() {
        let names = [
            6: "old-style JPEG", 34_712: "JPEG 2000", 33_003: "JPEG 2000", 33_005: "JPEG 2000",
            34_934: "JPEG XR", 22_610: "JPEG XR", 34_661: "JBIG", 32_809: "ThunderScan", 34_676: "SGI Log",
            50_002: "JPEG XL", 12_345: "12345",
        ]
        for (number, name) in names {
            var colour = RawTIFF.colour(
                width: 8, height: 8, samples: SamplePicture.samples(24, 8, bits: 8).map { UInt8($0) })
            colour.set(259, number)
            // YCbCr, which only JPEG's own is taken of.
            colour.set(262, 6)
            for tiff in [tiff(number), colour] {
                let found = reason(tiff.data)
                #expect(found?.code == .pixelFormat, "\(number)")
                #expect(found?.message.contains(name) == true, "\(number): \(found?.message ?? "taken")")
            }
        }
    }

    @Test(
        "what JPEG's own frame says is named: in a TIFF and in a file of its own",
        arguments: [
            (UInt8(0xC3), UInt8(8), "lossless JPEG"), (0xC3, 16, "lossless JPEG"),
            (0xCB, 12, "lossless JPEG"),
            (0xC1, 12, "12 bits"), (0xC5, 8, "hierarchical JPEG"), (0xF7, 12, "JPEG-LS"),
        ])
    func frames(frame: UInt8, bits: UInt8, name: String) {
        let stream = Self.jpeg(frame: frame, bits: bits)
        for data in [tiff(7, pixels: stream).data, Data(stream)] {
            let found = reason(data)
            #expect(found?.code == .pixelFormat)
            #expect(found?.message.contains(name) == true, "\(found?.message ?? "taken")")
        }
    }

    @Test("a codec that can't hold such samples is named with what it is taken for")
    func samples() {
        let cases: [(Int, Int, String)] = [
            (2, 8, "CCITT"), (3, 8, "CCITT"), (4, 8, "CCITT Group 4"), (4, 16, "CCITT Group 4"),
            (7, 16, "JPEG"), (7, 12, "JPEG"), (50_001, 8, "WebP"), (34_887, 12, "LERC"),
        ]
        for (compression, bits, name) in cases {
            let found = reason(tiff(compression, bits: bits).data)
            #expect(found?.code == .pixelFormat, "\(name) of \(bits) bits")
            #expect(found?.message.contains(name) == true, "\(found?.message ?? "taken")")
        }
    }

    @Test("LZW of before TIFF 5.0 is named")
    func oldLZW() {
        let found = reason(tiff(5, pixels: [0, 1] + [UInt8](repeating: 7, count: 200)).data)
        #expect(found?.code == .pixelFormat && found?.message.contains("old-style LZW") == true)
    }

    @Test("damage is still damage: a JPEG that is taken and ends early is cut short")
    func damage() {
        #expect(reason(tiff(7, pixels: Self.jpeg(frame: 0xC0, bits: 8)).data)?.code == .truncated)
        #expect(reason(tiff(7, pixels: [0xFF, 0xD8, 0xFF]).data)?.code == .truncated)
        #expect(reason(tiff(7, pixels: [1, 2, 3, 4]).data)?.code == .truncated)
    }

    @Test("a file of another format says which it is")
    func formats() {
        let files: [(String, [UInt8])] = [
            ("JPEG 2000", [0, 0, 0, 12] + Array("jP  \r\n".utf8)), ("JPEG 2000", [0xFF, 0x4F, 0xFF, 0x51]),
            ("JPEG XR", [0x49, 0x49, 0xBC, 1]), ("WebP", Array("RIFF\0\0\0\0WEBPVP8L".utf8)),
            ("GIF", Array("GIF89a".utf8)), ("PDF", Array("%PDF-1.4".utf8)),
            ("DICOM", [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)),
        ]
        for (name, bytes) in files {
            let found = reason(Data(bytes))
            #expect(found?.code == .notAnImage && found?.message.contains(name) == true, "\(name)")
        }
    }
}
