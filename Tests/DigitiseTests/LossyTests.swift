import DICOM
import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("A lossy past is told, and never reset")
struct LossyTests {
    /// A JPEG of 16 × 16 grey pixels.
    static let jpeg =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsj"
        + "HBYWICwgIyYnKSopGR8tMC0oMCUoKSj/wAALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAABwT/xAAYEAAC"
        + "AwAAAAAAAAAAAAAAAAAABQYiMv/aAAgBAQAAPwAaj6LNBLj6LNCuPos0EqPos0P/2Q=="

    private func tiff(compression: Int) throws -> Data {
        let bytes = try #require(Data(base64Encoded: Self.jpeg))
        var tiff = RawTIFF(width: 16, height: 16, pixels: [UInt8](bytes))
        tiff.set(259, compression)
        return tiff.data
    }

    @Test("a scan that its file holds as JPEG says so, with ratio and method")
    func jpeg() async throws {
        let instance = try SampleFilm.instance(tiff(compression: 7))
        let root = instance.dataset.root
        #expect(try root.string(.lossyImageCompression) == "01")
        #expect(try root.string(.lossyImageCompressionMethod) == "ISO_10918_1")
        let ratio = try #require(Double(root.string(.lossyImageCompressionRatio) ?? ""))
        let stored = try #require(Data(base64Encoded: Self.jpeg)).count
        #expect(abs(ratio - 256 / Double(stored)) < 0.01)
        guard OutsideTool.isInstalled("dciodvfy") else { return }
        let folder = try TemporaryFolder()
        try instance.dataset.save(to: folder.file("a.dcm"))
        let (_, output, errors) = try await OutsideTool.run("dciodvfy", [folder.file("a.dcm")])
        #expect(!(output + errors).contains("Error"))
    }

    @Test(
        "codecs that can't be trusted with a film are refused",
        arguments: [6, 32_809, 34_661, 34_676, 34_712])
    func otherCodecs(scheme: Int) throws {
        let error = #expect(throws: DigitiseError.self) { try SampleFilm.instance(tiff(compression: scheme)) }
        #expect(error?.reason.code == .pixelFormat || error?.reason.code == .notAnImage)
    }
}
