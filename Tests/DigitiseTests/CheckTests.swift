import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Checks measure what is there, and remark from their thresholds on")
struct CheckTests {
    /// A film of 12 bits in 16, drawn pixel by pixel.
    private func scan(
        width: Int = 400, height: Int = 500, bits: Int = 8, dotsPerInch: Double? = 150,
        thresholds: ScanThresholds = ScanThresholds(), _ value: (Int, Int) -> Double
    ) throws -> ScanReport {
        let full = Double((1 << bits) - 1)
        var pixels: [UInt16] = []
        for y in 0..<height {
            for x in 0..<width { pixels.append(UInt16((min(1, max(0, value(x, y))) * full).rounded())) }
        }
        let page = TIFFPage(
            width: width, height: height, pixels: pixels, bits: bits,
            resolution: dotsPerInch.map { .dotsPerInch($0) })
        let tiff = try SampleFilm.tiff([page])
        return try Scan.read(
            tiff, page: nil, declaredBits: nil, limits: ScanLimits(), thresholds: thresholds
        ).report
    }

    /// Body on film: every grey, none of it at an end.
    private func body(_ x: Int, _ y: Int) -> Double {
        0.5 + 0.4 * sin(Double(x) / 40) * cos(Double(y) / 50) + Double((x * 7 + y * 13) % 11) / 200
    }

    private func codes(_ report: ScanReport) -> [ReasonCode] { report.remarks.map(\.code) }

    @Test("a good scan has nothing to remark on")
    func good() throws {
        let report = try scan { body($0, $1) }
        #expect(codes(report) == [])
        #expect(abs((report.linePairs ?? 0) - 150 / 25.4 / 2) < 1e-3)
        #expect(report.bitsInUse > 7.4 && report.bitsInUse <= 8)
        #expect(report.films == 1 && report.borderShare == 0)
    }

    @Test("resolution: too coarse, not stated, not believable")
    func resolution() throws {
        #expect(try codes(scan(dotsPerInch: 100) { body($0, $1) }) == [.resolutionLow])
        #expect(try codes(scan(dotsPerInch: 127) { body($0, $1) }) == [])
        #expect(try codes(scan(dotsPerInch: nil) { body($0, $1) }) == [.resolutionUnknown])
        #expect(try codes(scan(dotsPerInch: 5) { body($0, $1) }) == [.resolutionLow, .sizeImplausible])
    }

    @Test("grey values: few, clipped, flat, nearly none")
    func greys() throws {
        let few = try scan { (body($0, $1) * 16).rounded() / 16 }
        #expect(codes(few) == [.bitsLow])
        #expect(few.bitsInUse <= log2(17))
        let dark = try scan { (body($0, $1) - 0.6) * 4 }
        #expect(codes(dark).contains(.clipped))
        #expect(dark.shadowShare > 0.5 && dark.highlightShare < 0.2)
        let flat = try scan(bits: 16) { 0.5 + body($0, $1) / 20 }
        #expect(codes(flat) == [.contrastLow])
        let blank = try scan(bits: 16) { 0.5 + ($0 == 3 && $1 < 100 ? 0.4 : Double(($0 + $1) % 3) / 2000) }
        #expect(codes(blank).first == .nearlyBlank)
    }

    /// The body within a film of so many pixels, turned about the middle, on bright ground.
    private func onGround(_ x: Int, _ y: Int, half: (Double, Double), degrees: Double) -> Double {
        let angle = degrees * .pi / 180
        let (dx, dy) = (Double(x) - 200, Double(y) - 250)
        let (u, v) = (dx * cos(angle) + dy * sin(angle), dy * cos(angle) - dx * sin(angle))
        return abs(u) < half.0 && abs(v) < half.1 ? min(0.85, body(x, y)) : 0.99
    }

    @Test(
        "the film's border and its skew are measured on the scanner's ground",
        arguments: [-8.0, -4, 0, 1, 2, 5])
    func border(degrees: Double) throws {
        let report = try scan { onGround($0, $1, half: (150, 200), degrees: degrees) }
        #expect(abs(abs(report.skewDegrees ?? 90) - abs(degrees)) < 0.5)
        #expect(report.borderShare > 0.2)
        #expect(codes(report).contains(.skewed) == (abs(degrees) > 3))
        let lost = try scan { onGround($0, $1, half: (90, 120), degrees: 0) }
        #expect(codes(lost).contains(.borderWide))
    }

    @Test("films that lie apart are counted")
    func severalFilms() throws {
        let two = try scan { x, y in
            (20..<190).contains(x) || (215..<380).contains(x)
                ? (20..<480).contains(y) ? min(0.85, body(x, y)) : 0.99 : 0.99
        }
        #expect(two.films == 2)
        #expect(codes(two).contains(.severalFilms))
        let one = try scan { onGround($0, $1, half: (150, 200), degrees: 0) }
        #expect(one.films == 1)
    }

    @Test("what rejects stands before what holds, and that before what only remarks")
    func order() throws {
        var thresholds = ScanThresholds()
        thresholds.holds = [.bitsLow]
        thresholds.rejections = [.resolutionLow]
        let report = try scan(dotsPerInch: 5, thresholds: thresholds) { (body($0, $1) * 16).rounded() / 16 }
        #expect(codes(report) == [.resolutionLow, .bitsLow, .sizeImplausible])
    }
}
