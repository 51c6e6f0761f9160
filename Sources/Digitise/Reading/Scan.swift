package import DICOM
import FilmModel

/// One page of a scan, decoded: its header, its pixels, and what was found in them.
package struct Scan: ~Copyable {
    package let header: PageHeader
    package let pixels: PixelStore
    package let findings: PixelFindings

    /// Pages of a TIFF that lies in memory, and the header of the one that is meant, without decoding.
    ///
    /// `page` is from 1; nil means the only page, so a file of several is refused.
    package static func probe(
        _ bytes: UnsafeRawBufferPointer, page: Int?, limits: ScanLimits
    ) throws(DigitiseError) -> PageHeader {
        try unsafe open(bytes, page: page, limits: limits).header(limits: limits)
    }

    /// Reads one page of a TIFF that lies in memory.
    ///
    /// `declaredBits` is the manifest's `bits_stored`: 12 bits in 16 are only taken as 12 where the manifest
    /// says so and the data agree.
    package init(
        _ bytes: UnsafeRawBufferPointer, page: Int?, declaredBits: Int?, limits: ScanLimits
    ) throws(DigitiseError) {
        let tiff = try unsafe Self.open(bytes, page: page, limits: limits)
        let header = try tiff.header(limits: limits)
        let pixels = try Self.store(for: header)
        try tiff.decode(header, into: pixels)
        let findings = PixelFindings(pixels, header, declaredBits: declaredBits)
        guard !findings.isBlank else { throw DigitiseError(.blank) }
        self.header = header
        self.findings = findings
        self.pixels = pixels
    }

    private static func store(for header: PageHeader) throws(DigitiseError) -> PixelStore {
        do {
            return try PixelStore(bitsAllocated: header.bitsAllocated, pixelBytes: header.pixelBytes)
        } catch {
            throw DigitiseError(.internalFault, error.message, detail: error.detail)
        }
    }

    private static func open(
        _ bytes: UnsafeRawBufferPointer, page: Int?, limits: ScanLimits
    ) throws(DigitiseError) -> TIFFHandle {
        let tiff = try unsafe TIFFHandle(bytes, limits: limits)
        if let page {
            guard (1...limits.pages).contains(page) else { throw DigitiseError(.pageMissing) }
            try tiff.select(page: page)
        } else {
            guard try tiff.pageCount(upTo: 1) == 1 else { throw DigitiseError(.pageMissing) }
            try tiff.select(page: 1)
        }
        return tiff
    }

    /// How many pages a TIFF in memory has, at most one more than the limit.
    package static func pageCount(
        _ bytes: UnsafeRawBufferPointer, limits: ScanLimits
    ) throws(DigitiseError) -> Int {
        try unsafe TIFFHandle(bytes, limits: limits).pageCount(upTo: limits.pages)
    }
}
