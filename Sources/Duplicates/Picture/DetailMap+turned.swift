import Foundation

extension DetailMap {
    /// The map turned about its centre, in degrees; what comes from beyond the edge is the edge's value.
    func turned(by degrees: Float) -> DetailMap {
        let angle = Double(degrees) * .pi / 180
        let centre = (x: Double(width - 1) / 2, y: Double(height - 1) / 2)
        let map = AffineMap(xx: cos(angle), xy: -sin(angle), x: 0, yx: sin(angle), yy: cos(angle), y: 0)
        var result = [Float](repeating: 0, count: values.count)
        for y in 0..<height {
            for x in 0..<width {
                let place = map.applied(x: Double(x) - centre.x, y: Double(y) - centre.y)
                result[y * width + x] = sample(x: Float(place.x + centre.x), y: Float(place.y + centre.y))
            }
        }
        return DetailMap(width: width, height: height, values: result)
    }

    /// The value at a place, linear between pixels; beyond the edge that of the edge.
    func sample(x: Float, y: Float) -> Float {
        let px = max(0, min(Float(width - 1), x))
        let py = max(0, min(Float(height - 1), y))
        let left = min(Int(px), max(0, width - 2))
        let top = min(Int(py), max(0, height - 2))
        let right = min(left + 1, width - 1)
        let bottom = min(top + 1, height - 1)
        let fx = px - Float(left)
        let fy = py - Float(top)
        let upper = values[top * width + left] * (1 - fx) + values[top * width + right] * fx
        let lower = values[bottom * width + left] * (1 - fx) + values[bottom * width + right] * fx
        return upper * (1 - fy) + lower * fy
    }
}
