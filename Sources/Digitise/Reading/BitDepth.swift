/// How many bits the samples of a page really have. Fewer than are allocated only where the manifest or the
/// file says so, and every value agrees.
struct BitDepth {
    /// Bits Stored (0028,0101).
    let bitsStored: Int
    /// By how many bits the values stand too high: some scanners put 12 bits at the top of 16.
    let shift: Int
    /// Whether fewer bits were declared than the values take.
    let isContradicted: Bool

    /// `declared` is the manifest's `bits_stored`.
    init(_ header: PageHeader, declared: Int?, range: PixelRange) {
        let declared = (declared.flatMap { (9..<16).contains($0) ? $0 : nil }) ?? header.significantBits
        guard header.bitsPerSample == 16, let bits = declared else {
            (bitsStored, shift, isContradicted) = (header.bitsPerSample, 0, false)
            return
        }
        let spare = 16 - bits
        if range.maximum < 1 << bits {
            (bitsStored, shift, isContradicted) = (bits, 0, false)
        } else if range.everSet & (1 << spare - 1) == 0 {
            (bitsStored, shift, isContradicted) = (bits, spare, false)
        } else {
            (bitsStored, shift, isContradicted) = (16, 0, true)
        }
    }
}
