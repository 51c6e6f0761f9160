import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("A scan that can't be taken is refused with its reason")
struct RejectionTests {
    private func reason(
        _ tiff: Data, page: Int? = nil, limits: ScanLimits = ScanLimits()
    ) -> ReasonCode? {
        do {
            try unsafe tiff.withUnsafeBytes { bytes in
                _ = try unsafe Scan(bytes, page: page, declaredBits: nil, limits: limits)
            }
            return nil
        } catch let error as DigitiseError {
            #expect(!error.message.isEmpty && !error.remedy.isEmpty)
            return error.reason.code
        } catch {
            Issue.record(error)
            return nil
        }
    }

    private func grey(_ bits: Int = 8, _ change: (inout RawTIFF) -> Void = { _ in }) -> Data {
        let bytes = SamplePicture.samples(16, 16 * bits / 8, bits: 8).map { UInt8($0) }
        var tiff = RawTIFF(width: 16, height: 16, bits: bits, pixels: bytes)
        change(&tiff)
        return tiff.data
    }

    @Test("no image at all: nothing, noise, another format")
    func noImage() {
        #expect(reason(Data()) == .notAnImage)
        #expect(reason(Data([0x49])) == .notAnImage)
        #expect(reason(Data("II*\0".utf8)) == .notAnImage)
        #expect(reason(Data("%PDF-1.4 a document, not a film".utf8)) == .notAnImage)
        var random = SeededRandom(7)
        for length in [4, 8, 100, 5_000] {
            #expect(
                reason(Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }))
                    == .notAnImage)
        }
    }

    @Test(
        "a file cut short anywhere is refused", arguments: [TIFFPage.Compression.none, .lzw(predictor: true)])
    func truncated(compression: TIFFPage.Compression) throws {
        let whole = try SampleFilm.tiff([SamplePicture.page(compression: compression)])
        let step = max(1, whole.count / 97)
        for length in stride(from: 0, to: whole.count - 1, by: step) {
            let code = reason(whole.prefix(length))
            #expect(
                code == .notAnImage || code == .truncated, "\(length) of \(whole.count) bytes: \(code as Any)"
            )
        }
        #expect(reason(whole) == nil)
    }

    @Test("pixels that end before the strip does are refused as cut short, never padded")
    func shortStrip() {
        #expect(reason(grey { $0.pixels.removeLast(100) }) == .truncated)
        #expect(reason(grey { $0.set(279, 10) }) == .truncated)
        #expect(reason(grey { $0.set(273, 1 << 30) }) == .truncated)
    }

    @Test("the page must exist, and be named where there are several")
    func pages() throws {
        let one = try SampleFilm.tiff([SamplePicture.page()])
        let two = try SampleFilm.tiff([SamplePicture.page(), SamplePicture.page(seed: 2)])
        #expect(reason(two) == .pageMissing)
        #expect(reason(two, page: 3) == .pageMissing)
        #expect(reason(one, page: 2) == .pageMissing)
        for nonsense in [0, -1, Int.max, Int.min, 65_536, 65_537] {
            #expect(reason(one, page: nonsense) == .pageMissing)
        }
        #expect(reason(one, page: 1) == nil)
        #expect(reason(two, page: 2) == nil)
    }

    @Test("a file whose next page is damaged is not taken for one of a single page")
    func damagedSecondPage() throws {
        var two = try SampleFilm.tiff([SamplePicture.page(), SamplePicture.page(seed: 2)])
        // The second directory lies behind the first page's pixels; without it the file ends there.
        two.removeLast(two.count - (2 * 61 * 47 + 400))
        #expect(reason(two) == .truncated)
    }

    @Test("samples that are no unsigned grey or RGB of 1 to 16 bits are refused as such")
    func pixelFormats() throws {
        let bytes = [UInt8](repeating: 3, count: 16 * 16 * 8)
        func refused(_ change: (inout RawTIFF) -> Void, _ comment: Comment) {
            let tiff = grey {
                $0.pixels = bytes
                change(&$0)
            }
            #expect(reason(tiff) == .pixelFormat, comment)
        }
        for format in [2, 3, 5, 6] {
            refused({ $0.set(339, format) }, "sample format \(format)")
        }
        for bits in [17, 24, 32, 64] { refused({ $0.set(258, bits) }, "\(bits) bits") }
        func samples(_ count: Int, _ photometric: Int, extra: Int? = nil) -> (inout RawTIFF) -> Void {
            {
                $0.fields[258] = .init(type: 3, values: [UInt32](repeating: 8, count: count))
                $0.set(262, photometric)
                $0.set(277, count)
                if let extra { $0.set(338, extra) }
            }
        }
        refused(samples(4, 5), "CMYK")
        refused(samples(3, 6), "YCbCr, not as JPEG")
        refused(samples(3, 8), "CIE L*a*b*")
        refused(samples(1, 4), "a mask")
        refused(samples(2, 1), "two samples of grey")
        refused(samples(2, 1, extra: 0), "a sample of unknown meaning")
        refused(samples(4, 2, extra: 2), "a picture that is not opaque")
        refused(samples(4, 2), "four samples of RGB")
        refused({ $0.fields[262] = nil }, "no photometric interpretation")
        refused({ $0.set(317, 2) }, "a predictor that the compression does not have")
    }

    @Test("a page in which every pixel is the same is blank", arguments: [0, 1, 128, 255])
    func blank(value: Int) {
        #expect(reason(grey { $0.pixels = $0.pixels.map { _ in UInt8(value) } }) == .blank)
    }

    @Test("a header that declares more than the file can hold is refused before anything is allocated")
    func bombs() {
        let clock = ContinuousClock()
        let before = Self.peakKilobytes
        let took = clock.measure {
            #expect(reason(grey { $0.set(256, 65_536) }) == .imageTooLarge)
            // libtiff itself refuses this one.
            #expect(
                reason(
                    grey {
                        $0.set(256, 4_294_967_295); $0.set(257, 4_294_967_295)
                    }) == .notAnImage)
            #expect(
                reason(
                    grey {
                        $0.set(256, 65_535); $0.set(257, 65_535)
                    }) == .imageTooLarge)
            // Within the limits of Rows, Columns and memory, but the file is a few hundred bytes.
            for scheme in [1, 5, 8, 32_773, 32_946] {
                let bomb = grey {
                    $0.set(256, 20_000)
                    $0.set(257, 20_000)
                    $0.set(278, 20_000)
                    $0.set(259, scheme)
                }
                #expect(reason(bomb) == .truncated, "compression \(scheme)")
            }
            let tiled = grey {
                $0.fields[278] = nil
                $0.fields[273] = nil
                $0.fields[279] = nil
                $0.set(322, 1 << 20)
                $0.set(323, 1 << 20)
                $0.fields[324] = .init(type: 4, values: [8])
                $0.fields[325] = .init(type: 4, values: [256])
            }
            #expect(reason(tiled) == .truncated)
            #expect(reason(grey(), limits: ScanLimits(decodedBytes: 255)) == .imageTooLarge)
        }
        #expect(took < .seconds(2))
        #expect(Self.peakKilobytes - before < 200_000)
    }

    /// The most memory that this process has held (VmHWM of proc(5)).
    private static var peakKilobytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
