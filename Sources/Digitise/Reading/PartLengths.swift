import FilmModel

/// How many bytes an uncompressed strip or tile needs, and what it says of the tags if it has more.
struct PartLengths {
    private let layout: SampleLayout
    private let width: Int
    private let rows: Int
    private let wholeRows: Int

    /// Of so many rows of a picture or tile; `wholeRows` are those of a strip that is not the last.
    init(_ layout: SampleLayout, width: Int, rows: Int, wholeRows: Int) {
        (self.layout, self.width, self.rows, self.wholeRows) = (layout, width, rows, wholeRows)
    }

    private var rowBytes: Int { layout.rowBytes(width) }
    var need: Int { rowBytes * rows }
    /// What it would need if it had all the rows of the others.
    var wholeNeed: Int { rowBytes * wholeRows }

    /// Boundaries to which writers fill their strips up, and rows too.
    private static let boundaries = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096]

    private static func filled(_ count: Int, to boundary: Int) -> Int {
        (count + boundary - 1) / boundary * boundary
    }

    /// Why a strip or tile of so many bytes is not what the tags say; nil where it is, or where it is filled up to the next
    /// boundary. One that is too short is the decoder's to refuse.
    func refusal(of stored: Int) -> DigitiseError? {
        guard stored > need else { return nil }
        let samples = width * layout.samplesInRow * rows
        let word = layout.bits < 8 ? 1 : 2
        if layout.bits != 8, layout.bits != 16,
            [samples, samples / rows * wholeRows].contains(stored / word),
            stored.isMultiple(of: word)
        {
            return DigitiseError(
                .pixelFormat,
                "the file holds \(layout.bits) bits unpacked in \(word * 8)-bit words, and declares them packed: the bits per sample are \(word * 8)"
            )
        }
        let isPaddedByRow = Self.boundaries.contains { boundary in
            let row = Self.filled(rowBytes, to: boundary)
            return rows > 1 && row > rowBytes
                && (stored == row * rows || stored == row * (rows - 1) + rowBytes)
        }
        if isPaddedByRow {
            return DigitiseError(
                .pixelFormat,
                "each row is filled up with \((stored - need) / rows) bytes, which TIFF does not allow")
        }
        guard !Self.boundaries.contains(where: { stored == Self.filled(need, to: $0) }) else { return nil }
        return DigitiseError(
            .truncated,
            "a strip or tile holds \(stored) bytes, and the pixels that the page declares need \(need): its length, width or bits are wrong"
        )
    }
}
