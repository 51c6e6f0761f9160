/// Smoothing of a picture's values by running sums: its cost does not grow with the radius. Beyond the edge
/// the outermost value goes on.
struct BoxBlur {
    let width: Int
    let height: Int

    /// Three boxes one after another, which is almost a Gaussian of variance `((2 × radius + 1)² - 1) / 4`.
    func blurred(_ values: [Float], radius: Int) -> [Float] {
        var result = values
        var other = values
        for _ in 0..<3 {
            vertical(result, into: &other, radius: radius)
            horizontal(other, into: &result, radius: radius)
        }
        return result
    }

    /// Three pixels weighted 1, 2, 1, in both directions.
    func binomial(_ values: [Float]) -> [Float] {
        var rows = values
        var result = values
        unsafe values.withUnsafeBufferPointer { source in
            unsafe rows.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    let above = max(0, y - 1) * width
                    let here = y * width
                    let below = min(height - 1, y + 1) * width
                    for x in 0..<width {
                        unsafe target[here + x] =
                            0.25 * (source[above + x] + source[below + x]) + 0.5 * source[here + x]
                    }
                }
            }
        }
        guard width > 1 else { return rows }
        unsafe rows.withUnsafeBufferPointer { source in
            unsafe result.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    let line = y * width
                    let last = line + width - 1
                    unsafe target[line] = 0.75 * source[line] + 0.25 * source[line + 1]
                    for x in line + 1..<max(line + 1, last) {
                        unsafe target[x] = 0.25 * (source[x - 1] + source[x + 1]) + 0.5 * source[x]
                    }
                    unsafe target[last] = 0.75 * source[last] + 0.25 * source[last - 1]
                }
            }
        }
        return result
    }

    private func vertical(_ values: [Float], into result: inout [Float], radius: Int) {
        let share = 1 / Float(2 * radius + 1)
        var sums = [Float](repeating: 0, count: width)
        unsafe values.withUnsafeBufferPointer { source in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                unsafe result.withUnsafeMutableBufferPointer { target in
                    for offset in -radius...radius {
                        let line = max(0, min(height - 1, offset)) * width
                        for x in 0..<width { unsafe sums[x] += source[line + x] }
                    }
                    for y in 0..<height {
                        let here = y * width
                        let leaving = max(0, y - radius) * width
                        let coming = min(height - 1, y + radius + 1) * width
                        for x in 0..<width {
                            unsafe target[here + x] = sums[x] * share
                            unsafe sums[x] += source[coming + x] - source[leaving + x]
                        }
                    }
                }
            }
        }
    }

    /// Four rows at a time: a running sum waits for itself, so several go side by side.
    private func horizontal(_ values: [Float], into result: inout [Float], radius: Int) {
        let share = 1 / Float(2 * radius + 1)
        let last = width - 1
        unsafe values.withUnsafeBufferPointer { source in
            unsafe result.withUnsafeMutableBufferPointer { target in
                for top in stride(from: 0, to: height, by: 4) {
                    // At the bottom the last row stands in for those that there are not.
                    let line =
                        SIMD4<Int>(0, 1, 2, 3).clamped(
                            lowerBound: .zero, upperBound: SIMD4(repeating: height - 1 - top)) &* width &+ top
                        * width
                    func column(_ x: Int) -> SIMD4<Float> {
                        unsafe SIMD4(
                            source[line[0] + x], source[line[1] + x], source[line[2] + x], source[line[3] + x]
                        )
                    }
                    var sum = SIMD4<Float>.zero
                    for offset in -radius...radius { sum += column(max(0, min(last, offset))) }
                    for x in 0..<width {
                        let value = sum * share
                        unsafe target[line[0] + x] = value[0]
                        unsafe target[line[1] + x] = value[1]
                        unsafe target[line[2] + x] = value[2]
                        unsafe target[line[3] + x] = value[3]
                        sum += column(min(last, x + radius + 1)) - column(max(0, x - radius))
                    }
                }
            }
        }
    }
}
