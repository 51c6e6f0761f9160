import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Written TIFF files")
struct TIFFWriterTests {
    private static let pixels = (0..<300 * 280).map { UInt16($0 * 7919 % 251) }

    private static func page(
        bits: Int = 16, _ compression: TIFFPage.Compression = .none,
        _ layout: TIFFPage.Layout = .strips(rows: 64)
    ) -> TIFFPage {
        TIFFPage(
            width: 300, height: 280, pixels: pixels, bits: bits, compression: compression, layout: layout,
            resolution: .dotsPerInch(150))
    }

    @Test(
        "equal pages give equal bytes",
        arguments: [TIFFPage.Compression.none, .lzw(predictor: true), .deflate(predictor: true)])
    func deterministic(compression: TIFFPage.Compression) throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            try TIFFWriter.write([Self.page(compression)], to: "\(folder.path)/\(name).tif")
        }
        let first = try Data(contentsOf: URL(filePath: folder.path + "/a.tif"))
        let second = try Data(contentsOf: URL(filePath: folder.path + "/b.tif"))
        #expect(first == second && first.count > 1000)
    }

    @Test("container and byte order are those asked for")
    func headers() throws {
        let folder = try TemporaryFolder()
        func head(_ container: TIFFWriter.Container, _ order: TIFFWriter.ByteOrder) throws -> [UInt8] {
            let path = folder.path + "/x.tif"
            try TIFFWriter.write([Self.page()], to: path, container: container, byteOrder: order)
            return Array(try Data(contentsOf: URL(filePath: path)).prefix(4))
        }
        #expect(try head(.classic, .littleEndian) == [0x49, 0x49, 42, 0])
        #expect(try head(.classic, .bigEndian) == [0x4D, 0x4D, 0, 42])
        #expect(try head(.big, .littleEndian) == [0x49, 0x49, 43, 0])
        #expect(try head(.big, .bigEndian) == [0x4D, 0x4D, 0, 43])
    }

    @Test("a page that cannot be is refused")
    func refusals() throws {
        let folder = try TemporaryFolder()
        var short = Self.page()
        short.pixels.removeLast()
        var wide = Self.page(bits: 8)
        wide.pixels[0] = 256
        for page in [short, wide, Self.page(bits: 12), Self.page(.none, .strips(rows: 0))] {
            let error = #expect(throws: TIFFWriterError.self) {
                try TIFFWriter.write([page], to: folder.path + "/x.tif")
            }
            #expect(error?.code == .pageInvalid)
        }
        let error = #expect(throws: TIFFWriterError.self) {
            try TIFFWriter.write([Self.page()], to: folder.path + "/no/such/x.tif")
        }
        #expect(error?.code == .cannotOpen)
    }

    @Test("tiffinfo reads every form whole", .enabled(if: OutsideTool.isInstalled("tiffinfo")))
    func judged() async throws {
        let folder = try TemporaryFolder()
        let compressions: [TIFFPage.Compression] = [.none, .lzw(predictor: true), .deflate(predictor: true)]
        var count = 0
        for compression in compressions {
            for layout in [TIFFPage.Layout.strips(rows: 64), .tiles] {
                for (bits, container) in [(8, TIFFWriter.Container.classic), (16, .big)] {
                    let path = "\(folder.path)/\(count).tif"
                    let pages = [Self.page(bits: bits, compression, layout)]
                    try TIFFWriter.write(
                        pages + pages + pages, to: path, container: container,
                        byteOrder: count.isMultiple(of: 2) ? .littleEndian : .bigEndian)
                    // -D decodes all pixels.
                    let (succeeded, output) = try await OutsideTool.run("tiffinfo", ["-D", path])
                    #expect(succeeded)
                    #expect(output.contains("Bits/Sample: \(bits)"))
                    #expect(output.contains("Page Number: 2-3"))
                    count += 1
                }
            }
        }
    }
}
