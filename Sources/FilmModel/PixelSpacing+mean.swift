extension PixelSpacing {
    /// The geometric mean of both distances, in millimetres.
    package var mean: Double { (row * column).squareRoot() }
}
