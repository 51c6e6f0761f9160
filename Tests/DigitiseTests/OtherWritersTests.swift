import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Files that other programs write give the pixels that went into them")
struct OtherWritersTests {
    @Test(
        "tiffcp's compressions, planes and tiles lose nothing",
        .enabled(if: OutsideTool.isInstalled("tiffcp")),
        arguments: [
            ["-c", "lzw:2"], ["-c", "zip:2"], ["-c", "zstd:2"], ["-c", "lzma:2"], ["-c", "packbits"],
            ["-c", "none", "-B"], ["-c", "zip", "-t", "-w", "32", "-l", "16"], ["-c", "none", "-8"],
            ["-c", "none", "-r", "1"], ["-c", "zip:3"],
        ])
    func copied(options: [String]) async throws {
        let folder = try TemporaryFolder()
        for bits in [8, 16] {
            let page = SamplePicture.page(bits: bits)
            try TIFFWriter.write([page], to: folder.file("a.tif"))
            let (succeeded, _, errors) = try await OutsideTool.run(
                "tiffcp", options + [folder.file("a.tif"), folder.file("b.tif")])
            // Predictor 3 is one of floating point: tiffcp writes it, and no reader can take it for anything.
            guard options != ["-c", "zip:3"] else { continue }
            #expect(succeeded, "\(errors)")
            let bytes = try Data(contentsOf: URL(filePath: folder.file("b.tif")))
            #expect(SampleFilm.values(try SampleFilm.scan(bytes)) == page.pixels)
        }
    }

    @Test(
        "the fax codecs keep every pixel of a page of one bit",
        .enabled(if: OutsideTool.isInstalled("tiffcp")),
        arguments: ["g3:1d", "g3:2d", "g3:1d:fill", "g4"], ["msb2lsb", "lsb2msb"])
    func fax(codec: String, order: String) async throws {
        let folder = try TemporaryFolder()
        let samples = (0..<64 * 40).map { UInt16(($0 / 64 + $0 % 64 * 3) % 7 < 3 ? 1 : 0) }
        var tiff = RawTIFF(
            width: 64, height: 40, bits: 1, pixels: PackedTests.packed(samples, rowSamples: 64, bits: 1))
        tiff.set(262, 0)
        try tiff.data.write(to: URL(filePath: folder.file("a.tif")))
        let (succeeded, _, errors) = try await OutsideTool.run(
            "tiffcp", ["-c", codec, "-f", order, folder.file("a.tif"), folder.file("b.tif")])
        #expect(succeeded, "\(errors)")
        let scan = try SampleFilm.scan(Data(contentsOf: URL(filePath: folder.file("b.tif"))))
        #expect(SampleFilm.values(scan) == samples)
        #expect(scan.header.photometric == .monochrome1 && scan.findings.bitsStored == 1)
    }

    @Test(
        "of a scan with its thumbnail, the scan is the one page",
        .enabled(if: OutsideTool.isInstalled("thumbnail")))
    func thumbnail() async throws {
        let folder = try TemporaryFolder()
        let samples = (0..<640 * 480).map { UInt16(($0 / 640 + $0 % 640) % 90 < 40 ? 1 : 0) }
        let tiff = RawTIFF(
            width: 640, height: 480, bits: 1, pixels: PackedTests.packed(samples, rowSamples: 640, bits: 1))
        try tiff.data.write(to: URL(filePath: folder.file("a.tif")))
        let (succeeded, _, errors) = try await OutsideTool.run(
            "thumbnail", ["-h", "50", "-w", "60", folder.file("a.tif"), folder.file("b.tif")])
        #expect(succeeded, "\(errors)")
        let bytes = try Data(contentsOf: URL(filePath: folder.file("b.tif")))
        #expect(try Scan.pageCount(bytes, limits: ScanLimits()) == 1)
        #expect(SampleFilm.values(try SampleFilm.scan(bytes)) == samples)
    }

