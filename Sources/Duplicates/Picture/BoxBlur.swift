import CPixels

/// Smoothing of a picture's values by running sums: its cost does not grow with the radius. Beyond the edge
/// the outermost value goes on.
struct BoxBlur {
    let width: Int
    let height: Int

    /// Three boxes one after another, which is almost a Gaussian of variance `((2 × radius + 1)² - 1) / 4`: down
    /// the columns, and then along the rows as down the columns of the picture turned over.
    func blurred(_ values: [Float], radius: Int) -> [Float] {
        let turned = BoxBlur(width: height, height: width)
        return turned.blurredColumns(blurredColumns(values, radius: radius), radius: radius)
    }

    /// Blurs down the columns, and answers the picture with rows and columns exchanged.
    private func blurredColumns(_ values: [Float], radius: Int) -> [Float] {
        unsafe result(room: 32 * height + 16) { room, target in
            unsafe fmp_blur_columns(values, width, height, radius, room, target)
        }
    }

    /// Three pixels weighted 1, 2, 1, in both directions.
    func binomial(_ values: [Float]) -> [Float] {
        unsafe result(room: width) { room, target in
            unsafe fmp_binomial(values, width, height, room, target)
        }
    }

    private func result(
        room: Int,
        _ fill: (_ room: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>) -> Void
    ) -> [Float] {
        unsafe [Float](unsafeUninitializedCapacity: width * height) { target, count in
            guard let first = target.baseAddress else { return }
            unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: room) { room in
                if let room = room.baseAddress { unsafe fill(room, first) }
            }
            count = width * height
        }
    }
}
