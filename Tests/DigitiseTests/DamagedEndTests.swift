import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("No picture is completed by guess: what its codec lost is refused")
struct DamagedEndTests {
    /// A film whose values are codes of many lengths, so that zeros behind a cut stream are values too.
    private static func page(_ bits: Int, predictor: Bool, _ layout: TIFFPage.Layout) -> TIFFPage {
        SamplePicture.page(bits: bits, compression: .deflate(predictor: predictor), layout: layout)
    }

    private static let layouts: [TIFFPage.Layout] = [.strips(rows: 47), .strips(rows: 16), .tiles]

    /// Where a little-endian file says how long its last strip or tile is.
    private func lastLength(_ file: [UInt8]) throws -> Int {
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) }
        }
        let directory = number(4, 4)
        let entries = (0..<number(directory, 2)).map { directory + 2 + 12 * $0 }
        let entry = try #require(entries.first { [279, 325].contains(number($0, 2)) })
        let (size, count) = (number(entry + 2, 2) == 3 ? 2 : 4, number(entry + 4, 4))
        return (size * count <= 4 ? entry + 8 : number(entry + 8, 4)) + (count - 1) * size
    }

    private func values(_ file: [UInt8]) -> [UInt16]? {
        guard let scan = try? SampleFilm.scan(Data(file)) else { return nil }
        return SampleFilm.values(scan)
    }

    @Test(
        "a Deflate stream that was cut by a few bytes is refused",
        arguments: [8, 16], [false, true])
    func cut(bits: Int, predictor: Bool) throws {
        for layout in Self.layouts {
            let page = Self.page(bits, predictor: predictor, layout)
            let whole = [UInt8](try SampleFilm.tiff([page]))
            #expect(values(whole) == page.pixels)
            let place = try lastLength(whole)
            for missing in 1...8 {
                var file = whole
                let length = Int(file[place]) | Int(file[place + 1]) << 8
                file[place] = UInt8(truncatingIfNeeded: length - missing)
                file[place + 1] = UInt8(truncatingIfNeeded: (length - missing) >> 8)
                #expect(values(file) == nil, "\(missing) bytes of \(layout)")
            }
        }
    }

    @Test(
        "an altered bit in a Deflate stream is refused, in whichever strip or tile",
        arguments: [TIFFWriter.ByteOrder.littleEndian, .bigEndian])
    func altered(order: TIFFWriter.ByteOrder) throws {
        for layout in Self.layouts {
            for predictor in [false, true] {
                let page = Self.page(16, predictor: predictor, layout)
                let whole = [UInt8](try SampleFilm.tiff([page], byteOrder: order))
                #expect(values(whole) == page.pixels)
                for place in stride(from: 8, to: whole.count, by: 37) {
                    var file = whole
                    file[place] ^= 1 << UInt8(place % 8)
                    let found = values(file)
                    #expect(found == nil || found == page.pixels, "byte \(place) of \(layout)")
                }
            }
        }
    }

    @Test("a stream that is filled up behind its end is whole, and one of more rows is not")
    func filledUp() throws {
        let page = Self.page(16, predictor: false, .strips(rows: 47))
        var file = [UInt8](try SampleFilm.tiff([page]))
        let place = try lastLength(file)
        // What stands behind the strip is the directory: as good a filling as any.
        file[place] &+= 2
        #expect(values(file) == page.pixels)
        var shorter = RawTIFF(width: 61, height: 40, bits: 16, pixels: Array(file[8...]))
        shorter.set(259, 8)
        shorter.set(279, (Int(file[place]) | Int(file[place + 1]) << 8) - 2)
        let error = #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(shorter.data) }
        #expect(error?.message.contains("more rows") == true, "\(error?.message ?? "")")
    }

    @Test("a fax code of which zeros make another one is refused")
    func cutCode() throws {
        // Two rows of Group 3, the last of them ending in 2 white and 9 black.
        let codes: [UInt8] = [0x00, 0x13, 0x50, 0xA0, 0x40, 0xBC, 0xC0, 0x04, 0xA4, 0x11, 0xC4]
        func film(_ codes: [UInt8]) -> [UInt8] {
            let tiff = RawTIFF(width: 64, height: 2, bits: 1, pixels: codes)
            return [UInt8](
                tiff.with {
                    $0.set(259, 3)
                    $0.set(262, 0)
                }.data)
        }
        let whole = try #require(values(film(codes)))
        #expect(whole.suffix(11) == [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        for missing in 1...4 { #expect(values(film(codes.dropLast(missing))) == nil, "\(missing)") }
    }

    @Test(
        "the fax codecs make nothing up at the end of what they have",
        .enabled(if: OutsideTool.isInstalled("tiffcp")), arguments: ["g3:1d", "g3:2d", "g4"])
    func fax(codec: String) async throws {
        let folder = try TemporaryFolder()
        for seed in 1...12 {
            var random = SeededRandom(UInt64(seed))
            var samples: [UInt16] = []
            while samples.count < 96 * 24 {
                samples += [UInt16](
                    repeating: UInt16(samples.count.isMultiple(of: 2) ? 1 : 0),
                    count: Int(random.next() % 23 + 1))
            }
            samples = Array(samples.prefix(96 * 24))
            var tiff = RawTIFF(
                width: 96, height: 24, bits: 1, pixels: PackedTests.packed(samples, rowSamples: 96, bits: 1))
            tiff.set(262, 0)
            try tiff.data.write(to: URL(filePath: folder.file("a.tif")))
            let (succeeded, _, errors) = try await OutsideTool.run(
                "tiffcp", ["-c", codec, "-r", "24", folder.file("a.tif"), folder.file("b.tif")])
            #expect(succeeded, "\(errors)")
            let whole = [UInt8](try Data(contentsOf: URL(filePath: folder.file("b.tif"))))
            #expect(values(whole) == samples)
            let place = try lastLength(whole)
            let length = Int(whole[place]) | Int(whole[place + 1]) << 8
            for missing in 1...12 {
                var file = whole
                file[place] = UInt8(truncatingIfNeeded: length - missing)
                file[place + 1] = UInt8(truncatingIfNeeded: (length - missing) >> 8)
                let found = values(file)
                #expect(found == nil || found == samples, "\(missing) bytes, seed \(seed)")
            }
        }
    }
}
