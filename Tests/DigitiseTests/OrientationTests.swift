import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("A picture is turned as its file says, in every format, and never by guess")
struct OrientationTests {
    private static let (width, height) = (3, 2)
    private static let samples: [UInt16] = [10, 20, 30, 40, 50, 60]

    /// What TIFF 6.0 and Exif mean by each value, written out for the picture above.
    private static let upright: [UInt16: [[UInt16]]] = [
        1: [[10, 20, 30], [40, 50, 60]], 2: [[30, 20, 10], [60, 50, 40]], 3: [[60, 50, 40], [30, 20, 10]],
        4: [[40, 50, 60], [10, 20, 30]], 5: [[10, 40], [20, 50], [30, 60]],
        6: [[40, 10], [50, 20], [60, 30]],
        7: [[60, 30], [50, 20], [40, 10]], 8: [[30, 60], [20, 50], [10, 40]],
    ]

    private func rows(_ scan: borrowing Scan) -> [[UInt16]] {
        let values = SampleFilm.values(scan)
        return stride(from: 0, to: values.count, by: scan.header.width).map {
            Array(values[$0..<$0 + scan.header.width])
        }
    }

    private func png(_ block: [UInt8], behind: Bool = false) -> Data {
        var png = RawPNG(width: Self.width, height: Self.height, bits: 8, samples: Self.samples)
        if behind { png.behind = [("eXIf", block)] } else { png.before = [("eXIf", block)] }
        return png.data
    }

    private func tiff(_ change: (inout RawTIFF) -> Void = { _ in }) -> Data {
        var tiff = RawTIFF(width: Self.width, height: Self.height, pixels: Self.samples.map { UInt8($0) })
        change(&tiff)
        return tiff.data
    }

    @Test(
        "each of the eight values of TIFF and of PNG's eXIf gives the same upright picture", arguments: 1...8)
    func upright(value: Int) throws {
        let expected = try #require(Self.upright[UInt16(value)])
        let turned = try SampleFilm.scan(tiff { $0.set(274, value) })
        #expect(rows(turned) == expected)
        for bigEndian in [true, false] {
            for behind in [true, false] {
                let block = RawPNG.orientation(UInt16(value), bigEndian: bigEndian)
                let scan = try SampleFilm.scan(png(block, behind: behind))
                #expect(rows(scan) == expected, "big-endian \(bigEndian), behind the pixels \(behind)")
                #expect(!scan.report.remarks.contains { $0.code == .orientationUnknown })
            }
        }
    }

    @Test("the spacing is turned with the picture")
    func spacing() throws {
        var png = RawPNG(width: Self.width, height: Self.height, bits: 8, samples: Self.samples)
        // 10,000 and 5,000 pixels a metre.
        png.before = [
            ("pHYs", [0, 0, 0x27, 0x10, 0, 0, 0x13, 0x88, 1]), ("eXIf", RawPNG.orientation(6)),
        ]
        #expect(try SampleFilm.scan(png.data).header.spacing == PixelSpacing(row: 0.1, column: 0.2))
    }

    /// A block as ImageMagick keeps it in a text.
    private static func rawProfile(_ block: [UInt8], length: Int? = nil) -> [UInt8] {
        let digits = block.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        let lines = stride(from: 0, to: digits.count, by: 36).map {
            digits[$0..<min($0 + 36, digits.count)].joined()
        }
        let text = "\nexif\n\(length ?? block.count)\n" + lines.joined(separator: "\n") + "\n"
        return Array("Raw profile type exif".utf8) + [0] + Array(text.utf8)
    }

    @Test("other forms of the same block in a PNG are read, or remarked on", arguments: 2...8)
    func forms(value: Int) throws {
        let expected = try #require(Self.upright[UInt16(value)])
        let block = RawPNG.orientation(UInt16(value))
        let prefixed = Array("Exif\0\0".utf8) + block
        var png = RawPNG(width: Self.width, height: Self.height, bits: 8, samples: Self.samples)
        for chunk in [
            ("eXIf", prefixed), ("tEXt", Self.rawProfile(prefixed)), ("tEXt", Self.rawProfile(block)),
        ] {
            png.before = [(type: chunk.0, data: chunk.1)]
            #expect(rows(try SampleFilm.scan(png.data)) == expected, "\(chunk.0)")
        }
        png.before = [("tEXt", Self.rawProfile(prefixed, length: 3))]
        #expect(try SampleFilm.scan(png.data).report.remarks.contains { $0.code == .orientationUnknown })
        (png.before, png.behind) = ([], [("tEXt", Self.rawProfile(prefixed))])
        #expect(try SampleFilm.scan(png.data).report.remarks.contains { $0.code == .orientationUnknown })
        (png.before, png.behind) = ([("tEXt", Array("Title\0Raw".utf8))], [])
        #expect(try SampleFilm.scan(png.data).report.remarks.allSatisfy { $0.code != .orientationUnknown })
    }

    @Test("an eXIf chunk that is damaged is not obeyed")
    func damaged() throws {
        var data = png(RawPNG.orientation(6))
        let place = try #require(data.range(of: Data("eXIf".utf8)))
        data[place.upperBound + RawPNG.orientation(6).count] ^= 1
        let scan = try SampleFilm.scan(data)
        #expect(rows(scan) == Self.upright[1])
        #expect(scan.report.remarks.contains { $0.code == .orientationUnknown })
    }

    @Test("a transparent colour that no pixel has changes nothing; one that some have is refused")
    func transparency() throws {
        var png = RawPNG(width: Self.width, height: Self.height, bits: 8, samples: Self.samples)
        let free = try #require((0...255).first { !Self.samples.contains($0) })
        png.before = [("tRNS", [0, UInt8(free)])]
        #expect(rows(try SampleFilm.scan(png.data)) == Self.upright[1])
        png.before = [("tRNS", [0, UInt8(Self.samples[1])])]
        #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(png.data) }
        var wide = RawPNG(
            width: Self.width, height: Self.height, bits: 16, samples: Self.samples.map { $0 * 257 })
        wide.before = [("tRNS", [1, 0])]
        #expect(throws: Never.self) { _ = try SampleFilm.scan(wide.data) }
        let value = wide.samples[2]
        wide.before = [("tRNS", [UInt8(value >> 8), UInt8(value & 255)])]
        #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(wide.data) }
    }

    @Test(
        "a value that TIFF or Exif does not define is unknown: the picture stands as stored, with a remark",
        arguments: [0, 9, 256, 65_535])
    func unknown(value: Int) throws {
        let scans = [
            tiff { $0.set(274, value) }, png(RawPNG.orientation(UInt16(value))),
        ]
        for data in scans {
            let scan = try SampleFilm.scan(data)
            #expect(rows(scan) == Self.upright[1])
            #expect(scan.report.remarks.contains { $0.code == .orientationUnknown })
        }
    }

    @Test(
        "metadata without an orientation leave the picture as it is, and say nothing; damaged ones are remarked on"
    )
    func none() throws {
        let empty = Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 0, 0, 0, 0, 0]
        let damaged: [[UInt8]] = [
            Array("MM".utf8), Array("nothing".utf8), Array(RawPNG.orientation(6).prefix(14)),
        ]
        for block in [empty] + damaged {
            let scan = try SampleFilm.scan(png(block))
            #expect(rows(scan) == Self.upright[1])
            #expect(
                scan.report.remarks.contains { $0.code == .orientationUnknown } == (block != empty),
                "\(block)")
        }
    }
}
