import DICOM

/// How many bits the samples of a page really have. Fewer than are allocated only where the manifest or the
/// file says so, and every value agrees.
struct BitDepth {
    /// Bits Stored (0028,0101).
    let bitsStored: Int
    /// By how many bits the values stand too high: some scanners put 12 bits at the top of 16, and some programs
    /// stretch them over 16.
    private(set) var shift = 0
    /// Whether fewer bits were declared than the values take.
    private(set) var isContradicted = false
    /// The bits that a scanner would have for such values, 8, 10, 12 or 14, where nobody says how many of the 16 they are.
    private(set) var undeclared: Int?

    /// The bits that are declared, where what is drawn around the film takes more, and the film itself does not.
    private var ofFilm: Int?

    /// `declared` is the manifest's `bits_stored`; `sample` is of the pixels as they are in the file.
    init(
        _ header: PageHeader, declared: Int?, range: PixelRange, sample: GreySample,
        pixels: borrowing PixelStore
    ) {
        let spoken = declared.flatMap { (8..<16).contains($0) ? $0 : nil } ?? header.significantBits
        guard header.bitsPerSample == 16, let bits = spoken else {
            bitsStored = header.bitsPerSample
            guard bitsStored == 16, declared != 16 else { return }
            let largest = sample.hasOutliers ? sample.quantile(0.999) : range.maximum
            // Half of what 8 bits hold is the noise of an empty scan.
            if largest >= 128 { undeclared = [8, 10, 12, 14].first { largest < 1 << $0 } }
            return
        }
        let spare = 16 - bits
        if range.maximum < 1 << bits {
            bitsStored = bits
        } else if range.everSet & (1 << spare - 1) == 0
            || StretchedSamples.fill(pixels, header, bits: bits)
        {
            (bitsStored, shift) = (bits, spare)
        } else {
            (bitsStored, isContradicted) = (16, true)
            if sample.hasOutliers, sample.quantile(0.999) < 1 << bits { ofFilm = bits }
        }
    }

    /// The bits of which the picture's range is a part.
    var shown: Int { undeclared ?? ofFilm ?? bitsStored }
}
