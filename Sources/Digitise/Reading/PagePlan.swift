import FilmModel

/// A page found fit to be decoded: what it becomes, and how it lies in its file.
struct PagePlan: Sendable {
    var header: PageHeader
    var layout: SampleLayout

    /// The header of a page that lies so. A palette counts as colours: that is the most it can become.
    init(
        _ layout: SampleLayout, photometric: PageHeader.Photometric, spacing: PixelSpacing?,
        exifSpacing: PixelSpacing? = nil
    ) {
        self.layout = layout
        let turned = layout.orientation.swapsSides
        func upright(_ spacing: PixelSpacing?) -> PixelSpacing? {
            turned ? spacing.flatMap { PixelSpacing(stated: $0.column, column: $0.row) } : spacing
        }
        header = PageHeader(
            width: turned ? layout.height : layout.width, height: turned ? layout.width : layout.height,
            bitsAllocated: layout.bitsAllocated, bitsPerSample: layout.palette == nil ? layout.bits : 8,
            samplesPerPixel: layout.palette == nil ? layout.colours : 3, photometric: photometric,
            spacing: upright(spacing ?? exifSpacing),
            exifSpacing: upright(spacing == nil ? nil : exifSpacing),
            loss: .none, significantBits: nil)
    }

    /// Rows and Columns are US (PS3.3 C.7.6.3), so no side exceeds 65,535; nor are there more than four
    /// samples. Within that no product below overflows.
    static func checkSides(_ layout: SampleLayout) throws(DigitiseError) {
        guard layout.width <= 65_535, layout.height <= 65_535 else {
            throw DigitiseError(
                .imageTooLarge,
                "the page declares \(layout.width) × \(layout.height) pixels; a side has 65,535 at most")
        }
        guard (1...4).contains(layout.samples) else {
            throw DigitiseError(
                .pixelFormat, "the pixels have \(layout.samples) samples, some of unknown meaning")
        }
    }

    /// Refuses a page that would decode to more than the limit allows.
    func check(_ limits: ScanLimits) throws(DigitiseError) {
        guard max(header.pixelBytes, layout.packedBytes) <= limits.decodedBytes else {
            throw DigitiseError(
                .imageTooLarge,
                "the page declares \(layout.width) × \(layout.height) pixels, more than the limit allows")
        }
    }
}
