import CPixels

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
        unsafe fmp_details(smooth, average, smooth.count, &details, &squares)
        let energy = blur.blurred(squares, radius: radius)
        let total = Self.sum(energy)
        // A quarter of the picture's own contrast is added, so that noise in flat areas stays small.
        let floor = 0.25 * (total / Float(energy.count)).squareRoot() + 1e-5
        unsafe fmp_equalise(&details, energy, energy.count, floor, Self.step, Self.most)
        self.init(width: width, height: height, values: details)
    }

    /// Eight sums side by side: one waits for itself at every step.
    private static func sum(_ values: [Float]) -> Float {
        var sums = [Float](repeating: 0, count: 8)
        unsafe fmp_sum(values, values.count, &sums)
        return sums.reduce(-0.0, +)
    }
}
