/// A symmetric system of linear equations, taken apart once, to be solved for many right sides.
struct Cholesky {
    private let factor: [[Double]]

    /// Nil where the matrix is not positive definite.
    init?(_ matrix: [[Double]]) {
        var factor = matrix
        for i in matrix.indices {
            for j in 0...i {
                var sum = matrix[i][j]
                for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
                if i == j {
                    guard sum > 0 else { return nil }
                    factor[i][i] = sum.squareRoot()
                } else {
                    factor[i][j] = sum / factor[j][j]
                }
            }
        }
        self.factor = factor
    }

    func solution(_ right: [Double]) -> [Double] {
        var result = right
        let count = right.count
        for i in 0..<count {
            for j in 0..<i { result[i] -= factor[i][j] * result[j] }
            result[i] /= factor[i][i]
        }
        for i in (0..<count).reversed() {
            for j in i + 1..<max(i + 1, count) { result[i] -= factor[j][i] * result[j] }
            result[i] /= factor[i][i]
        }
        return result
    }
}
