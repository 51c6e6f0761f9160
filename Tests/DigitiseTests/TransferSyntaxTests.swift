import DICOM
import Foundation
import Testing

@testable import Digitise

@Suite("Every transfer syntax keeps every pixel")
struct TransferSyntaxTests {
    /// What an instance may hold: depth, colours.
    static let forms: [(bits: Int, colours: Int)] = [
        (1, 1), (2, 1), (7, 1), (8, 1), (9, 1), (10, 1), (12, 1), (14, 1), (15, 1), (16, 1), (8, 3), (12, 3),
        (16, 3),
    ]

    private func instance(_ form: (bits: Int, colours: Int), width: Int = 33) throws -> Instance {
        let samples = SamplePicture.samples(width * form.colours, 21, bits: form.bits)
        var tiff = RawTIFF(
            width: width, height: 21, bits: form.bits,
            pixels: PackedTests.packed(samples, rowSamples: width * form.colours, bits: form.bits))
        tiff.fields[258] = .init(
            type: 3, values: [UInt32](repeating: UInt32(form.bits), count: form.colours))
        tiff.set(277, form.colours)
        tiff.set(262, form.colours == 3 ? 2 : 1)
        return try SampleFilm.instance(tiff.data)
    }

    @Test(
        "written, read again and decoded, the pixels and the header are the same",
        arguments: TransferSyntax.allCases, forms.indices)
    func roundTrip(syntax: TransferSyntax, form: Int) throws {
        let folder = try TemporaryFolder()
        for width in [33, 1, 2] {
            let instance = try instance(Self.forms[form], width: width)
            let pixels = try unsafe self.instance(Self.forms[form], width: width).dataset.withPixels {
                unsafe Array($0)
            }
            try instance.dataset.encode(as: syntax)
            try instance.dataset.save(to: folder.file("a.dcm"))
            let read = try Dataset(path: folder.file("a.dcm"))
            #expect(try unsafe read.withPixels { unsafe Array($0) } == pixels)
            var expected = instance.identity
            expected[Attribute.photometricInterpretation.description] =
                try read.root.string(.photometricInterpretation)
            #expect(try read.identity() == expected)
            #expect(try read.root.string(.lossyImageCompression) == "00")
        }
    }

    @Test("the same dataset gives the same bytes", arguments: TransferSyntax.allCases)
    func repeats(syntax: TransferSyntax) throws {
        let folder = try TemporaryFolder()
        for name in ["a.dcm", "b.dcm"] {
            let instance = try instance((12, 1))
            try instance.dataset.encode(as: syntax)
            try instance.dataset.save(to: folder.file(name))
        }
        let bytes = try ["a.dcm", "b.dcm"].map { try Data(contentsOf: URL(filePath: folder.file($0))) }
        #expect(bytes[0] == bytes[1])
    }

    @Test(
        "GDCM decodes them to the same pixels, and dciodvfy finds no fault",
        .enabled(if: OutsideTool.isInstalled("gdcmconv") && OutsideTool.isInstalled("dciodvfy")),
        arguments: TransferSyntax.allCases)
    func outside(syntax: TransferSyntax) async throws {
        let folder = try TemporaryFolder()
        for form in [(8, 1), (12, 1), (16, 1), (8, 3)] {
            let instance = try instance(form)
            let pixels = try unsafe self.instance(form).dataset.withPixels { unsafe Array($0) }
            try instance.dataset.encode(as: syntax)
            try instance.dataset.save(to: folder.file("a.dcm"))
            let (succeeded, _, errors) = try await OutsideTool.run(
                "gdcmconv", ["--raw", folder.file("a.dcm"), folder.file("b.dcm")])
            #expect(succeeded, "\(errors)")
            let other = try Dataset(path: folder.file("b.dcm"))
            #expect(try unsafe other.withPixels { unsafe Array($0) } == pixels)
            let (_, output, faults) = try await OutsideTool.run("dciodvfy", [folder.file("a.dcm")])
            #expect(!(output + faults).split(separator: "\n").contains { $0.hasPrefix("Error") })
        }
    }
}
