import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("Strips and tiles hold what the tags say, and nothing else")
struct PartLengthTests {
    private static let (width, height) = (20, 24)

    private func reason(_ tiff: RawTIFF) -> Reason? {
        do throws(DigitiseError) {
            _ = try Scan.read(tiff.data, page: nil, declaredBits: nil, limits: ScanLimits())
            return nil
        } catch {
            return error.reason
        }
    }

    /// Grey in strips of so many rows, each `extra` bytes longer than its pixels.
    private func tiff(
        bits: Int = 16, rows: Int = 24, bytesInRow: Int? = nil, extra: [UInt8] = [],
        _ change: (inout RawTIFF) -> Void = { _ in }
    ) -> RawTIFF {
        let rowBytes = bytesInRow ?? (Self.width * bits + 7) / 8
        var (pixels, offsets, lengths): ([UInt8], [UInt32], [UInt32]) = ([], [], [])
        for top in stride(from: 0, to: Self.height, by: rows) {
            let strip =
                SamplePicture.samples(rowBytes, min(rows, Self.height - top), bits: 8).map { UInt8($0) }
                + extra
            offsets.append(UInt32(8 + pixels.count))
            lengths.append(UInt32(strip.count))
            pixels += strip
        }
        var tiff = RawTIFF(width: Self.width, height: Self.height, bits: bits, pixels: pixels)
        tiff.set(278, rows)
        tiff.fields[273] = .init(type: 4, values: offsets)
        tiff.fields[279] = .init(type: 4, values: lengths)
        change(&tiff)
        return tiff
    }

    @Test(
        "samples of few bits in words are named, in one strip and in several",
        arguments: [9, 10, 12, 14, 15], [24, 7, 1])
    func unpacked(bits: Int, rows: Int) {
        let found = reason(tiff(bits: bits, rows: rows, bytesInRow: Self.width * 2))
        #expect(found?.code == .pixelFormat)
        #expect(
            found?.message.contains("\(bits) bits unpacked in 16-bit words") == true,
            "\(found?.message ?? "")")
    }

    @Test("one long strip, which libtiff cuts up, is held to its own length")
    func longStrip() {
        func film(bits: Int, bytes: Int) -> RawTIFF {
            RawTIFF(
                width: 100, height: 300, bits: bits,
                pixels: SamplePicture.samples(100, bytes / 100, bits: 8).map { UInt8($0) })
        }
        #expect(reason(film(bits: 16, bytes: 60_000)) == nil)
        #expect(
            reason(film(bits: 12, bytes: 60_000))?.message.contains("12 bits unpacked in 16-bit words")
                == true)
        #expect(reason(film(bits: 8, bytes: 60_000))?.code == .truncated)
        #expect(reason(film(bits: 16, bytes: 120_000))?.code == .truncated)
    }

    @Test("samples of 4 bits in bytes are named too")
    func unpackedBytes() {
        #expect(
            reason(tiff(bits: 4, bytesInRow: Self.width))?.message.contains("4 bits unpacked in 8-bit words")
                == true)
    }

    @Test("a picture that is half of what its strips hold is refused", arguments: [24, 6])
    func halfOfTheFilm(rows: Int) {
        #expect(reason(tiff(rows: rows) { $0.set(257, 12) })?.code == .truncated)
    }

    @Test("more strips than the rows need are refused, compressed or not", arguments: [1, 32_773, 5])
    func tooManyStrips(compression: Int) {
        let found = reason(
            tiff(rows: 6) {
                $0.set(259, compression)
                $0.set(257, 12)
            })
        #expect(found?.code == .truncated)
        #expect(found?.message.contains("lists 4 strips") == true, "\(found?.message ?? "")")
    }

    @Test("a compressed strip that goes on behind its rows is refused, and one that ends is not")
    func compressed() {
        /// PackBits of literal runs, a strip of the picture's 24 rows of 20 bytes.
        func film(rows: Int) -> RawTIFF {
            let bytes = SamplePicture.samples(20, rows, bits: 8).map { UInt8($0) }
            let packed = stride(from: 0, to: bytes.count, by: 20).flatMap { [19] + bytes[$0..<$0 + 20] }
            var tiff = RawTIFF(width: 20, height: 24, bits: 8, pixels: packed)
            tiff.set(259, 32_773)
            return tiff
        }
        #expect(reason(film(rows: 24)) == nil)
        #expect(reason(film(rows: 25))?.message.contains("more rows") == true)
        #expect(reason(film(rows: 48))?.code == .truncated)
        #expect(reason(film(rows: 23))?.code == .truncated)
        // Twelve bits unpacked.
        var unpacked = film(rows: 48)
        unpacked.set(258, 12)
        #expect(reason(unpacked)?.code == .truncated)
    }

    @Test("twice the samples are refused: 16 bits declared as 8, 32 as 16, colours as grey")
    func twice() {
        #expect(reason(tiff(bits: 8, bytesInRow: Self.width * 2)) != nil)
        #expect(reason(tiff(bits: 8, bytesInRow: Self.width * 3)) != nil)
        #expect(reason(tiff(bits: 16, bytesInRow: Self.width * 4)) != nil)
        #expect(reason(tiff(bits: 8, bytesInRow: Self.width + 4)) != nil, "each row is longer")
    }

    @Test("a strip that is filled up to a boundary is taken", arguments: [0, 64])
    func filledUp(extra: Int) {
        #expect(reason(tiff(extra: [UInt8](repeating: 7, count: extra))) == nil)
    }

    @Test("a last strip as long as the others is taken only if nothing is in the rest of it")
    func lastStrip() {
        func film(_ rest: [UInt8]) -> RawTIFF {
            var tiff = tiff(bits: 8, rows: 10)
            tiff.pixels += rest
            tiff.fields[279] = .init(type: 4, values: [200, 200, 200])
            return tiff
        }
        #expect(reason(film([UInt8](repeating: 0, count: 120))) == nil)
        #expect(reason(film((0..<120).map { UInt8($0) }))?.code == .truncated)
    }
}
