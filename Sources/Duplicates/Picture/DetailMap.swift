/// What a picture shows between two sizes of detail, brought to equal contrast everywhere: brightness,
/// gamma, window and the film's slow shades are gone; edges and texture are left. Values lie in -2.8 … 2.8,
/// in steps of 0.4, so that four bits keep each; a flat area is 0.
package struct DetailMap: Sendable, Hashable {
    let width: Int
    let height: Int
    let values: [Float]

    static let step: Float = 0.4
    static let most: Float = 7

    init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height, "a map of another size")
        self.width = width
        self.height = height
        self.values = values
    }

    /// Takes the details of a picture: smoothed `smoothing` times over three pixels, less the average over
    /// a neighbourhood (three boxes of `2 × radius + 1`), divided by the contrast in that neighbourhood.
    init(_ picture: GreyPicture, smoothing: Int, radius: Int) {
        let width = picture.width
        let height = picture.height
        let blur = BoxBlur(width: width, height: height)
        let average = blur.blurred(picture.values, radius: radius)
        let smooth = (0..<smoothing).reduce(picture.values) { values, _ in blur.binomial(values) }
        var details = smooth
        var squares = average
        unsafe details.withUnsafeMutableBufferPointer { details in
            unsafe squares.withUnsafeMutableBufferPointer { squares in
                for place in details.indices {
                    let value = unsafe details[place] - squares[place]
                    unsafe details[place] = value
                    unsafe squares[place] = value * value
                }
            }
        }
        let energy = blur.blurred(squares, radius: radius)
        let total = Self.sum(energy)
        // A quarter of the picture's own contrast is added, so that noise in flat areas stays small.
        let floor = 0.25 * (total / Float(energy.count)).squareRoot() + 1e-5
        Self.equalise(&details, energy, floor: floor)
        self.init(width: width, height: height, values: details)
    }

    /// Eight sums side by side: one waits for itself at every step.
    private static func sum(_ values: [Float]) -> Float {
        var sums = SIMD8<Float>.zero
        unsafe values.withUnsafeBufferPointer { values in
            let whole = values.count / 8 * 8
            for start in stride(from: 0, to: whole, by: 8) {
                for lane in 0..<8 { unsafe sums[lane] += values[start + lane] }
            }
            for place in whole..<values.count { unsafe sums[0] += values[place] }
        }
        return sums.sum()
    }

    /// Divides details by the contrast around them, and rounds them to steps; eight at a time.
    private static func equalise(_ details: inout [Float], _ energy: [Float], floor: Float) {
        typealias Eight = SIMD8<Float>
        func equal(_ value: Eight, _ energy: Eight) -> Eight {
            let contrast = pointwiseMax(energy, .zero).squareRoot() + floor
            let share = pointwiseMin(
                pointwiseMax(value / (contrast * step), Eight(repeating: -most)), Eight(repeating: most))
            // To the nearest whole number. Adding and taking off 2 to the power of 23 leaves none but whole
            // numbers; where that went up, it is one too many.
            let above = share + 8.5
            let whole = (above + 8_388_608) - 8_388_608
            return (whole.replacing(with: whole - 1, where: whole .> above) - 8) * step
        }
        let count = details.count
        unsafe energy.withUnsafeBufferPointer { energy in
            unsafe details.withUnsafeMutableBufferPointer { details in
                for start in stride(from: 0, to: count, by: 8) {
                    let own = min(8, count - start)
                    var (value, around) = (Eight.zero, Eight.zero)
                    if own == 8 {
                        for lane in 0..<8 {
                            unsafe value[lane] = details[start + lane]
                            unsafe around[lane] = energy[start + lane]
                        }
                        let result = equal(value, around)
                        for lane in 0..<8 { unsafe details[start + lane] = result[lane] }
                    } else {
                        for lane in 0..<own {
                            unsafe value[lane] = details[start + lane]
                            unsafe around[lane] = energy[start + lane]
                        }
                        let result = equal(value, around)
                        for lane in 0..<own { unsafe details[start + lane] = result[lane] }
                    }
                }
            }
        }
    }
}
