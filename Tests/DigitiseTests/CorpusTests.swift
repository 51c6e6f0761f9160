import Crypto
import DICOM
import FilmModel
import Foundation
import Testing

@testable import Digitise

/// Real files of others; they lie beside the project where they are at all.
@Suite("Every real file ends in a scan or in a reason", .enabled(if: Corpus.exists))
struct CorpusTests {
    /// One page as the pipeline takes it: its pixels' digest and form, or the reason.
    private enum Outcome {
        case taken(page: Int, bits: Int, samples: Int, digest: String)
        case refused(page: Int, Reason)
    }

    private func outcomes(_ file: URL) throws -> [Outcome] {
        let bytes = try Data(contentsOf: file)
        let limits = ScanLimits(decodedBytes: 64 << 20, singleAllocation: 64 << 20, pages: 64)
        let pages = (try? Scan.pageCount(bytes, limits: limits)) ?? 1
        return try (1...max(1, min(pages, limits.pages))).map { page in
            do {
                let scan = try Scan.read(bytes, page: page, declaredBits: nil, limits: limits)
                return .taken(
                    page: page, bits: scan.header.bitsAllocated, samples: scan.header.samplesPerPixel,
                    digest: Self.sha256(of: scan))
            } catch let error as DigitiseError {
                #expect(error.reason.code != .internalFault, "\(file.lastPathComponent): \(error.detail)")
                return .refused(page: page, error.reason)
            }
        }
    }

    /// In hexadecimal, as Python writes it.
    private static func sha256(of scan: borrowing Scan) -> String {
        let count = scan.header.pixelBytes
        return unsafe scan.pixels.withBytes { bytes in
            var hash = SHA256()
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            return hash.finalize().map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        }
    }

    /// A Python that has tifffile: the one of `scripts/bench digitise`, or the system's.
    private static func python() async -> String? {
        let bench = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../.build-bench/venv-digitise/bin/python").standardizedFileURL.path
        for name in [bench, "python3"] {
            let imports = ["-c", "import tifffile, numpy"]
            if (try? await OutsideTool.run(name, imports).succeeded) == true { return name }
        }
        return nil
    }

    @Test("the test images of other readers, their broken ones too; the pixels are those tifffile finds")
    func tiffs() async throws {
        #expect(SampleFilm.library != nil)
        var taken: [String] = []
        var table: [String] = []
        for file in Corpus.files("tiff") {
            for outcome in try outcomes(file) {
                switch outcome {
                case .taken(let page, let bits, let samples, let digest):
                    taken.append("\(file.path)\t\(page)\t\(bits)\t\(samples)\t\(digest)")
                case .refused(let page, let reason):
                    table.append(
                        "\(file.lastPathComponent)\t\(page)\t\(reason.code.rawValue): \(reason.message)")
                }
            }
        }
        #expect(taken.count > 150)
        #expect(table.count { $0.contains("PIXEL_FORMAT") } > 60)
        if let python = await Self.python() {
            let folder = try TemporaryFolder()
            try Data(taken.joined(separator: "\n").utf8).write(to: URL(filePath: folder.file("taken")))
            let (succeeded, output, errors) = try await OutsideTool.run(
                python, ["-W", "ignore", "-c", Self.reader, folder.file("taken")])
            #expect(succeeded, "\(errors)")
            let lines = output.split(separator: "\n").map(String.init)
            #expect(lines.count { $0.hasSuffix("tifffile's pixels") } > 150)
            #expect(lines.filter { $0.hasSuffix("OTHER PIXELS") }.isEmpty)
            table += lines
        } else {
            table += taken.map { $0.split(separator: "\t").prefix(2).joined(separator: "\t") + "\ttaken" }
        }
        print("file\tpage\toutcome\n" + table.sorted().joined(separator: "\n"))
    }

    /// tifffile's pixels of the same pages, in the form that an instance has: palette applied, planes
    /// interleaved, upright, without an opaque alpha channel, grey where every pixel is.
    private static let reader = """
        import sys, hashlib, logging, os, numpy, tifffile
        logging.disable(logging.CRITICAL)
        turns = {2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1], 4: lambda a: a[::-1],
                 5: lambda a: a.swapaxes(0, 1), 6: lambda a: a.swapaxes(0, 1)[:, ::-1],
                 7: lambda a: a.swapaxes(0, 1)[::-1, ::-1], 8: lambda a: a.swapaxes(0, 1)[::-1]}
        for line in open(sys.argv[1]):
            path, number, bits, samples, digest = line.rstrip('\\n').split('\\t')
            def tell(what): print(os.path.basename(path), number, what, sep='\\t')
            try:
                with tifffile.TiffFile(path) as file:
                    pages = [p.aspage() for p in file.pages]
                    page = ([p for p in pages if not p.subfiletype & 5] or pages)[int(number) - 1]
                    pixels = page.asarray()
            except Exception as error:
                tell('taken; tifffile cannot read it'); continue
            if page.planarconfig == 2 and pixels.ndim == 3: pixels = numpy.moveaxis(pixels, 0, -1)
            if page.photometric == 3:
                colours = numpy.asarray(page.colormap).reshape(3, -1)
                index = pixels[..., 0] if pixels.ndim == 3 else pixels
                pixels = numpy.moveaxis(colours[:, index.astype(int)], 0, -1)
                if bits == '8' and colours.max() > 255: pixels = pixels >> 8
            pixels = pixels.reshape(page.imagelength, page.imagewidth, -1)
            pixels = turns.get(page.tags.valueof(274), lambda a: a)(pixels)
            if pixels.shape[-1] in (2, 4): pixels = pixels[..., :-1]
            if samples == '1' and pixels.shape[-1] == 3 and (pixels == pixels[..., :1]).all():
                pixels = pixels[..., :1]
            raw = pixels.astype('<u2' if bits == '16' else 'u1').tobytes()
            same = hashlib.sha256(raw).hexdigest() == digest
            tell("taken: tifffile's pixels" if same else 'OTHER PIXELS')
        """

    @Test("every radiograph is taken, and no two are the same picture")
    func chest() throws {
        #expect(SampleFilm.library != nil)
        var digests: [String] = []
        for file in Corpus.files("chest") {
            let bytes = try Data(contentsOf: file)
            digests.append(try SampleFilm.scan(bytes).findings.pictureDigest)
        }
        #expect(digests.count >= 100)
        #expect(Set(digests).count == digests.count)
    }
}
