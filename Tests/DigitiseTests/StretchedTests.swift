import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("Fewer bits in 16 are taken as such however a program has brought them there")
struct StretchedTests {
    /// How 12 bits (and others) come to fill 16.
    enum Way: CaseIterable, Sendable {
        case low, shifted, repeated, nearest, cut

        func value(_ stored: UInt16, _ bits: Int) -> UInt16 {
            let (spare, full) = (16 - bits, (1 << bits) - 1)
            return switch self {
            case .low: stored
            case .shifted: stored << UInt16(spare)
            case .repeated: stored << UInt16(spare) | stored >> UInt16(bits - spare)
            case .nearest: UInt16((Double(stored) * 65_535 / Double(full)).rounded())
            case .cut: UInt16(Int(stored) * 65_535 / full)
            }
        }
    }

    /// Every value of so many bits.
    private func samples(_ bits: Int) -> [UInt16] { (0..<1 << bits).map { UInt16($0) } }

    private func png(_ samples: [UInt16], significant: UInt8) -> Data {
        var png = RawPNG(width: 64, height: samples.count / 64, bits: 16, samples: samples)
        png.before = [("sBIT", [significant])]
        return png.data
    }

    @Test(
        "a PNG's sBIT is believed of colours too, grey or not",
        .enabled(if: OutsideTool.isInstalled("python3")), arguments: [true, false])
    func colours(isGrey: Bool) async throws {
        let stored = SamplePicture.samples(24, 9, bits: 12)
        let samples = stored.flatMap { [$0 << 4, $0 << 4, isGrey ? $0 << 4 : (4095 - $0) << 4] }
        let scan = try SampleFilm.scan(
            await OtherWritersTests().png(samples, width: 24, bits: 16, kind: 2, chunks: "sBIT:0c0c0c"))
        #expect(scan.findings.bitsStored == 12 && scan.header.samplesPerPixel == (isGrey ? 1 : 3))
        #expect(Array(SampleFilm.values(scan).prefix(1)) == Array(stored.prefix(1)))
    }

    @Test("a PNG's sBIT is believed for each value, whichever way", arguments: 9...15, Way.allCases)
    func significantBits(bits: Int, way: Way) throws {
        let stored = samples(bits)
        let scan = try SampleFilm.scan(png(stored.map { way.value($0, bits) }, significant: UInt8(bits)))
        #expect(SampleFilm.values(scan) == stored)
        #expect(scan.findings.bitsStored == bits && !scan.findings.bitsAreContradicted)
        #expect(!scan.report.remarks.contains { $0.code == .bitsContradicted })
    }

    @Test("a row's bits_stored is believed the same way", arguments: Way.allCases)
    func row(way: Way) throws {
        let stored = samples(12)
        let tiff = RawTIFF(
            width: 64, height: 64, bits: 16,
            pixels: PackedTests.packed(stored.map { way.value($0, 12) }, rowSamples: 64, bits: 16))
        let scan = try SampleFilm.scan(tiff.data, declaredBits: 12)
        #expect(SampleFilm.values(scan) == stored)
        #expect(scan.findings.bitsStored == 12)
    }

    @Test("one value that no way gives contradicts the bits, and every bit is kept")
    func contradicted() throws {
        for way in [Way.repeated, .nearest, .cut] {
            var values = samples(12).map { way.value($0, 12) }
            values[77] ^= 4
            let scan = try SampleFilm.scan(png(values, significant: 12))
            #expect(SampleFilm.values(scan) == values)
            #expect(scan.findings.bitsStored == 16 && scan.findings.bitsAreContradicted)
        }
    }

    @Test("the same picture has one digest, whichever way it was written")
    func digest() throws {
        let stored = samples(12)
        let digests = try Way.allCases.map { way in
            try SampleFilm.scan(png(stored.map { way.value($0, 12) }, significant: 12)).findings.pictureDigest
        }
        #expect(Set(digests).count == 1)
    }
}
