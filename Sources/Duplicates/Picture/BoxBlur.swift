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

    /// Blurs down the columns, and answers the picture with rows and columns exchanged. Sixteen columns at a time
    /// fit into the processor's nearest cache through all three boxes, and their sums into its registers.
    private func blurredColumns(_ values: [Float], radius: Int) -> [Float] {
        var strip = [Strip](repeating: .zero, count: height)
        var other = strip
        return unsafe [Float](unsafeUninitializedCapacity: values.count) { target, count in
            for left in stride(from: 0, to: width, by: Strip.scalarCount) {
                let lanes = min(Strip.scalarCount, width - left)
                unsafe values.withUnsafeBytes { source in
                    for y in 0..<height {
                        let first = y * width + left
                        if lanes == Strip.scalarCount {
                            strip[y] = unsafe source.loadUnaligned(
                                fromByteOffset: first * MemoryLayout<Float>.stride, as: Strip.self)
                        } else {
                            for lane in 0..<lanes { strip[y][lane] = values[first + lane] }
                        }
                    }
                }
                Self.box(strip, into: &other, radius: radius)
                Self.box(other, into: &strip, radius: radius)
                Self.box(strip, into: &other, radius: radius)
                for lane in 0..<lanes {
                    let row = (left + lane) * height
                    for y in 0..<height { unsafe target[row + y] = other[y][lane] }
                }
            }
            count = values.count
        }
    }

    private typealias Strip = SIMD16<Float>

    private static func box(_ source: [Strip], into target: inout [Strip], radius: Int) {
        let share = 1 / Float(2 * radius + 1)
        let last = source.count - 1
        var sum = Strip.zero
        for offset in -radius...radius { sum += source[max(0, min(last, offset))] }
        for place in 0...last {
            target[place] = sum * share
            sum += source[min(last, place + radius + 1)] - source[max(0, place - radius)]
        }
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
}
