import CPixels

/// The whole scan with its borders, small and in its own grey values: what the details of equal contrast leave
/// out, such as contrast in vessels, the steps of a wedge, and a marker on the border.
package struct DensityPicture: Sendable, Hashable {
    /// A part of the picture, in its pixels, not whole ones.
    package struct Frame: Sendable, Hashable {
        package var left: Double
        package var top: Double
        package var width: Double
        package var height: Double

        package init(
            left: Double, top: Double, width: Double, height: Double
        ) {
            self.left = left
            self.top = top
            self.width = width
            self.height = height
        }
    }

    package let width: Int
    package let height: Int
    /// Row by row, from the darkest value of the picture (0) to the brightest (255).
    package let bytes: [UInt8]
    /// What the canonical picture's details show: the scan without its borders.
    package let frame: Frame

    static let side = 180
    /// What is no brighter is black in a line between pictures; of such a line one pixel in fifty may be brighter.
    private static let dark: UInt8 = 12
    private static let fewestBright = 50

    /// From a scan at this size, and the part of the scan that is left without borders.
    init(_ reduced: GreyPicture, showing box: GreyPicture.Box, of picture: GreyPicture) {
        width = reduced.width
        height = reduced.height
        let across = Double(reduced.width) / Double(picture.width)
        let down = Double(reduced.height) / Double(picture.height)
        frame = Frame(
            left: Double(box.left) * across, top: Double(box.top) * down, width: Double(box.width) * across,
            height: Double(box.height) * down)
        var (low, high): (Float, Float) = (0, 1)
        let values = reduced.values
        unsafe fmp_range(values, values.count, &low, &high)
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: values.count) { bytes, count in
            if let bytes = bytes.baseAddress {
                unsafe fmp_bytes(values, values.count, low, 255 / max(high - low, 1e-6), bytes)
            }
            count = values.count
        }
    }

    /// Nil where the bytes are not as many as the size needs, or the frame is none.
    package init?(width: Int, height: Int, bytes: [UInt8], frame: Frame) {
        guard width > 1, height > 1, bytes.count == width * height, frame.width > 0, frame.height > 0
        else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
        self.frame = frame
    }

    /// Values of 0 to 1.
    var unpacked: DetailMap {
        DetailMap(width: width, height: height, values: bytes.map { Float($0) / 255 })
    }

    /// Whether it is a sheet of several pictures: black lines within it, along both sides.
    var isSheet: Bool {
        func hasGap(_ lines: Int, _ count: Int, _ value: (Int, Int) -> UInt8) -> Bool {
            let isDark = (0..<lines).map { line in
                (0..<count).count { value(line, $0) > Self.dark } * Self.fewestBright <= count
            }
            guard let first = isDark.firstIndex(of: false), let last = isDark.lastIndex(of: false) else {
                return false
            }
            return isDark[first...last].contains(true)
        }
        return hasGap(height, width) { bytes[$0 * width + $1] }
            && hasGap(width, height) { bytes[$1 * width + $0] }
    }

    /// From the pixels of the fine details to those of this picture.
    func place(of fine: PackedMap) -> AffineMap {
        let (across, down) = (frame.width / Double(fine.width), frame.height / Double(fine.height))
        return AffineMap(
            xx: across, xy: 0, x: frame.left + 0.5 * across - 0.5, yx: 0, yy: down,
            y: frame.top + 0.5 * down - 0.5)
    }

    /// How far within the frame a place lies, in pixels; less than 0 outside. Sides of the scan are no edges.
    func depth(x: Double, y: Double) -> Double {
        var depth = Double.infinity
        if frame.left > 0.01 { depth = min(depth, x + 0.5 - frame.left) }
        if frame.top > 0.01 { depth = min(depth, y + 0.5 - frame.top) }
        let (right, bottom) = (frame.left + frame.width, frame.top + frame.height)
        if right < Double(width) - 0.01 { depth = min(depth, right - x - 0.5) }
        if bottom < Double(height) - 0.01 { depth = min(depth, bottom - y - 0.5) }
        return depth
    }
}
