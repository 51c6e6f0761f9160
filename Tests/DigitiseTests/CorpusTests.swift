import DICOM
import Digitise
import FilmModel
import Foundation
import Testing

/// Real files of others; they lie beside the project where they are at all.
@Suite("Every real file ends in a scan or in a reason", .enabled(if: Corpus.exists))
struct CorpusTests {
    /// One page as the pipeline takes it: the scan's digest, size and depth, or the reason.
    private enum Outcome { case taken(String, Int, Int), refused(ReasonCode) }

    private func outcomes(_ file: URL) throws -> [Outcome] {
        let bytes = try Data(contentsOf: file)
        let limits = ScanLimits(decodedBytes: 64 << 20, singleAllocation: 64 << 20, pages: 64)
        let pages = (try? unsafe bytes.withUnsafeBytes { try unsafe Scan.pageCount($0, limits: limits) }) ?? 1
        return try (1...max(1, min(pages, limits.pages))).map { page in
            do {
                return try unsafe bytes.withUnsafeBytes { buffer in
                    let scan = try unsafe Scan(buffer, page: page, declaredBits: nil, limits: limits)
                    return .taken(scan.findings.pixelDigest, page, scan.header.bitsAllocated)
                }
            } catch let error as DigitiseError {
                #expect(error.reason.code != .internalFault, "\(file.lastPathComponent): \(error.detail)")
                return .refused(error.reason.code)
            }
        }
    }

    @Test(
        "the test images of other readers, their broken ones too; the pixels are those another reader finds")
    func tiffs() async throws {
        #expect(SampleFilm.library != nil)
        var taken: [String] = []
        var refused: [ReasonCode: Int] = [:]
        for file in Corpus.files("tiff") {
            for outcome in try outcomes(file) {
                switch outcome {
                case .taken(let digest, let page, let bits):
                    taken.append("\(file.path)\t\(page)\t\(bits)\t\(digest)")
                case .refused(let code): refused[code, default: 0] += 1
                }
            }
        }
        #expect(taken.count > 40)
        #expect((refused[.pixelFormat] ?? 0) > 40)
        guard await OutsideTool.pythonHas("PIL", "numpy") else { return }
        let folder = try TemporaryFolder()
        try Data(taken.joined(separator: "\n").utf8).write(to: URL(filePath: folder.file("taken")))
        let (succeeded, output, errors) = try await OutsideTool.run(
            "python3", ["-c", Self.reader, folder.file("taken")])
        #expect(succeeded, "\(errors)")
        let lines = output.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("same") }.count > 25)
        #expect(lines.filter { $0.hasPrefix("differs") }.isEmpty)
    }

    /// Pillow's pixels of the same pages. It turns MINISWHITE of 8 bits round, and leaves 16 as they are.
    private static let reader = """
        import sys, hashlib, numpy
        from PIL import Image
        for line in open(sys.argv[1]):
            path, page, bits, digest = line.rstrip('\\n').split('\\t')
            try:
                image = Image.open(path)
                image.seek(int(page) - 1)
                pixels = numpy.asarray(image)
            except Exception as e:
                print('unread', path, e); continue
            if image.mode not in ('L', 'I;16', 'I;16B', 'I;16L', 'RGB'):
                print('unread', path, image.mode); continue
            if image.tag_v2.get(262) == 0 and image.mode == 'L':
                pixels = 255 - pixels
            raw = pixels.astype('<u2' if bits == '16' else 'u1').tobytes()
            print('same' if hashlib.sha256(raw).hexdigest() == digest else 'differs', path, page, image.mode)
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
