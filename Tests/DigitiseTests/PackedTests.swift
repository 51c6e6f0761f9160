import FilmModel
import Foundation
import Testing

@testable import Digitise
@testable import PatientIndex

@Suite("Samples of every depth, colour and place become the pixels that they mean")
struct PackedTests {
    /// Samples packed high bit first, each row of `rowSamples` from a whole byte (TIFF 6.0, FillOrder 1); 16
    /// bits little-endian.
    static func packed(_ samples: [UInt16], rowSamples: Int, bits: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: samples.count, by: rowSamples) {
            var gathered: UInt32 = 0
            var have = 0
            for sample in samples[start..<min(start + rowSamples, samples.count)] {
                if bits == 16 {
                    bytes += [UInt8(truncatingIfNeeded: sample), UInt8(sample >> 8)]
                    continue
                }
                gathered = gathered << UInt32(bits) | UInt32(sample)
                have += bits
                while have >= 8 {
                    bytes.append(UInt8(truncatingIfNeeded: gathered >> UInt32(have - 8)))
                    have -= 8
                }
            }
            if have > 0 { bytes.append(UInt8(truncatingIfNeeded: gathered << UInt32(8 - have))) }
        }
        return bytes
    }

    private static let (width, height) = (13, 7)

    private static func tiff(_ samples: [UInt16], perPixel: Int = 1, bits: Int, planar: Bool = false)
        -> RawTIFF
    {
        let planes =
            planar
            ? (0..<perPixel).map { plane in
                packed(
                    stride(from: plane, to: samples.count, by: perPixel).map { samples[$0] },
                    rowSamples: width, bits: bits)
            } : [packed(samples, rowSamples: width * perPixel, bits: bits)]
        var tiff = RawTIFF(width: width, height: height, bits: bits, pixels: planes.flatMap(\.self))
        tiff.fields[258] = .init(type: 3, values: [UInt32](repeating: UInt32(bits), count: perPixel))
        tiff.set(277, perPixel)
        if planar {
            tiff.set(284, 2)
            let size = planes[0].count
            tiff.fields[273] = .init(type: 4, values: planes.indices.map { UInt32(8 + $0 * size) })
            tiff.fields[279] = .init(type: 4, values: planes.map { UInt32($0.count) })
        }
        return tiff
    }

    private static func samples(_ perPixel: Int, bits: Int) -> [UInt16] {
        SamplePicture.samples(width * perPixel, height, bits: bits)
    }

    @Test("grey of 1 to 16 bits, either polarity", arguments: 1...16, [0, 1])
    func grey(bits: Int, photometric: Int) throws {
        let samples = Self.samples(1, bits: bits)
        var tiff = Self.tiff(samples, bits: bits)
        tiff.set(262, photometric)
        let scan = try SampleFilm.scan(tiff.data)
        #expect(SampleFilm.values(scan) == samples)
        #expect(scan.header.bitsAllocated == (bits <= 8 ? 8 : 16))
        #expect(scan.findings.bitsStored == bits)
        #expect(scan.header.photometric == (photometric == 0 ? .monochrome1 : .monochrome2))
    }

    @Test("RGB of 1 to 16 bits, interleaved and in planes", arguments: 1...16, [false, true])
    func colour(bits: Int, planar: Bool) throws {
        let samples = Self.samples(3, bits: bits)
        var tiff = Self.tiff(samples, perPixel: 3, bits: bits, planar: planar)
        tiff.set(262, 2)
        let scan = try SampleFilm.scan(tiff.data)
        #expect(SampleFilm.values(scan) == samples)
        #expect(scan.header.photometric == .rgb)
        #expect(scan.findings.bitsStored == bits)
    }

    @Test("colours that are all grey become grey", arguments: [8, 12, 16])
    func greyColours(bits: Int) throws {
        let grey = Self.samples(1, bits: bits)
        var tiff = Self.tiff(grey.flatMap { [$0, $0, $0] }, perPixel: 3, bits: bits)
        tiff.set(262, 2)
        let scan = try SampleFilm.scan(tiff.data)
        #expect(SampleFilm.values(scan) == grey)
        #expect(scan.header.photometric == .monochrome2)
        #expect(scan.header.samplesPerPixel == 1)
    }

    @Test(
        "an opaque alpha channel is let go, a transparent one is refused", arguments: [1, 3], [8, 16])
    func alpha(colours: Int, bits: Int) throws {
        let samples = Self.samples(colours, bits: bits)
        let full = UInt16((1 << bits) - 1)
        func tiff(last alpha: UInt16, planar: Bool) -> Data {
            var pixels: [UInt16] = []
            for start in stride(from: 0, to: samples.count, by: colours) {
                pixels += samples[start..<start + colours]
                pixels.append(start + colours == samples.count ? alpha : full)
            }
            var tiff = Self.tiff(pixels, perPixel: colours + 1, bits: bits, planar: planar)
            tiff.set(262, colours == 3 ? 2 : 1)
            // Associated in grey, unassociated in colour.
            tiff.set(338, colours == 1 ? 1 : 2)
            return tiff.data
        }
        for planar in [false, true] {
            #expect(try SampleFilm.values(SampleFilm.scan(tiff(last: full, planar: planar))) == samples)
            let error = #expect(throws: DigitiseError.self) {
                _ = try SampleFilm.scan(tiff(last: full - 1, planar: planar))
            }
            #expect(error?.reason.code == .pixelFormat)
        }
    }

    /// A palette of 256 entries from three functions.
    private func palette(_ colour: (UInt16) -> [UInt16]) -> RawTIFF.Field {
        let entries = (0..<256).map { colour(UInt16($0)) }
        return .init(type: 3, values: (0..<3).flatMap { part in entries.map { UInt32($0[part]) } })
    }

    @Test("a palette is grey where its colours are, and of 8 bits where they lose nothing by it")
    func palettes() throws {
        let indices = Self.samples(1, bits: 8)
        func scan(_ colour: @escaping (UInt16) -> [UInt16]) throws -> Scan {
            var tiff = Self.tiff(indices, bits: 8)
            tiff.set(262, 3)
            tiff.fields[320] = palette(colour)
            return try SampleFilm.scan(tiff.data)
        }
        let grey = try scan { [UInt16](repeating: (255 - $0) * 257, count: 3) }
        #expect(SampleFilm.values(grey) == indices.map { 255 - $0 })
        #expect(grey.header.photometric == .monochrome2 && grey.header.bitsAllocated == 8)
        let shifted = try scan { [$0 << 8, (255 - $0) << 8, 0] }
        #expect(SampleFilm.values(shifted) == indices.flatMap { [$0, 255 - $0, 0] })
        #expect(shifted.header.photometric == .rgb)
        let small = try scan { [$0, $0, $0] }
        #expect(SampleFilm.values(small) == indices)
        let fine = try scan { [$0 * 200, 1, $0 * 3] }
        #expect(fine.header.bitsAllocated == 16)
        #expect(SampleFilm.values(fine) == indices.flatMap { [$0 * 200, 1, $0 * 3] })
    }

    @Test("the picture stands upright, whatever corner the file begins with", arguments: 1...8)
    func orientation(value: Int) throws {
        let samples = Self.samples(3, bits: 8)
        var tiff = Self.tiff(samples, perPixel: 3, bits: 8)
        tiff.set(262, 2)
        tiff.set(274, value)
        for (tag, dots) in [(UInt16(282), UInt32(254)), (283, 127)] {
            tiff.fields[tag] = .init(type: 5, values: [dots, 1])
        }
        tiff.set(296, 2)
        let scan = try SampleFilm.scan(tiff.data)
        let swaps = value > 4
        #expect(scan.header.width == (swaps ? Self.height : Self.width))
        let spacing = try #require(scan.header.spacing)
        #expect(
            abs(spacing.row - (swaps ? 0.1 : 0.2)) < 1e-9 && abs(spacing.column - (swaps ? 0.2 : 0.1)) < 1e-9)
        let values = SampleFilm.values(scan)
        // Row 0 and column 0 of the file are at the sides that TIFF 6.0 names for the value.
        let rowIsRight = [6, 7].contains(value)
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                let row: Int
                let column: Int
                if swaps {
                    column = rowIsRight ? Self.height - 1 - y : y
                    row = [7, 8].contains(value) ? Self.width - 1 - x : x
                } else {
                    row = [3, 4].contains(value) ? Self.height - 1 - y : y
                    column = [2, 3].contains(value) ? Self.width - 1 - x : x
                }
                let at = 3 * (row * scan.header.width + column)
                #expect(
                    values[at..<at + 3] == samples[3 * (y * Self.width + x)..<3 * (y * Self.width + x) + 3])
            }
        }
    }

    @Test(
        "bits in use: from the manifest or the file, at the low end or the high, and never against the data")
    func bitsInUse() throws {
        let twelve = Self.samples(1, bits: 12)
        func scan(_ samples: [UInt16], declared: Int? = nil, largest: Int? = nil) throws -> Scan {
            var tiff = Self.tiff(samples, bits: 16)
            if let largest { tiff.fields[281] = .init(type: 3, values: [UInt32(largest)]) }
            return try SampleFilm.scan(tiff.data, declaredBits: declared)
        }
        let high = try scan(twelve.map { $0 << 4 }, declared: 12)
        #expect(high.findings.bitsStored == 12 && high.findings.shift == 4)
        #expect(SampleFilm.values(high) == twelve)
        #expect(high.findings.maximum == twelve.max().map(Int.init))
        let told = try scan(twelve, largest: 4095)
        #expect(told.findings.bitsStored == 12 && told.findings.shift == 0)
        #expect(try scan(twelve, largest: 4000).findings.bitsStored == 16)
        let against = try scan(Self.samples(1, bits: 16), declared: 12)
        #expect(against.findings.bitsStored == 16 && against.findings.bitsAreContradicted)
        #expect(try scan(twelve.map { $0 << 4 }).findings.shift == 0)
        let picture = try scan(twelve, declared: 12).findings.pictureDigest
        #expect(high.findings.pictureDigest == picture)
    }

    @Test("smaller versions and masks are no pages of their own")
    func sideImages() throws {
        // One TIFF cannot be put together of two here: the only image counts, whatever it is called.
        for kind in [1, 4] {
            var tiff = Self.tiff(Self.samples(1, bits: 8), bits: 8)
            tiff.set(254, kind)
            #expect(try Scan.pageCount(tiff.data, limits: ScanLimits()) == 1)
            #expect(try SampleFilm.values(SampleFilm.scan(tiff.data)) == Self.samples(1, bits: 8))
        }
    }
}
