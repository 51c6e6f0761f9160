import CLibTIFF
import FilmModel

/// An open TIFF in memory. One owner, one thread; faults are this handle's own.
@safe
final class TIFFHandle {
    let tiff: OpaquePointer
    /// Bytes of the file.
    var length: Int { unsafe bytes.count }
    private let bytes: UnsafeRawBufferPointer
    /// Whether the selected page's strips have wrong sizes or none, so that libtiff made them up: then what it
    /// decodes may be other bytes than the pixels.
    private(set) var sizesAreGuessed = false
    /// Errors when the directory was selected: libtiff reads where strips lie only once somebody asks.
    private(set) var errorsBefore = 0
    private let fault: UnsafeMutablePointer<fm_tiff_fault>

    /// Opens the file that lies in `bytes`, which must outlive the handle.
    init(_ bytes: UnsafeRawBufferPointer, limits: ScanLimits) throws(DigitiseError) {
        let fault = UnsafeMutablePointer<fm_tiff_fault>.allocate(capacity: 1)
        unsafe fault.initialize(to: fm_tiff_fault())
        guard let base = bytes.baseAddress,
            let tiff = unsafe fm_tiff_client_open_memory(
                base.assumingMemoryBound(to: UInt8.self), bytes.count, limits.singleAllocation, false, fault)
                // One whose first directory libtiff refuses: what is wrong with it is said once it is gone to.
                ?? fm_tiff_client_open_memory(
                    base.assumingMemoryBound(to: UInt8.self), bytes.count, limits.singleAllocation, true,
                    fault)
        else {
            unsafe fault.deallocate()
            throw DigitiseError(.notAnImage)
        }
        unsafe self.tiff = tiff
        unsafe self.fault = fault
        unsafe self.bytes = bytes
    }

    deinit {
        unsafe fm_tiff_close(tiff)
        unsafe fault.deallocate()
    }

    /// Errors that libtiff has reported so far, and its warnings.
    var errors: Int { Int(unsafe fault.pointee.errors) }
    var warnings: Int { Int(unsafe fault.pointee.warnings) }
    /// The first of them, in libtiff's words.
    var detail: String { unsafe String(cString: fm_tiff_fault_message(fault)) }

    /// Forgets the words of earlier complaints, so that `detail` is of what follows.
    func clearDetail() { unsafe fault.pointee.message.0 = 0 }

    /// A tag of the selected directory as the file has it, where libtiff drops it: what is no number that the tag may
    /// have is 65,535.
    func rawShort(_ tag: Int32, _ otherwise: Int32, number: Int = 0) -> Int32 {
        guard let base = unsafe bytes.baseAddress else { return otherwise }
        return Int32(
            unsafe fm_tiff_raw_short(
                tiff, UInt16(tag), UInt64(number), UInt16(otherwise),
                base.assumingMemoryBound(to: UInt8.self), UInt64(length)))
    }

    /// How many values a tag of the selected directory has in the file; 0 where it is absent.
    func rawCount(_ tag: Int32) -> Int {
        guard let base = unsafe bytes.baseAddress else { return 0 }
        return Int(
            clamping: unsafe fm_tiff_raw_count(
                tiff, UInt16(tag), base.assumingMemoryBound(to: UInt8.self), UInt64(length)))
    }

    /// The only value of a tag of the selected directory; nil where the file has none, or several.
    func rawNumber(_ tag: Int32) -> Int? {
        var value: UInt64 = 0
        guard let base = unsafe bytes.baseAddress,
            unsafe fm_tiff_raw_number(
                tiff, UInt16(tag), base.assumingMemoryBound(to: UInt8.self), UInt64(length), &value)
        else { return nil }
        return Int(clamping: value)
    }

    /// Bytes of the file; nil where it does not have them.
    func part(at start: UInt64, _ count: UInt64) -> UnsafeRawBufferPointer? {
        guard start <= UInt64(length), count <= UInt64(length) - start else { return nil }
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<Int(start + count)])
    }

    /// Whether the current directory is a smaller version of another picture or a transparency mask, by either of the
    /// tags that say so. A value that neither tag defines says nothing.
    private var isSideImage: Bool {
        let kind = rawShort(TIFFTAG_SUBFILETYPE, 0)
        if kind != 0xFFFF, kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK) != 0 { return true }
        return rawShort(TIFFTAG_OSUBFILETYPE, 0) == OFILETYPE_REDUCEDIMAGE
    }

    /// The directories that are films, by their numbers from 0: smaller versions and masks are none, unless
    /// the file has nothing else. At most one more than the limit. A file whose chain of directories breaks
    /// off is damaged: how many pages it had, nobody knows.
    func pages(upTo limit: Int) throws(DigitiseError) -> [Int] {
        var films: [Int] = []
        var directory = 0
        guard unsafe TIFFSetDirectory(tiff, 0) == 1 else {
            throw undefinedTag ?? DigitiseError(.notAnImage, detail: detail)
        }
        while true {
            if !isSideImage { films.append(directory) }
            guard films.count <= limit, unsafe TIFFLastDirectory(tiff) == 0 else { break }
            directory += 1
            guard directory < Self.mostDirectories, unsafe TIFFReadDirectory(tiff) == 1 else {
                throw undefinedTag ?? DigitiseError(.truncated, detail: detail)
            }
        }
        return films.isEmpty ? Array(0...directory) : films
    }

    private static let mostDirectories = 65_535

    /// Goes to a directory, from 0.
    func select(_ directory: Int) throws(DigitiseError) {
        let guesses = unsafe fault.pointee.guessed_sizes
        clearDetail()
        defer { sizesAreGuessed = unsafe fault.pointee.guessed_sizes > guesses }
        guard unsafe TIFFSetDirectory(tiff, UInt32(clamping: directory)) == 1 else {
            throw DigitiseError(.pageMissing, detail: detail)
        }
        errorsBefore = errors
    }
}
