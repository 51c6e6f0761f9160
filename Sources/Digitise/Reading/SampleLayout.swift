/// How the samples of a page lie in its file, before they become the instance's.
struct SampleLayout: Sendable {
    /// Columns and rows as stored, before the orientation is applied.
    var width: Int
    var height: Int
    /// 1 to 16; below 8 and between 9 and 15 packed, high bit first, each row from a whole byte.
    var bits: Int
    /// Samples a pixel in the file: the colours, and an alpha channel where there is one.
    var samples: Int
    /// 1 or 3.
    var colours: Int
    /// Each sample in a plane of its own.
    var isPlanar = false
    var palette: Palette?
    var orientation = Orientation.upright
    /// The samples are differences to the pixel at the left, modulo 2^bits, which the codec leaves to us.
    var hasDifferences = false

    /// Whether the decoder can write where the pixels are to stand.
    var isDirect: Bool { (bits == 8 || bits == 16) && samples == colours && (!isPlanar || samples == 1) }

    var bitsAllocated: Int { bits <= 8 ? 8 : 16 }
    var samplesInRow: Int { isPlanar ? 1 : samples }

    /// Bytes of so many pixels of one row as the decoder gives them.
    func rowBytes(_ pixels: Int) -> Int { (pixels * samplesInRow * bits + 7) / 8 }

    /// Bytes of the page as the decoder gives it.
    var packedBytes: Int { rowBytes(width) * height * (isPlanar ? samples : 1) }

    /// Bytes of the colours, unpacked.
    var unpackedBytes: Int { width * height * colours * bitsAllocated / 8 }
}
