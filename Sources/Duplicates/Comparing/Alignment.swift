/// Makes the place of one picture on another exact: Gauss-Newton steps on the difference of the details,
/// with a map that may turn, shift, scale and shear (inverse compositional, so that slopes are taken once).
struct Alignment {
    private let template: DetailMap
    private let slopeX: [Float]
    private let slopeY: [Float]

    init(_ template: DetailMap) {
        self.template = template
        let width = template.width
        let height = template.height
        var slopeX = [Float](repeating: 0, count: template.values.count)
        var slopeY = slopeX
        unsafe template.values.withUnsafeBufferPointer { values in
            unsafe slopeX.withUnsafeMutableBufferPointer { slopeX in
                unsafe slopeY.withUnsafeMutableBufferPointer { slopeY in
                    for y in 1..<max(1, height - 1) {
                        for x in 1..<max(1, width - 1) {
                            let place = y * width + x
                            unsafe slopeX[place] = 0.5 * (values[place + 1] - values[place - 1])
                            unsafe slopeY[place] = 0.5 * (values[place + width] - values[place - width])
                        }
                    }
                }
            }
        }
        self.slopeX = slopeX
        self.slopeY = slopeY
    }

    /// Refines a map from the template to another picture. `weights` has one value a pixel of the template.
    func refined(
        _ start: AffineMap, on other: DetailMap, isNegative: Bool, steps: Int, weights: [Float]? = nil
    ) -> AffineMap {
        guard let normal = NormalEquations(template, slopeX, slopeY, weights) else { return start }
        let sign: Float = isNegative ? -1 : 1
        var map = start
        var gain: Float = sign
        for _ in 0..<steps {
            let pass = pass(map, other, gain: gain, weights)
            guard pass.pixels * 10 >= template.values.count * 3 else { return map }
            gain = sign * max(0.05, pass.otherEnergy > 0 ? (pass.product / pass.otherEnergy).magnitude : 1)
            let step = normal.solution(pass.right)
            guard let next = Self.composed(map, step, template.width, template.height) else { return map }
            map = next
            let reach = max(
                step[2].magnitude + (step[0].magnitude + step[1].magnitude) / 2,
                step[5].magnitude + (step[3].magnitude + step[4].magnitude) / 2)
            if reach < 0.01 { break }
        }
        return map
    }

    private struct Pass {
        var right = [Double](repeating: 0, count: 6)
        var product: Float = 0
        var otherEnergy: Float = 0
        var pixels = 0
    }

    /// One look at the difference: its product with each of the six slopes.
    private func pass(_ map: AffineMap, _ other: DetailMap, gain: Float, _ weights: [Float]?) -> Pass {
        let width = template.width
        var pass = Pass()
        var line = [Float](repeating: 0, count: width)
        unsafe template.values.withUnsafeBufferPointer { values in
            unsafe slopeX.withUnsafeBufferPointer { slopeX in
                unsafe slopeY.withUnsafeBufferPointer { slopeY in
                    for y in 0..<template.height {
                        let range = other.sampleRow(map, y: y, into: &line)
                        guard !range.isEmpty else { continue }
                        pass.pixels += range.count
                        let start = y * width
                        let down = (Float(y) - Float(template.height) / 2) / Float(width)
                        var sums = SIMD8<Float>.zero
                        for x in range {
                            let place = start + x
                            let sample = line[x]
                            let weight = weights.map { $0[place] } ?? 1
                            let own = unsafe values[place]
                            let difference = weight * (gain * sample - own)
                            let across = (Float(x) - Float(width) / 2) / Float(width)
                            let gx = unsafe slopeX[place] * difference
                            let gy = unsafe slopeY[place] * difference
                            sums += SIMD8(
                                gx * across, gx, gy * across, gy, weight * own * sample,
                                weight * sample * sample, 0, 0)
                        }
                        pass.right[0] += Double(sums[0])
                        pass.right[1] += Double(sums[1] * down)
                        pass.right[2] += Double(sums[1])
                        pass.right[3] += Double(sums[2])
                        pass.right[4] += Double(sums[3] * down)
                        pass.right[5] += Double(sums[3])
                        pass.product += sums[4]
                        pass.otherEnergy += sums[5]
                    }
                }
            }
        }
        return pass
    }

    /// The map after the template's own pixels were moved back by a step.
    private static func composed(_ map: AffineMap, _ step: [Double], _ width: Int, _ height: Int)
        -> AffineMap?
    {
        let size = Double(width)
        let move = AffineMap(
            xx: 1 + step[0] / size, xy: step[1] / size, x: step[2], yx: step[3] / size,
            yy: 1 + step[4] / size, y: step[5])
        let centre = (x: size / 2, y: Double(height) / 2)
        let around = AffineMap.shift(x: centre.x, y: centre.y).after(move)
            .after(.shift(x: -centre.x, y: -centre.y))
        return around.inverse.map { map.after($0) }
    }
}
