import DICOM
import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("The pages of a scan as frames of one instance")
struct FrameTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let bits: Int
        let colours: Int
        let photometric: Int
        let sopClass: String
        var testDescription: String { "\(bits) bits, \(colours) colours, photometric \(photometric)" }
    }

    static let kinds = [
        Kind(bits: 1, colours: 1, photometric: 0, sopClass: "1.2.840.10008.5.1.4.1.1.7.1"),
        Kind(bits: 1, colours: 1, photometric: 1, sopClass: "1.2.840.10008.5.1.4.1.1.7.1"),
        Kind(bits: 4, colours: 1, photometric: 0, sopClass: "1.2.840.10008.5.1.4.1.1.7.2"),
        Kind(bits: 8, colours: 1, photometric: 0, sopClass: "1.2.840.10008.5.1.4.1.1.7.2"),
        Kind(bits: 8, colours: 1, photometric: 1, sopClass: "1.2.840.10008.5.1.4.1.1.7.2"),
        Kind(bits: 12, colours: 1, photometric: 0, sopClass: "1.2.840.10008.5.1.4.1.1.7.3"),
        Kind(bits: 16, colours: 1, photometric: 1, sopClass: "1.2.840.10008.5.1.4.1.1.7.3"),
        Kind(bits: 8, colours: 3, photometric: 2, sopClass: "1.2.840.10008.5.1.4.1.1.7.4"),
    ]

    private static let (width, height) = (13, 7)

    private func samples(_ kind: Kind, _ page: Int) -> [UInt16] {
        SamplePicture.samples(Self.width * kind.colours, Self.height, bits: kind.bits, seed: UInt64(page))
    }

    private func scan(
        _ kind: Kind, page: Int, spacing: PixelSpacing? = PixelSpacing("0.1")
    ) throws -> Scan {
        let samples = samples(kind, page)
        var tiff = RawTIFF(
            width: Self.width, height: Self.height, bits: kind.bits,
            pixels: PackedTests.packed(samples, rowSamples: Self.width * kind.colours, bits: kind.bits))
        tiff.fields[258] = .init(
            type: 3, values: [UInt32](repeating: UInt32(kind.bits), count: kind.colours))
        tiff.set(277, kind.colours)
        tiff.set(262, kind.photometric)
        return try SampleFilm.scan(tiff.data, declaredSpacing: spacing)
    }

    private func instance(_ kind: Kind, pages: Int) throws -> Instance {
        var stack = try FrameStack(scan(kind, page: 1), page: 1, limits: ScanLimits())
        for page in 2..<pages + 1 { try stack.append(scan(kind, page: page), page: page) }
        return try InstanceBuilder(
            SampleFilm.origin(), patient: SampleFilm.person(), delivered: nil, matchedAt: nil
        ).build(stack)
    }

    @Test("class, frames and pixels follow the pixels' type", arguments: kinds, [1, 3])
    func frames(kind: Kind, pages: Int) throws {
        let instance = try instance(kind, pages: pages)
        let root = instance.dataset.root
        #expect(try root.string(.sopClassUID) == kind.sopClass)
        #expect(try root.string(.numberOfFrames) == "\(pages)")
        #expect(try root.string(.pageNumberVector) == (pages == 1 ? nil : "1\\2\\3"))
        let full = UInt16((1 << kind.bits) - 1)
        let expected = (1...pages).flatMap { samples(kind, $0) }
            .map { kind.photometric == 0 ? full - $0 : $0 }
        #expect(
            try root.string(.imageType) == (kind.photometric == 0 ? "DERIVED\\PRIMARY" : "ORIGINAL\\PRIMARY"))
        let bytes = try unsafe instance.dataset.withPixels { unsafe Array($0) }
        let values = expected.indices.map { index in
            switch kind.bits {
            case 1: UInt16(bytes[index / 8] >> UInt8(index % 8) & 1)
            case ...8: UInt16(bytes[index])
            default: UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
            }
        }
        #expect(values == expected)
        // Grey below 8 bits is told as 8: readers by GDCM refuse fewer in 8 allocated.
        let stored = kind.bits == 1 ? 1 : max(8, kind.bits)
        #expect(try root.string(.bitsStored) == "\(stored)")
        #expect(try root.string(.highBit) == "\(stored - 1)")
        let window = kind.bits == 1 || kind.colours == 3 ? nil : "\(1 << kind.bits)"
        #expect(try root.string(.windowWidth) == window)
        // Another instance than any page alone.
        #expect(try instance.sopInstanceUID != SampleFilm.origin().sopInstanceUID)
    }

    @Test(
        "dciodvfy finds no fault", .enabled(if: OutsideTool.isInstalled("dciodvfy")), arguments: kinds,
        [1, 3])
    func judge(kind: Kind, pages: Int) async throws {
        let folder = try TemporaryFolder()
        try instance(kind, pages: pages).dataset.save(to: folder.file("a.dcm"))
        let (_, output, errors) = try await OutsideTool.run("dciodvfy", [folder.file("a.dcm")])
        let faults = (output + errors).split(separator: "\n").filter {
            ($0.hasPrefix("Error") || $0.hasPrefix("Warning")) && !$0.contains("DICOMDIR")
        }
        #expect(faults.isEmpty)
    }

    @Test("pages of different form, and depths that no class takes, are refused")
    func refusals() throws {
        var stack = try FrameStack(scan(Self.kinds[4], page: 1), page: 1, limits: ScanLimits())
        #expect(throws: DigitiseError.self) { try stack.append(scan(Self.kinds[5], page: 2), page: 2) }
        // The true cause is told, and what helps.
        let coarser = #expect(throws: DigitiseError.self) {
            try stack.append(scan(Self.kinds[4], page: 2, spacing: PixelSpacing("0.25")), page: 2)
        }
        #expect(
            coarser?.message.contains("0.25 × 0.25 mm a pixel, and the first") == true,
            "\(coarser?.message ?? "")")
        #expect(coarser?.remedy.contains("without --multiframe") == true)
        let four = Kind(bits: 4, colours: 3, photometric: 2, sopClass: "")
        #expect(throws: DigitiseError.self) {
            try FrameStack(scan(four, page: 1), page: 1, limits: ScanLimits())
        }
        // The spacing is required (PS3.3 C.8.6.2).
        let bare = InstanceBuilder(
            try SampleFilm.origin(), patient: SampleFilm.person(), delivered: nil, matchedAt: nil)
        let unscaled = try FrameStack(
            scan(Self.kinds[4], page: 1, spacing: nil), page: 1, limits: ScanLimits())
        let error = #expect(throws: DigitiseError.self) { try bare.build(unscaled) }
        #expect(error?.reason.code == .attributeInvalid)
    }
}
