import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("A resolution is written where it can be believed, and told of where it is contradicted")
struct SpacingTests {
    /// What a film of 61 × 47 pixels comes to: what is written, and what is remarked.
    private func outcome(
        _ resolution: TIFFPage.Resolution?, row: String? = nil, longest: Double = 1300
    ) throws -> (nominal: String?, spacing: String?, codes: [ReasonCode]) {
        let tiff = try SampleFilm.tiff([SamplePicture.page(resolution: resolution)])
        let origin = try SampleFilm.origin { $0.description.pixelSpacing = row.flatMap { PixelSpacing($0) } }
        var thresholds = ScanThresholds()
        thresholds.longestSide = longest
        thresholds.linePairs = 0
        let scan = try Scan.read(
            tiff, page: nil, declaredBits: nil, declaredSpacing: origin.description.pixelSpacing,
            limits: ScanLimits(), thresholds: thresholds)
        let codes = scan.report.remarks.map(\.code)
        let root = try InstanceBuilder(
            origin, patient: SampleFilm.person(), delivered: nil, matchedAt: nil
        ).build(scan).dataset.root
        return (try root.string(.nominalScannedPixelSpacing), try root.string(.pixelSpacing), codes)
    }

    @Test("one that makes the film too long, or finer than scanners, is remarked, and written nowhere")
    func implausible() throws {
        let file = try outcome(.dotsPerInch(1))
        #expect(file.codes == [.sizeImplausible] && file.nominal == nil && file.spacing == nil)
        let row = try outcome(nil, row: "85")
        #expect(row.codes == [.sizeImplausible] && row.nominal == nil && row.spacing == nil)
        // Pixels a metre taken for pixels an inch; a resolution of one side alone.
        for resolution in [TIFFPage.Resolution.dotsPerInch(11_811), .dotsPerInch(25_400)] {
            let small = try outcome(resolution)
            #expect(small.codes == [.sizeImplausible] && small.nominal == nil && small.spacing == nil)
        }
        for row in ["0.6x0.2", "0.5x1.1"] { #expect(try outcome(nil, row: row).spacing == nil) }
        #expect(try outcome(nil, row: "0.4x0.8").spacing == "0.4\\0.8")
        // Small scans are films of few pixels, not fine ones.
        #expect(try outcome(.dotsPerInch(2540)).spacing == "0.01\\0.01")
        // Just within the limit.
        let long = try outcome(nil, row: "21.3")
        #expect(long.codes == [] && long.spacing == "21.3\\21.3")
        #expect(try outcome(nil, row: "21.3", longest: 1000).spacing == nil)
    }

    @Test("where the file's can't be believed, the row's is written, and the remark says so")
    func rowInstead() throws {
        let found = try outcome(.dotsPerInch(1), row: "0.4")
        #expect(
            found.codes == [.sizeImplausible] && found.spacing == "0.4\\0.4" && found.nominal == "0.4\\0.4")
    }

    @Test("where file and row state two resolutions, the file's is written, and both are told")
    func contradicted() throws {
        let found = try outcome(.dotsPerInch(60), row: "0.35")
        #expect(found.codes == [.spacingContradicted])
        #expect(found.spacing?.hasPrefix("0.423") == true)
        // One side alone.
        #expect(try outcome(.dotsPerInch(50), row: "0.508x0.6").codes == [.spacingContradicted])
        // An implausible row contradicts the file too.
        #expect(try outcome(.dotsPerInch(50), row: "85").codes == [.spacingContradicted])
    }

    @Test("the same resolution rounded is no contradiction", arguments: ["0.423", "0.42", "0.4233x0.4234"])
    func rounded(row: String) throws {
        #expect(try outcome(.dotsPerInch(60), row: row).codes == [])
    }

    @Test("the remark names both resolutions")
    func words() throws {
        let tiff = try SampleFilm.tiff([SamplePicture.page(resolution: .dotsPerInch(50))])
        let scan = try Scan.read(
            tiff, page: nil, declaredBits: nil, declaredSpacing: PixelSpacing("0.6"), limits: ScanLimits())
        let remark = try #require(scan.report.remarks.first { $0.code == .spacingContradicted })
        #expect(remark.message.contains("0.508 × 0.508") && remark.message.contains("0.6 × 0.6"))
    }
}
