/// Sums and greatest values over a small window around each pixel; beyond the edge there is nothing.
struct Window {
    let width: Int
    let height: Int

    /// Sums over `2 × reach + 1` pixels in both directions.
    func sums(_ values: [Float], reach: Int) -> [Float] { combined(values, reach: reach) { $0 + $1 } }

    /// The greatest of three by three values that are not less than 0.
    func most(_ values: [Float]) -> [Float] { combined(values, reach: 1) { max($0, $1) } }

    /// How steep the picture is at each pixel, a pixel's worth; 0 on its edges.
    func slopes(_ values: [Float]) -> [Float] {
        var slopes = [Float](repeating: 0, count: values.count)
        for y in 1..<max(1, height - 1) {
            for x in 1..<max(1, width - 1) {
                let place = y * width + x
                let across = 0.5 * (values[place + 1] - values[place - 1])
                let down = 0.5 * (values[place + width] - values[place - width])
                slopes[place] = (across * across + down * down).squareRoot()
            }
        }
        return slopes
    }

    /// Whole lines at a time: down, and then across.
    @inline(__always)
    private func combined(_ values: [Float], reach: Int, _ with: (Float, Float) -> Float) -> [Float] {
        var down = [Float](repeating: 0, count: values.count)
        var result = down
        unsafe values.withUnsafeBufferPointer { values in
            unsafe down.withUnsafeMutableBufferPointer { down in
                for y in 0..<height {
                    for near in max(0, y - reach)...min(height - 1, y + reach) {
                        let (line, from) = (y * width, near * width)
                        for x in 0..<width { unsafe down[line + x] = with(down[line + x], values[from + x]) }
                    }
                }
            }
        }
        unsafe down.withUnsafeBufferPointer { down in
            unsafe result.withUnsafeMutableBufferPointer { result in
                for y in 0..<height {
                    for shift in -reach...reach {
                        let line = y * width
                        for x in max(0, -shift)..<max(max(0, -shift), min(width, width - shift)) {
                            unsafe result[line + x] = with(result[line + x], down[line + x + shift])
                        }
                    }
                }
            }
        }
        return result
    }
}
