import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("The resolution of an Exif block counts, and two that differ are told of")
struct ExifSpacingTests {
    /// A block with XResolution, YResolution and ResolutionUnit, little-endian.
    private func block(_ across: UInt32, _ down: UInt32, unit: UInt8? = 2) -> [UInt8] {
        func little(_ value: UInt32, _ count: Int = 4) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
        }
        let entries: UInt32 = unit == nil ? 2 : 3
        let behind = 8 + 2 + 12 * entries + 4
        var bytes = Array("II".utf8) + [42, 0, 8, 0, 0, 0] + little(entries, 2)
        bytes += [0x1A, 1, 5, 0, 1, 0, 0, 0] + little(behind)
        bytes += [0x1B, 1, 5, 0, 1, 0, 0, 0] + little(behind + 8)
        if let unit { bytes += [0x28, 1, 3, 0, 1, 0, 0, 0, unit, 0, 0, 0] }
        return bytes + little(0) + little(across) + little(1) + little(down) + little(1)
    }

    private func png(_ block: [UInt8], metre: UInt32? = nil) -> Data {
        var png = RawPNG(width: 80, height: 60, bits: 8, samples: SamplePicture.samples(80, 60, bits: 8))
        if let metre {
            let value = (0..<4).map { UInt8(truncatingIfNeeded: metre >> UInt32(24 - 8 * $0)) }
            png.before = [("pHYs", value + value + [1])]
        }
        png.before.append(("eXIf", block))
        return png.data
    }

    /// A JPEG of 16 × 16 grey pixels, its JFIF density set, with an Exif block.
    private func jpeg(_ block: [UInt8], density: UInt16, unit: UInt8 = 1) throws -> Data {
        var bytes = [UInt8](try #require(Data(base64Encoded: LossyTests.jpeg)))
        bytes[13] = unit
        for place in [14, 16] {
            (bytes[place], bytes[place + 1]) = (UInt8(density >> 8), UInt8(truncatingIfNeeded: density))
        }
        let data = Array("Exif\0\0".utf8) + block
        bytes.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(data.count + 2)] + data, at: 20)
        return Data(bytes)
    }

    private func outcome(_ data: Data, row: String? = nil) throws -> (spacing: Double?, remarks: [Reason]) {
        let scan = try SampleFilm.scan(data, declaredSpacing: row.flatMap { PixelSpacing($0) })
        return (
            scan.header.spacing?.row,
            scan.report.remarks.filter {
                [.resolutionUnknown, .spacingContradicted, .sizeImplausible].contains($0.code)
            }
        )
    }

    @Test("alone it is the file's, in PNG and JPEG, by inch and centimetre")
    func alone() throws {
        for data in [
            png(block(254, 254)), try jpeg(block(254, 254), density: 1, unit: 0),
            png(block(254, 254, unit: nil)),
        ] {
            let found = try outcome(data)
            #expect(abs((found.spacing ?? 0) - 0.1) < 1e-6 && found.remarks.isEmpty)
        }
        #expect(try outcome(png(block(100, 100, unit: 3))).spacing == 0.1)
        for unknown in [block(254, 254, unit: 1), block(0, 0), block(72, 72)] {
            let found = try outcome(png(unknown))
            #expect(found.spacing == nil && found.remarks.map(\.code) == [.resolutionUnknown])
        }
    }

    @Test("where it contradicts the format's own, none of both is written, and both are told")
    func contradiction() throws {
        for data in [try jpeg(block(300, 300), density: 72), png(block(300, 300), metre: 2835)] {
            let found = try outcome(data)
            #expect(found.spacing == nil && found.remarks.map(\.code) == [.spacingContradicted])
            let words = found.remarks.first?.message ?? ""
            #expect(words.contains("0.352") && words.contains("0.0847") && words.contains("none is written"))
            let row = try outcome(data, row: "0.0847")
            #expect(row.spacing == 0.0847 && row.remarks.map(\.code) == [.spacingContradicted])
        }
    }

    @Test(
        "where both agree, or Exif says that it knows none, or one can't be true, there is no contradiction")
    func agreement() throws {
        for data in [
            try jpeg(block(300, 300), density: 300), png(block(300, 300), metre: 11_811),
            try jpeg(block(72, 72), density: 300),
        ] {
            let found = try outcome(data)
            #expect(abs((found.spacing ?? 0) - 0.08467) < 1e-4 && found.remarks.isEmpty, "\(found.remarks)")
        }
        let fine = try outcome(try jpeg(block(300, 300), density: 30_000))
        #expect(fine.remarks.map(\.code) == [.sizeImplausible])
        #expect(fine.remarks.first?.message.contains("Exif block is written in its place") == true)
    }

    @Test("a resolution beyond all measure is stated, and can't be true")
    func huge() throws {
        for value in [UInt32(2_147_483_647), .max] {
            var tiff = RawTIFF(
                width: 40, height: 30, pixels: SamplePicture.samples(40, 30, bits: 8).map { UInt8($0) })
            for tag in [UInt16(282), 283] { tiff.fields[tag] = .init(type: 5, values: [value, 1]) }
            let found = try outcome(tiff.data)
            #expect(found.spacing == nil && found.remarks.map(\.code) == [.sizeImplausible])
        }
    }

    @Test("an Exif block that is junk leaves it open which way up the picture is")
    func junk() throws {
        let scan = try SampleFilm.scan(try jpeg(Array("what is this?".utf8), density: 300))
        #expect(scan.report.remarks.contains { $0.code == .orientationUnknown })
    }
}
