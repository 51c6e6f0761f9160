/// The six by six equations of a Gauss-Newton step, taken apart once.
struct NormalEquations {
    private let system: Cholesky

    /// From the slopes of a picture; nil where it has none to hold on to.
    init?(_ picture: DetailMap, _ slopeX: [Float], _ slopeY: [Float], _ weights: [Float]?) {
        let width = picture.width
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 6), count: 6)
        for y in 0..<picture.height {
            let down = (Double(y) - Double(picture.height) / 2) / Double(width)
            // Sums of xx, xy, yy slopes, each plain, times the column, times its square.
            var plain = SIMD4<Float>.zero
            var across = SIMD4<Float>.zero
            var square = SIMD4<Float>.zero
            unsafe slopeX.withUnsafeBufferPointer { slopeX in
                unsafe slopeY.withUnsafeBufferPointer { slopeY in
                    for x in 0..<width {
                        let place = y * width + x
                        let (gx, gy) = unsafe (slopeX[place], slopeY[place])
                        let weight = weights.map { $0[place] } ?? 1
                        let products = SIMD4(gx * gx, gx * gy, gy * gy, 0) * weight
                        let column = (Float(x) - Float(width) / 2) / Float(width)
                        plain += products
                        across += products * column
                        square += products * (column * column)
                    }
                }
            }
            for (block, index) in [(0, 0), (1, 1), (2, 2)] {
                let (row, column) = block == 0 ? (0, 0) : block == 1 ? (0, 3) : (3, 3)
                let (p, a, s) = (Double(plain[index]), Double(across[index]), Double(square[index]))
                let part = [
                    [s, a * down, a], [a * down, p * down * down, p * down], [a, p * down, p],
                ]
                for i in 0..<3 { for j in 0..<3 { matrix[row + i][column + j] += part[i][j] } }
            }
        }
        for i in 0..<3 { for j in 0..<3 { matrix[3 + j][i] = matrix[i][3 + j] } }
        let ridge = 1e-5 * Double(picture.values.count)
        for i in 0..<6 { matrix[i][i] += ridge }
        guard let system = Cholesky(matrix) else { return nil }
        self.system = system
    }

    func solution(_ right: [Double]) -> [Double] { system.solution(right) }
}
