import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("What lies around a film does not hide it, nor give false remarks")
struct FarValuesTests {
    private static let side = 200

    /// A film of 12 bits in 16 with grain, seen from 1,200 to 3,800, under what `drawn` draws over it.
    private func scan(
        photometric: Int = 1, bits: Int? = nil, _ drawn: (_ x: Int, _ y: Int) -> Int?
    ) throws -> Scan {
        try SampleFilm.scan(tiff(photometric: photometric, drawn).data, declaredBits: bits)
    }

    private func tiff(photometric: Int = 1, _ drawn: (_ x: Int, _ y: Int) -> Int?) -> RawTIFF {
        var random = SeededRandom(7)
        let values = (0..<Self.side * Self.side).map { place -> UInt16 in
            let (x, y) = (place % Self.side, place / Self.side)
            let film = 1200 + (x + y) * 5 + Int(random.next() % 40) + (x / 20 + y / 25) % 2 * 500
            return UInt16(drawn(x, y) ?? film)
        }
        var tiff = RawTIFF(
            width: Self.side, height: Self.side, bits: 16,
            pixels: PackedTests.packed(values, rowSamples: Self.side, bits: 16))
        tiff.set(262, photometric)
        return tiff
    }

    /// Letters of three pixels' width with soft edges, over a strip of the film.
    private static func letters(_ x: Int, _ y: Int) -> Int? {
        guard (10..<40).contains(y), (10..<180).contains(x) else { return nil }
        switch (x * 7 + y / 15 * 3) % 9 {
        case 0: return 65_535
        case 1: return 20_000 + (x * 7919 + y * 104_729) % 40_000
        default: return nil
        }
    }

    static let drawings: [(name: String, drawn: @Sendable (Int, Int) -> Int?)] = [
        ("a step wedge along one edge", { x, y in y < 13 ? x / 13 * 4369 : nil }),
        ("a small step wedge", { x, y in y < 6 && x < 80 ? x / 5 * 4369 : nil }),
        ("a frame of half the scale", { x, y in min(x, y) < 16 || max(x, y) >= 184 ? 32_767 : nil }),
        ("a frame of full scale", { x, y in min(x, y) < 16 || max(x, y) >= 184 ? 65_535 : nil }),
        ("two frames", { x, y in min(x, y) < 8 ? 30_000 : max(x, y) >= 192 ? 65_535 : nil }),
        (
            "a frame with blurred edges",
            { x, y in
                let inward = min(min(x, y), 199 - max(x, y))
                return inward < 14
                    ? 65_535 : inward < 17 ? 65_535 - (inward - 13) * 15_000 + (x + y) % 50 : nil
            }
        ),
        ("soft letters", letters),
        ("one hot pixel", { x, y in x == 90 && y == 100 ? 65_535 : nil }),
    ]

    @Test(
        "12 bits in 16 are shown, and asked for, whatever is drawn around", arguments: drawings.indices,
        [0, 1])
    func shown(drawing: Int, photometric: Int) throws {
        let found = try scan(photometric: photometric, Self.drawings[drawing].drawn)
        let window = try #require(found.findings.window)
        #expect(window.lowerBound <= 1300 && (3500...4096).contains(window.upperBound), "\(window)")
        #expect(found.report.remarks.map(\.code).filter { $0 != .resolutionUnknown } == [.bitsUndeclared])
        #expect(
            found.report.remarks.contains { $0.message.contains("give bits_stored=12, else bits_stored=16") })
        // The bits that the row states are the film's, though they are not all of the picture's.
        let declared = try scan(photometric: photometric, bits: 12, Self.drawings[drawing].drawn)
        #expect(declared.findings.window == 0...4095 && declared.findings.bitsStored == 16)
        #expect(
            declared.report.remarks.map(\.code).filter { $0 != .resolutionUnknown } == [.bitsContradicted])
        // The other remedy: then the film's own values are shown, and no remark is false.
        let said = try scan(photometric: photometric, bits: 16, Self.drawings[drawing].drawn)
        #expect(said.findings.window?.count ?? 65_536 <= 4096)
        #expect(!said.report.remarks.contains { [.borderWide, .severalFilms, .skewed].contains($0.code) })
    }

    @Test("what stands in the middle of the picture is the film's, and is shown")
    func middle() throws {
        let found = try scan { x, y in
            (60..<140).contains(x) && (60..<140).contains(y) ? 8000 + (x / 20 - 3) * 16_000 : nil
        }
        #expect(found.findings.window?.upperBound ?? 0 >= 56_000)
        #expect(!found.report.remarks.contains { $0.code == .bitsUndeclared })
    }

    @Test(
        "8 bits: a film in the highest or lowest values beside a frame is shown",
        arguments: [(220, 0), (10, 255)])
    func eight(lowest: Int, frame: Int) throws {
        let values = (0..<Self.side * Self.side).map { place -> UInt8 in
            let (x, y) = (place % Self.side, place / Self.side)
            if min(x, y) < 20 || max(x, y) >= 180 { return UInt8(frame) }
            return UInt8(lowest + (x + y) * 14 / 400)
        }
        let found = try SampleFilm.scan(RawTIFF(width: Self.side, height: Self.side, pixels: values).data)
        #expect(found.findings.window?.count ?? 256 <= 24, "\(String(describing: found.findings.window))")
    }

    @Test("colours of 12 bits in 16 are asked for, and the remedy ends the remark")
    func colours() throws {
        let samples = (0..<64 * 64 * 3).map { place -> UInt16 in
            let (pixel, colour) = (place / 3 % 64, place % 3)
            return UInt16(pixel * 60 + colour * 80)
        }
        var tiff = RawTIFF(
            width: 64, height: 64, bits: 16, pixels: PackedTests.packed(samples, rowSamples: 192, bits: 16))
        tiff.fields[258] = .init(type: 3, values: [16, 16, 16])
        tiff.set(262, 2)
        tiff.set(277, 3)
        let found = try SampleFilm.scan(tiff.data)
        #expect(found.report.remarks.contains { $0.message.contains("give bits_stored=12") })
        #expect(!found.report.remarks.contains { $0.code == .contrastLow })
        let declared = try SampleFilm.scan(tiff.data, declaredBits: 12)
        #expect(declared.findings.bitsStored == 12)
        #expect(!declared.report.remarks.contains { $0.code == .bitsUndeclared })
    }

    @Test("pages that no one window shows are no frames of one instance", arguments: [true, false])
    func pages(darkFirst: Bool) throws {
        func film(_ scale: Int) throws -> Scan {
            let values = (0..<40 * 30).map { UInt16($0 % 40 * scale) }
            let tiff = RawTIFF(
                width: 40, height: 30, bits: 16, pixels: PackedTests.packed(values, rowSamples: 40, bits: 16))
            return try SampleFilm.scan(tiff.data, declaredSpacing: PixelSpacing("0.1"))
        }
        var stack = try FrameStack(film(darkFirst ? 100 : 1600), page: 1, limits: ScanLimits())
        let error = #expect(throws: DigitiseError.self) {
            try stack.append(film(darkFirst ? 1600 : 100), page: 2)
        }
        #expect(error?.message.contains("no one window shows them all") == true)
        #expect(error?.remedy.contains("without --multiframe") == true)
    }
}
