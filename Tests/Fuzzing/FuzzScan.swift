import DICOM
import Digitise
import FilmModel

/// Any bytes as a scan: every page that the file says it has ends in a scan or in a reason. The first byte turns
/// the switches; the rest is the file.
enum FuzzScan {
    static func run(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        guard let start = unsafe start, count > 1 else { return 0 }
        let switches = unsafe start[0]
        let bytes = unsafe UnsafeRawBufferPointer(start: start + 1, count: count - 1)
        let limits = ScanLimits(decodedBytes: 4 << 20, singleAllocation: 4 << 20, pages: 8)
        let pages = (try? unsafe Scan.pageCount(bytes, limits: limits)) ?? 1
        for page in 1...min(max(1, pages), 2) {
            do throws(DigitiseError) {
                let scan = try unsafe Scan(
                    bytes, page: page, declaredBits: switches & 1 == 0 ? nil : 12, limits: limits)
                precondition(scan.pixels.byteCount >= scan.header.pixelBytes)
                precondition(scan.findings.maximum < 1 << scan.findings.bitsStored)
            } catch {
                precondition(error.reason.code != .internalFault, error.detail)
            }
        }
        return 0
    }
}
