package import DICOM
package import FilmModel

/// One page of a scan, decoded: its header, its pixels, and what was found in them.
package struct Scan: ~Copyable {
    package let header: PageHeader
    package let pixels: PixelStore
    package let findings: PixelFindings
    /// What the checks measured and remarked.
    package let report: ScanReport

    /// The header of one page of a scan that lies in memory, without decoding: the most that it can become.
    ///
    /// `page` is from 1; nil means the only page, so a file of several is refused.
    package static func probe(
        _ bytes: UnsafeRawBufferPointer, page: Int?, limits: ScanLimits
    ) throws(DigitiseError) -> PageHeader {
        let file = try unsafe ScanFile(bytes, limits: limits)
        try file.select(page: page, limits: limits)
        return try file.plan(limits).header
    }

    /// Reads one page of a scan that lies in memory.
    ///
    /// `declaredBits` is the manifest's `bits_stored`: 12 bits in 16 are only taken as 12 where the manifest
    /// or the file says so and the data agree. `declaredSpacing` is the manifest's too: it counts where the file states
    /// no resolution that can be believed.
    package init(
        _ bytes: UnsafeRawBufferPointer, page: Int?, declaredBits: Int?, declaredSpacing: PixelSpacing? = nil,
        limits: ScanLimits, thresholds: ScanThresholds = ScanThresholds()
    ) throws(DigitiseError) {
        let file = try unsafe ScanFile(bytes, limits: limits)
        try file.select(page: page, limits: limits)
        var decoded = try DecodedPage.decode(file, try file.plan(limits))
        let range = PixelRange(decoded.pixels, decoded.header)
        guard range.minimum != range.maximum else { throw DigitiseError(.blank) }
        var sample = GreySample(decoded.pixels, decoded.header, bits: decoded.header.bitsPerSample)
        let depth = BitDepth(
            decoded.header, declared: declaredBits, range: range, sample: sample, pixels: decoded.pixels)
        if depth.shift > 0 {
            decoded.shift(by: depth.shift)
            sample = GreySample(decoded.pixels, decoded.header, bits: depth.bitsStored)
        }
        var header = decoded.header
        let spacing = StatedSpacing(header, row: declaredSpacing, thresholds)
        header.spacing = spacing.believed
        let extremes = range.minimum >> depth.shift...range.maximum >> depth.shift
        let shown = sample.window(bits: depth.shown, extremes)
        let picture = SmallPicture(decoded.pixels, header, shown: shown)
        let ground = ScannerGround(picture)
        var report = ScanReport(sample, header, depth, ground, spacing)
        report.judge(header, depth, thresholds, spacing)
        self.header = header
        self.report = report
        findings = PixelFindings(decoded.pixels, header, range, depth, window: shown)
        pixels = decoded.taken()
    }

    /// How many pages a scan in memory has, at most one more than the limit.
    package static func pageCount(
        _ bytes: UnsafeRawBufferPointer, limits: ScanLimits
    ) throws(DigitiseError) -> Int {
        try unsafe ScanFile(bytes, limits: limits).pageCount(upTo: limits.pages)
    }
}
