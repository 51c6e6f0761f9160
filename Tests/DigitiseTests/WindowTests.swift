import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Window and level show the film in an ordinary viewer")
struct WindowTests {
    /// The share of the screen's range between the darkest and the lightest tenth of a picture shown by the linear
    /// function of PS3.3 C.11.2.1.2, and the mean of it; white high.
    private func shown(_ data: Data, declaredBits: Int? = nil) throws -> (
        spread: Double, mean: Double, root: Item
    ) {
        let root = try SampleFilm.instance(data, declaredBits: declaredBits).dataset.root
        let stored = Int(try root.string(.bitsStored) ?? "") ?? 0
        let values = SampleFilm.values(try SampleFilm.scan(data, declaredBits: declaredBits))
        let centre = Double(try root.string(.windowCenter) ?? "") ?? Double(1 << (stored - 1))
        let width = Double(try root.string(.windowWidth) ?? "") ?? Double(1 << stored)
        let isInverse = try root.string(.photometricInterpretation) == "MONOCHROME1"
        let greys = values.map { value -> Double in
            let grey = min(1, max(0, (Double(value) - (centre - 0.5)) / (width - 1) + 0.5))
            return isInverse ? 1 - grey : grey
        }.sorted()
        let spread = greys[greys.count * 9 / 10] - greys[greys.count / 10]
        return (spread, greys.reduce(0, +) / Double(greys.count), root)
    }

    private func tiff(
        bits: Int = 16, photometric: TIFFPage.Photometric = .minIsBlack, _ value: (Int) -> Int
    ) throws -> Data {
        let pixels = (0..<120 * 100).map { UInt16(value($0)) }
        return try SampleFilm.tiff([
            TIFFPage(width: 120, height: 100, pixels: pixels, bits: bits, photometric: photometric)
        ])
    }

    @Test(
        "12 bits in 16 of which nobody says so are seen, in either polarity",
        arguments: [TIFFPage.Photometric.minIsBlack, .minIsWhite])
    func twelveInSixteen(photometric: TIFFPage.Photometric) throws {
        let data = try tiff(photometric: photometric) { $0 % 120 * 34 }
        let found = try shown(data)
        #expect(found.spread > 0.7 && (0.3...0.7).contains(found.mean))
        #expect(try found.root.string(.bitsStored) == "16")
        #expect(try found.root.string(.windowCenter) == "2048" && found.root.string(.windowWidth) == "4096")
        let report = try SampleFilm.scan(data).report
        let remark = try #require(report.remarks.first { $0.code == .bitsUndeclared })
        #expect(remark.message.contains("give bits_stored=12"))
        #expect(!report.remarks.contains { $0.code == .contrastLow })
        // The remark's own remedy ends it.
        let declared = try SampleFilm.scan(data, declaredBits: 12)
        #expect(declared.findings.bitsStored == 12)
        #expect(!declared.report.remarks.contains { $0.code == .bitsUndeclared || $0.code == .contrastLow })
        #expect(try shown(data, declaredBits: 12).spread == found.spread)
    }

    @Test(
        "other depths are asked for too; a row that says 16, and a full range, are believed",
        arguments: [10, 14])
    func depths(bits: Int) throws {
        let data = try tiff { $0 % 120 * ((1 << bits) / 121) }
        let remark = try SampleFilm.scan(data).report.remarks.first { $0.code == .bitsUndeclared }
        #expect(remark?.message.contains("give bits_stored=\(bits)") == true)
        let said = try SampleFilm.scan(data, declaredBits: 16).report
        #expect(!said.remarks.contains { $0.code == .bitsUndeclared })
        #expect(try shown(data).spread > 0.5)
        let full = try SampleFilm.scan(try tiff { $0 % 120 * 500 }).report
        #expect(!full.remarks.contains { $0.code == .bitsUndeclared })
    }

    @Test(
        "a picture that takes a small part of its range is seen, whatever the depth and polarity",
        arguments: [8, 16], [TIFFPage.Photometric.minIsBlack, .minIsWhite])
    func narrow(bits: Int, photometric: TIFFPage.Photometric) throws {
        let full = 1 << bits - 1
        for place in [0.3, 0.5, 0.85] {
            let data = try tiff(bits: bits, photometric: photometric) {
                Int(Double(full) * (place + Double($0 % 120) / 1200))
            }
            #expect(try shown(data).spread > 0.7, "from \(place)")
        }
    }

    @Test("a few saturated pixels do not hide the film")
    func dust() throws {
        let narrow = try tiff { $0 < 3 ? 65_535 : 30_000 + $0 % 120 * 20 }
        #expect(try shown(narrow).spread > 0.7)
        let twelve = try tiff { $0 < 3 ? 65_535 : 1000 + $0 % 120 * 20 }
        let without = try tiff { 1000 + max(3, $0) % 120 * 20 }
        #expect(try SampleFilm.scan(twelve).findings.window == SampleFilm.scan(without).findings.window)
        #expect(try SampleFilm.scan(twelve).report.remarks.contains { $0.message.contains("bits_stored=12") })
    }

