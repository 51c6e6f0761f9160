import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("A value that TIFF does not define is unknown, never a default")
struct UndefinedTagTests {
    private func tiff(samples: Int = 1, _ change: (inout RawTIFF) -> Void) -> Data {
        let bytes = SamplePicture.samples(16 * samples, 16, bits: 8).map { UInt8($0) }
        var tiff =
            samples == 1
            ? RawTIFF(width: 16, height: 16, pixels: bytes)
            : RawTIFF.colour(width: 16, height: 16, samples: bytes)
        change(&tiff)
        return tiff.data
    }

    private func reason(_ data: Data, page: Int? = nil) -> Reason? {
        do throws(DigitiseError) {
            _ = try Scan.read(data, page: page, declaredBits: nil, limits: ScanLimits())
            return nil
        } catch {
            return error.reason
        }
    }

    private func resolution(_ tiff: inout RawTIFF) {
        for tag in [UInt16(282), 283] { tiff.fields[tag] = .init(type: 5, values: [300, 1]) }
    }

    @Test("an unknown unit is no inch", arguments: [0, 4, 9, 65_535])
    func unit(value: Int) throws {
        let scan = try SampleFilm.scan(
            tiff {
                resolution(&$0)
                $0.set(296, value)
            })
        #expect(scan.header.spacing == nil)
        #expect(scan.report.remarks.contains { $0.code == .resolutionUnknown })
        // A text is no number of a unit either.
        let text = try SampleFilm.scan(
            tiff {
                resolution(&$0)
                $0.fields[296] = .init(type: 2, values: [2])
            })
        #expect(text.header.spacing == nil)
        #expect(try SampleFilm.scan(tiff { resolution(&$0) }).header.spacing != nil, "inch is TIFF's default")
    }

    @Test("samples, planes and bits of an unknown order are refused")
    func refused() {
        let order = reason(tiff { $0.set(266, 3) })
        #expect(order?.code == .pixelFormat && order?.message.contains("fill order is 3") == true)
        // libtiff does not open some of these.
        for (tag, value, name) in [
            (UInt16(339), 0, "sample format is 0"), (339, 7, "sample format is 7"),
            (284, 3, "planar configuration is 3"), (284, 0, "planar configuration is 0"),
        ] {
            for samples in [1, 3] {
                let found = reason(tiff(samples: samples) { $0.set(tag, value) })
                #expect(
                    found?.message.contains(name) == true, "\(tag) \(value): \(found?.message ?? "taken")")
            }
        }
        let behind = reason(two([284: 3]), page: 2)
        #expect(behind?.message.contains("planar configuration is 3") == true)
        let alpha = reason(
            RawTIFF.colour(width: 12, height: 16, samples: [UInt8](repeating: 9, count: 12 * 16 * 3) + [1])
                .with {
                    $0.fields[258] = .init(type: 3, values: [8, 8, 8, 8])
                    $0.set(256, 9)
                    $0.set(277, 4)
                    $0.set(338, 3)
                }.data)
        #expect(alpha?.message.contains("extra samples is 3") == true, "\(alpha?.message ?? "taken")")
        let uneven = reason(tiff(samples: 3) { $0.fields[258] = .init(type: 3, values: [5, 6, 5]) })
        #expect(uneven?.message.contains("5, 6, 5 bits") == true, "\(uneven?.message ?? "taken")")
        let sound = tiff(samples: 3) { $0.fields[339] = .init(type: 3, values: [1, 1, 1]) }
        #expect(reason(sound) == nil)
    }

    @Test(
        "numbers of a palette's colours are no greys: without the palette they are refused",
        arguments: [0, 512, 767, 769])
    func palette(values: Int) throws {
        let data = tiff {
            $0.set(262, 3)
            guard values > 0 else { return }
            $0.fields[320] = .init(type: 3, values: (0..<UInt32(values)).map { 65_535 - $0 * 64 })
        }
        let found = reason(data)
        #expect(found?.code == .pixelFormat)
        #expect(found?.message.contains("ColorMap") == true && found?.message.contains("need 768") == true)
        #expect(found?.message.contains(values == 0 ? "is missing" : "has \(values) values") == true)
    }

    @Test("a predictor without a compression is named")
    func predictor() {
        let found = reason(tiff { $0.set(317, 2) })
        #expect(
            found?.message.contains("predictor 2") == true
                && found?.message.contains("leave the predictor out") == true)
    }

    /// A file of two directories: a film, and behind it one that says of itself what `fields` say.
    private func two(_ fields: [UInt16: Int]) -> Data {
        let film = tiff { _ in }
        var second = RawTIFF(width: 8, height: 8, pixels: (0..<64).map { UInt8($0) })
        for (tag, value) in fields { second.set(tag, value) }
        return RawTIFF.joined(film, second)
    }

    @Test(
        "a thumbnail or a mask is known by either of the tags that say so",
        arguments: [
            [254: 1], [254: 4], [254: 5], [255: 2], [254: 0, 255: 2], [254: 1, 255: 1], [254: 1, 255: 3],
            [254: 2, 255: 2],
        ] as [[UInt16: Int]])
    func thumbnails(fields: [UInt16: Int]) throws {
        #expect(try Scan.pageCount(two(fields), limits: ScanLimits()) == 1)
        #expect(try SampleFilm.scan(two(fields)).header.width == 16)
    }

    @Test(
        "another page is a film, also where a tag has a value that TIFF does not define",
        arguments: [[:], [254: 0], [254: 2], [255: 1], [255: 3], [255: 9], [254: 65_535]] as [[UInt16: Int]])
    func pages(fields: [UInt16: Int]) throws {
        #expect(try Scan.pageCount(two(fields), limits: ScanLimits()) == 2)
    }
}
