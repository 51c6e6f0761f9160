import DICOM

/// Where the first row and column of the stored picture lie (TIFF 6.0 Orientation, tag 274; Exif the same).
enum Orientation: Int, Sendable {
    case upright = 1
    case mirrored, turned180, flipped, transposed, turned90, transverse, turned270

    /// What a file states; nil where the value is none that is defined: then nobody knows which way is up.
    init?(stated value: Int32) { self.init(rawValue: Int(value)) }

    /// Whether rows become columns.
    var swapsSides: Bool { rawValue >= 5 }

    /// The upright picture of `store`, which has `width` × `height` pixels of `pixelBytes` bytes.
    func upright(
        _ store: borrowing PixelStore, width: Int, height: Int, pixelBytes: Int
    ) throws(DICOMError) -> PixelStore {
        let target = try PixelStore(bitsAllocated: 8, pixelBytes: width * height * pixelBytes)
        let isWide = swapsSides
        unsafe store.withBytes { from in
            unsafe target.withMutableBytes { to in
                for y in 0..<height {
                    for x in 0..<width {
                        let (column, row) = place(x, y, width, height)
                        let source = (y * width + x) * pixelBytes
                        let destination = (row * (isWide ? height : width) + column) * pixelBytes
                        for byte in 0..<pixelBytes {
                            unsafe to[destination + byte] = from[source + byte]
                        }
                    }
                }
            }
        }
        return target
    }

    /// Where the stored pixel stands in the upright picture: column and row.
    private func place(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> (Int, Int) {
        switch self {
        case .upright: (x, y)
        case .mirrored: (width - 1 - x, y)
        case .turned180: (width - 1 - x, height - 1 - y)
        case .flipped: (x, height - 1 - y)
        case .transposed: (y, x)
        case .turned90: (height - 1 - y, x)
        case .transverse: (height - 1 - y, width - 1 - x)
        case .turned270: (y, width - 1 - x)
        }
    }
}