    @Test(
        "a frame or lettering at full scale does not hide 12 bits in 16, and is named",
        arguments: [0.02, 0.3, 0.7])
    func frame(share: Double) throws {
        for photometric in [TIFFPage.Photometric.minIsBlack, .minIsWhite] {
            let data = try tiff(photometric: photometric) { place in
                // Softened edges lie between.
                if place % 997 == 0 { return 5000 + place * 5 }
                return Double(place / 120) < share * 100 ? 65_535 : 200 + place % 120 * 30
            }
            let root = try SampleFilm.instance(data).dataset.root
            let width = try #require(Double(try root.string(.windowWidth) ?? ""))
            #expect((1000...4096).contains(width), "\(width)")
            let report = try SampleFilm.scan(data).report
            let remark = try #require(report.remarks.first { $0.code == .bitsUndeclared })
            #expect(remark.message.contains("no more than 12 of 16 bits"))
            // The remedies are what they say.
            let said = try SampleFilm.scan(data, declaredBits: 16)
            #expect(!said.report.remarks.contains { $0.code == .bitsUndeclared })
            #expect(said.findings.window?.count ?? 65_536 <= 4096)
        }
    }

    @Test("8 bits in 16 are no blank film, and the row's 8 bits are believed")
    func eightInSixteen() throws {
        let data = try tiff { $0 % 120 * 2 }
        let scan = try SampleFilm.scan(data)
        #expect(scan.report.remarks.contains { $0.message.contains("give bits_stored=8") })
        #expect(!scan.report.remarks.contains { $0.code == .nearlyBlank || $0.code == .contrastLow })
        #expect(try shown(data).spread > 0.7)
        let declared = try SampleFilm.scan(data, declaredBits: 8)
        #expect(declared.findings.bitsStored == 8)
        #expect(!declared.report.remarks.contains { $0.code == .bitsUndeclared || $0.code == .nearlyBlank })
        #expect(try shown(data, declaredBits: 8).spread > 0.7)
        // The noise of an empty scan is nothing to see.
        let empty = try SampleFilm.scan(try tiff { $0 % 120 / 3 })
        #expect(empty.report.remarks.contains { $0.code == .nearlyBlank })
    }

    @Test("a picture that takes its range keeps the window of the whole, also of 8 bits")
    func whole() throws {
        let sixteen = try shown(tiff { $0 % 120 * 540 }).root
        #expect(try sixteen.string(.windowCenter) == "32768" && sixteen.string(.windowWidth) == "65536")
        let eight = try shown(tiff(bits: 8) { $0 % 120 * 2 }).root
        #expect(try eight.string(.windowCenter) == "128" && eight.string(.windowWidth) == "256")
    }

    @Test("little on an even ground is seen: the window reaches it")
    func little() throws {
        let data = try tiff { $0 < 5 ? 60_000 : 100 }
        let root = try shown(data).root
        let centre = try #require(Double(try root.string(.windowCenter) ?? ""))
        let width = try #require(Double(try root.string(.windowWidth) ?? ""))
        #expect(centre - width / 2 <= 100 && width >= 2)
        #expect((60_000 - (centre - 0.5)) / (width - 1) + 0.5 > 0.9)
    }

    @Test("colours have no window")
    func colour() throws {
        let samples = (0..<48 * 16).map { UInt8($0 % 7) }
        let root = try SampleFilm.instance(RawTIFF.colour(width: 16, height: 16, samples: samples).data)
            .dataset.root
        #expect(try root.string(.windowCenter) == nil && root.string(.windowWidth) == nil)
    }

    @Test("one window shows every frame of a multi-frame instance, of inverted pages too", arguments: [0, 1])
    func frames(photometric: Int) throws {
        func scan(_ base: Int) throws -> Scan {
            let values = (0..<40 * 30).map { UInt16(base + $0 % 40 * 50) }
            var tiff = RawTIFF(
                width: 40, height: 30, bits: 16, pixels: PackedTests.packed(values, rowSamples: 40, bits: 16))
            tiff.set(262, photometric)
            return try SampleFilm.scan(tiff.data, declaredSpacing: PixelSpacing("0.1"))
        }
        var stack = try FrameStack(scan(20_000), page: 1, limits: ScanLimits())
        try stack.append(scan(30_000), page: 2)
        let root = try InstanceBuilder(
            SampleFilm.origin(), patient: SampleFilm.person(), delivered: nil, matchedAt: nil
        ).build(stack).dataset.root
        let centre = try #require(Double(try root.string(.windowCenter) ?? ""))
        let width = try #require(Double(try root.string(.windowWidth) ?? ""))
        let (low, high) = photometric == 1 ? (20_000.0, 31_950.0) : (65_535 - 31_950.0, 65_535 - 20_000.0)
        #expect(abs(centre - width / 2 - low) < 200 && abs(centre + width / 2 - high) < 200)
    }
}