    /// A PNG from Python's own zlib: signature, IHDR, chunks, IDAT, IEND (ISO/IEC 15948).
    private static let pngWriter = """
        import sys, zlib, struct
        out, width, bits, kind, chunks, rows = sys.argv[1:7]
        width, bits, kind, rows = int(width), int(bits), int(kind), bytes.fromhex(rows)
        size = (width * bits * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind] + 7) // 8
        height = len(rows) // size
        def chunk(name, data):
            return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
        data = b''.join(b'\\0' + rows[y * size:(y + 1) * size] for y in range(height))
        extra = b''.join(chunk(c.split(':')[0].encode(), bytes.fromhex(c.split(':')[1])) for c in chunks.split() )
        open(out, 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'
            + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, bits, kind, 0, 0, 0))
            + extra + chunk(b'IDAT', zlib.compress(data)) + chunk(b'IEND', b''))
        """

    func png(
        _ samples: [UInt16], width: Int, bits: Int, kind: Int, chunks: String = " "
    ) async throws -> Data {
        let perPixel = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][kind] ?? 1
        var rows = PackedTests.packed(samples, rowSamples: width * perPixel, bits: bits)
        if bits == 16 {
            for index in stride(from: 0, to: rows.count, by: 2) { rows.swapAt(index, index + 1) }
        }
        let hex = rows.map { String(format: "%02x", $0) }.joined()
        let folder = try TemporaryFolder()
        let (succeeded, _, errors) = try await OutsideTool.run(
            "python3",
            ["-c", Self.pngWriter, folder.file("a.png"), "\(width)", "\(bits)", "\(kind)", chunks, hex])
        #expect(succeeded, "\(errors)")
        return try Data(contentsOf: URL(filePath: folder.file("a.png")))
    }

    @Test(
        "PNG: grey of every depth, RGB, palette, opaque alpha; resolution and bits in use",
        .enabled(if: OutsideTool.isInstalled("python3")))
    func png() async throws {
        for bits in [1, 2, 4, 8, 16] {
            let samples = SamplePicture.samples(24, 9, bits: bits)
            // 10,000 and 5,000 pixels a metre.
            let scan = try SampleFilm.scan(
                await png(samples, width: 24, bits: bits, kind: 0, chunks: "pHYs:000027100000138801"))
            #expect(SampleFilm.values(scan) == samples)
            #expect(scan.findings.bitsStored == bits)
            #expect(scan.header.spacing == PixelSpacing(row: 0.2, column: 0.1))
            #expect(scan.header.loss == .none)
        }
        for bits in [8, 16] {
            let samples = SamplePicture.samples(3 * 24, 9, bits: bits)
            let scan = try SampleFilm.scan(await png(samples, width: 24, bits: bits, kind: 2))
            #expect(SampleFilm.values(scan) == samples)
            #expect(scan.header.photometric == .rgb)
        }
        let indices = SamplePicture.samples(24, 9, bits: 2)
        let palette = try SampleFilm.scan(
            await png(indices, width: 24, bits: 2, kind: 3, chunks: "PLTE:0000000a14ff102030ffffff"))
        let colours: [[UInt16]] = [[0, 0, 0], [10, 20, 255], [16, 32, 48], [255, 255, 255]]
        #expect(SampleFilm.values(palette) == indices.flatMap { colours[Int($0)] })
        let grey = SamplePicture.samples(24, 9, bits: 8)
        let opaque = try SampleFilm.scan(
            await png(grey.flatMap { [$0, 255] }, width: 24, bits: 8, kind: 4))
        #expect(SampleFilm.values(opaque) == grey)
        let clear = try await png(grey.flatMap { [$0, 254] }, width: 24, bits: 8, kind: 4)
        #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(clear) }
        let twelve = SamplePicture.samples(24, 9, bits: 12)
        let significant = try SampleFilm.scan(
            await png(twelve.map { $0 << 4 }, width: 24, bits: 16, kind: 0, chunks: "sBIT:0c"))
        #expect(SampleFilm.values(significant) == twelve)
        #expect(significant.findings.bitsStored == 12)
    }

    @Test("a PNG cut short anywhere is refused", .enabled(if: OutsideTool.isInstalled("python3")))
    func cutPNG() async throws {
        let whole = try await png(SamplePicture.samples(24, 9, bits: 8), width: 24, bits: 8, kind: 0)
        for length in stride(from: 0, to: whole.count, by: 3) {
            let error = #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(whole.prefix(length)) }
            #expect(error?.reason.code == .notAnImage || error?.reason.code == .truncated)
        }
        var huge = whole
        huge.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
        #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(huge) }
    }

    @Test(
        "JPEG: what djpeg makes of it, marked lossy; turned by Exif; cut short it is refused",
        .enabled(if: OutsideTool.isInstalled("cjpeg") && OutsideTool.isInstalled("djpeg")),
        arguments: [["-grayscale"], ["-quality", "80"], ["-progressive"], ["-arithmetic"]])
    func jpeg(options: [String]) async throws {
        let folder = try TemporaryFolder()
        let samples = SamplePicture.samples(3 * 40, 30, bits: 8).map { UInt8($0) }
        try Data(Array("P6 40 30 255\n".utf8) + samples).write(to: URL(filePath: folder.file("a.ppm")))
        _ = try await OutsideTool.run(
            "cjpeg", options + ["-outfile", folder.file("a.jpg"), folder.file("a.ppm")])
        _ = try await OutsideTool.run("djpeg", ["-outfile", folder.file("b.pnm"), folder.file("a.jpg")])
        let whole = try Data(contentsOf: URL(filePath: folder.file("a.jpg")))
        let scan = try SampleFilm.scan(whole)
        let expected = try Data(contentsOf: URL(filePath: folder.file("b.pnm"))).suffix(
            scan.header.pixelBytes)
        #expect(SampleFilm.values(scan) == expected.map(UInt16.init))
        guard case .lossy(_, "ISO_10918_1") = scan.header.loss else {
            Issue.record("not marked lossy")
            return
        }
        for length in stride(from: 0, to: whole.count - 2, by: 41) {
            #expect(throws: DigitiseError.self) { _ = try SampleFilm.scan(whole.prefix(length)) }
        }
        // APP1 with one entry: Orientation.
        func turned(_ value: UInt8) throws -> Scan {
            let exif: [UInt8] =
                [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8) + Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1]
                + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0] + [0, 0, 0, 0]
            return try SampleFilm.scan(whole.prefix(2) + Data(exif) + whole.dropFirst(2))
        }
        for value in UInt8(0)...9 {
            let scan = try turned(value)
            #expect(scan.header.width == ((5...8).contains(value) ? 30 : 40), "\(value)")
            let isUnknown = scan.report.remarks.contains { $0.code == .orientationUnknown }
            #expect(isUnknown == !(1...8).contains(value), "\(value)")
        }
    }

    @Test(
        "the horizontal predictor is undone for packed samples too",
        .enabled(if: OutsideTool.isInstalled("python3")), arguments: [4, 10, 12, 14])
    func packedPredictor(bits: Int) async throws {
        let (width, height) = (21, 11)
        let samples = SamplePicture.samples(width, height, bits: bits)
        let differences = samples.indices.map { index in
            index % width == 0
                ? samples[index]
                : (samples[index] &- samples[index - 1]) & UInt16((1 << bits) - 1)
        }
        let packed = PackedTests.packed(differences, rowSamples: width, bits: bits)
        let (_, output, _) = try await OutsideTool.run(
            "python3",
            [
                "-c", "import sys,zlib;print(zlib.compress(bytes.fromhex(sys.argv[1])).hex())",
                packed.map { String(format: "%02x", $0) }.joined(),
            ])
        let hex = Array(output.utf8.filter { $0 != 10 })
        let pixels = stride(from: 0, to: hex.count, by: 2).compactMap {
            UInt8(String(decoding: hex[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        var tiff = RawTIFF(width: width, height: height, bits: bits, pixels: pixels)
        tiff.set(259, 8)
        tiff.set(317, 2)
        #expect(SampleFilm.values(try SampleFilm.scan(tiff.data)) == samples)
    }
}
