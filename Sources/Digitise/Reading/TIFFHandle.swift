import CLibTIFF
import FilmModel

/// An open TIFF in memory. One owner, one thread; faults are this handle's own.
@safe
final class TIFFHandle {
    let tiff: OpaquePointer
    /// Bytes of the file.
    let length: Int
    /// Whether the selected page's strips have wrong sizes or none, so that libtiff made them up: then what it
    /// decodes may be other bytes than the pixels.
    private(set) var sizesAreGuessed = false
    private let fault: UnsafeMutablePointer<fm_tiff_fault>

    /// Opens the file that lies in `bytes`, which must outlive the handle.
    init(_ bytes: UnsafeRawBufferPointer, limits: ScanLimits) throws(DigitiseError) {
        let fault = UnsafeMutablePointer<fm_tiff_fault>.allocate(capacity: 1)
        unsafe fault.initialize(to: fm_tiff_fault())
        guard let base = bytes.baseAddress,
            let tiff = unsafe fm_tiff_client_open_memory(
                base.assumingMemoryBound(to: UInt8.self), bytes.count, limits.singleAllocation, fault)
        else {
            unsafe fault.deallocate()
            throw DigitiseError(.notAnImage)
        }
        unsafe self.tiff = tiff
        unsafe self.fault = fault
        length = bytes.count
    }

    deinit {
        unsafe fm_tiff_close(tiff)
        unsafe fault.deallocate()
    }

    /// Errors that libtiff has reported so far.
    var errors: Int { Int(unsafe fault.pointee.errors) }
    /// The first of them, in libtiff's words.
    var detail: String { unsafe String(cString: fm_tiff_fault_message(fault)) }

    /// Pages of the file, at most one more than the limit. A file whose chain of pages breaks off is damaged:
    /// how many it had, nobody knows.
    func pageCount(upTo limit: Int) throws(DigitiseError) -> Int {
        var pages = 1
        while pages <= limit, unsafe TIFFLastDirectory(tiff) == 0 {
            guard unsafe TIFFReadDirectory(tiff) == 1 else { throw DigitiseError(.truncated, detail: detail) }
            pages += 1
        }
        return pages
    }

    /// Goes to a page, from 1.
    func select(page: Int) throws(DigitiseError) {
        let guesses = unsafe fault.pointee.guessed_sizes
        defer { sizesAreGuessed = unsafe fault.pointee.guessed_sizes > guesses }
        guard unsafe TIFFSetDirectory(tiff, UInt32(clamping: page - 1)) == 1 else {
            throw DigitiseError(.pageMissing, detail: detail)
        }
    }
}
