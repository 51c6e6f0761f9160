import Foundation

extension DetailMap {
    /// The map turned about its centre, in degrees; what comes from beyond the edge is the edge's value.
    func turned(by degrees: Float) -> DetailMap {
        let angle = Double(degrees) * .pi / 180
        let centre = (x: Double(width - 1) / 2, y: Double(height - 1) / 2)
        let map = AffineMap(xx: cos(angle), xy: -sin(angle), x: 0, yx: sin(angle), yy: cos(angle), y: 0)
        let turned = unsafe [Float](unsafeUninitializedCapacity: values.count) { result, count in
            unsafe values.withUnsafeBufferPointer { source in
                for y in 0..<height {
                    let start = map.applied(x: -centre.x, y: Double(y) - centre.y)
                    for x in 0..<width {
                        let px = Float(start.x + map.xx * Double(x) + centre.x)
                        let py = Float(start.y + map.yx * Double(x) + centre.y)
                        unsafe result[y * width + x] = sample(source, x: px, y: py)
                    }
                }
            }
            count = width * height
        }
        return DetailMap(width: width, height: height, values: turned)
    }

    /// The value at a place, linear between pixels; beyond the edge that of the edge.
    @inline(__always)
    private func sample(_ source: UnsafeBufferPointer<Float>, x: Float, y: Float) -> Float {
        let px = max(0, min(Float(width - 1), x))
        let py = max(0, min(Float(height - 1), y))
        let (left, top) = (min(Int(px), max(0, width - 2)), min(Int(py), max(0, height - 2)))
        let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
        let (fx, fy) = (px - Float(left), py - Float(top))
        let (a, b) = unsafe (source[top * width + left], source[top * width + right])
        let (c, d) = unsafe (source[bottom * width + left], source[bottom * width + right])
        let upper = a + (b - a) * fx
        return upper + (c + (d - c) * fx - upper) * fy
    }
}
