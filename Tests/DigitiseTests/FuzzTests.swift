import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Damaged scans end in a scan or in a reason, never in a crash")
struct FuzzTests {
    static let forms: [(String, [TIFFPage], TIFFWriter.Container, TIFFWriter.ByteOrder)] = [
        ("plain", [SamplePicture.page(bits: 8)], .classic, .littleEndian),
        ("LZW", [SamplePicture.page(compression: .lzw(predictor: true))], .classic, .littleEndian),
        ("Deflate", [SamplePicture.page(compression: .deflate(predictor: true))], .classic, .bigEndian),
        (
            "tiles", [SamplePicture.page(bits: 8, compression: .lzw(predictor: false), layout: .tiles)],
            .classic,
            .littleEndian
        ),
        ("BigTIFF", [SamplePicture.page(), SamplePicture.page(seed: 2)], .big, .littleEndian),
        ("pages", (1...3).map { SamplePicture.page(bits: 8, seed: $0) }, .classic, .bigEndian),
    ]

    @Test("a thousand mutations of each form", arguments: forms.indices)
    func mutations(form: Int) throws {
        let (_, pages, container, order) = Self.forms[form]
        let whole = [UInt8](try SampleFilm.tiff(pages, container: container, byteOrder: order))
        let limits = ScanLimits(decodedBytes: 8 << 20, singleAllocation: 8 << 20)
        var random = SeededRandom(UInt64(form) + 100)
        var taken = 0
        for _ in 0..<1_000 {
            let bytes = Data(Self.mutated(whole, &random))
            let page = pages.count == 1 || Bool.random(using: &random) ? nil : 1
            do {
                try unsafe bytes.withUnsafeBytes { buffer in
                    _ = try unsafe Scan.pageCount(buffer, limits: limits)
                    let header = try unsafe Scan.probe(buffer, page: page, limits: limits)
                    let scan = try unsafe Scan(buffer, page: page, declaredBits: 12, limits: limits)
                    // Colours may turn out grey; nothing takes more than its header said.
                    #expect(scan.header.width == header.width && scan.header.height == header.height)
                    #expect(scan.header.pixelBytes <= header.pixelBytes)
                    #expect(scan.pixels.byteCount >= scan.header.pixelBytes)
                }
                taken += 1
            } catch let error as DigitiseError {
                #expect(error.reason.code != .internalFault, "\(error.detail)")
            }
        }
        // Some damage leaves a readable file, most does not.
        #expect((0..<1_000).contains(taken))
    }

    /// One to four changes: a bit, a byte, a run, a value that is a limit, a cut; often near the directory.
    private static func mutated(_ whole: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &random) where bytes.count > 8 {
            let nearEnd = max(0, bytes.count - 260)
            let start = Bool.random(using: &random) ? nearEnd : 0
            let at = Int.random(in: start..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 2:
                let extreme: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
                let value = extreme.randomElement(using: &random) ?? 0
                for index in at..<min(at + 4, bytes.count) { bytes[index] = value }
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...16, using: &random)))
            case 4:
                let length = Int.random(in: 1...8, using: &random)
                bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + length)], at: at)
            default: if Int.random(in: 0..<8, using: &random) == 0 { bytes.removeLast(bytes.count - at) }
            }
        }
        return bytes
    }
}
