import CPixels
import Foundation

extension DetailMap {
    /// The map turned about its centre, in degrees; what comes from beyond the edge is the edge's value.
    func turned(by degrees: Float) -> DetailMap {
        let angle = Double(degrees) * .pi / 180
        let centre = (x: Double(width - 1) / 2, y: Double(height - 1) / 2)
        let map = AffineMap(xx: cos(angle), xy: -sin(angle), x: 0, yx: sin(angle), yy: cos(angle), y: 0)
        // Where each row begins, from the centre on.
        let starts = (0..<height).map { map.applied(x: -centre.x, y: Double($0) - centre.y) }
        let (across, down) = (starts.map(\.x), starts.map(\.y))
        let turned = unsafe [Float](unsafeUninitializedCapacity: values.count) { result, count in
            if let result = result.baseAddress {
                unsafe fmp_turn(values, width, height, map.xx, map.yx, across, down, result)
            }
            count = width * height
        }
        return DetailMap(width: width, height: height, values: turned)
    }
}
