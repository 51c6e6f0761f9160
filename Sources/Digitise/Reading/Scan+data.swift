package import DICOM
package import FilmModel
package import Foundation

extension Scan {
    /// Reads one page of a scan.
    package static func read(
        _ data: Data, page: Int?, declaredBits: Int?, declaredSpacing: PixelSpacing? = nil,
        limits: ScanLimits,
        thresholds: ScanThresholds = ScanThresholds()
    ) throws(DigitiseError) -> Scan {
        // `withUnsafeBytes` hands no value out that has one owner only, so it is put down here.
        var result = Result<Scan, DigitiseError>.failure(DigitiseError(.notAnImage))
        unsafe data.withUnsafeBytes { buffer in
            do throws(DigitiseError) {
                result = .success(
                    try unsafe Scan(
                        buffer, page: page, declaredBits: declaredBits, declaredSpacing: declaredSpacing,
                        limits: limits, thresholds: thresholds))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// The pixels of one page alone, without digests and checks: what a benchmark of the reader measures.
    package static func pixels(
        _ data: Data, page: Int?, limits: ScanLimits
    ) throws(DigitiseError) -> PixelStore {
        var result = Result<PixelStore, DigitiseError>.failure(DigitiseError(.notAnImage))
        unsafe data.withUnsafeBytes { buffer in
            do throws(DigitiseError) {
                let file = try unsafe ScanFile(buffer, limits: limits)
                try file.select(page: page, limits: limits)
                result = .success(try DecodedPage.decode(file, try file.plan(limits)).taken())
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// The header of one page, without decoding it.
    package static func probe(
        _ data: Data, page: Int?, limits: ScanLimits
    ) throws(DigitiseError) -> PageHeader {
        let header = unsafe data.withUnsafeBytes { buffer in
            Result { () throws(DigitiseError) in try unsafe probe(buffer, page: page, limits: limits) }
        }
        return try header.get()
    }

    /// How many pages a scan has, at most one more than the limit.
    package static func pageCount(_ data: Data, limits: ScanLimits) throws(DigitiseError) -> Int {
        let count = unsafe data.withUnsafeBytes { buffer in
            Result { () throws(DigitiseError) in try unsafe pageCount(buffer, limits: limits) }
        }
        return try count.get()
    }
}
