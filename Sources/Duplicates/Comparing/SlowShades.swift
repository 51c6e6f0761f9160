/// What two scanners differ by smoothly over the film: lamps that shine less at the edges, a slope of the ground.
/// A second-order surface for the value itself and one for what it is multiplied by, fitted so that places where
/// the pictures differ don't pull at it.
struct SlowShades {
    private let factors: Terms
    /// Where the shades were seen: beyond, they are taken to go on as they are there.
    private let across: ClosedRange<Float>
    private let down: ClosedRange<Float>
    private let values: ClosedRange<Float>

    private static let terms = 12
    private static let rounds = 3
    private static let mostPixels = 1000

    /// `residual` is what is left at a place whose predicted value is `value`; nil where nothing can be fitted.
    init?(_ places: [(x: Float, y: Float, value: Float, residual: Float)]) {
        let step = max(1, places.count / Self.mostPixels)
        let chosen = stride(from: step / 2, to: places.count, by: step).map { places[$0] }
        let rows = chosen.map { Self.terms(x: $0.x, y: $0.y, value: $0.value) }
        var weights = [Float](repeating: 1, count: chosen.count)
        var factors = Terms.zero
        for _ in 0..<Self.rounds {
            guard let found = Self.fitted(rows, chosen.map(\.residual), weights) else { return nil }
            factors = found
            let rest = zip(chosen, rows).map { ($0.residual - ($1 * found).sum()).magnitude }
            let scale = 1.4826 * rest.sorted()[rest.count / 2] + 0.002
            weights = rest.map { 1 / (1 + ($0 / (2 * scale)) * ($0 / (2 * scale))) }
        }
        self.factors = factors
        func range(_ values: [Float]) -> ClosedRange<Float> { (values.min() ?? 0)...(values.max() ?? 0) }
        across = range(chosen.map(\.x))
        down = range(chosen.map(\.y))
        values = range(chosen.map(\.value))
    }

    /// What the shades add at a place, -1 to 1 in both directions.
    func callAsFunction(x: Float, y: Float, value: Float) -> Float {
        func within(_ value: Float, _ range: ClosedRange<Float>) -> Float {
            max(range.lowerBound, min(range.upperBound, value))
        }
        let terms = Self.terms(x: within(x, across), y: within(y, down), value: within(value, values))
        return (terms * factors).sum()
    }

    private typealias Terms = SIMD16<Float>

    private static func terms(x: Float, y: Float, value: Float) -> Terms {
        let surface = SIMD8<Float>(1, x, y, x * x, x * y, y * y, 0, 0)
        return Terms(lowHalf: surface, highHalf: surface * value)
    }

    /// The twelve places of the sixteen that are in use.
    private static let places = [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13]

    private static func fitted(_ rows: [Terms], _ wanted: [Float], _ weights: [Float]) -> Terms? {
        guard rows.count > 4 * terms else { return nil }
        // Sixteen products at a time; a thousand pixels lose nothing that matters in single precision.
        var products = [Terms](repeating: .zero, count: terms)
        var right = Terms.zero
        for (number, row) in rows.enumerated() {
            let weighted = row * weights[number]
            for (line, place) in places.enumerated() { products[line] += weighted * row[place] }
            right += weighted * wanted[number]
        }
        let matrix = products.enumerated().map { line, product in
            places.enumerated().map { column, place in
                Double(product[place]) + (line == column ? 1e-4 * Double(rows.count) : 0)
            }
        }
        guard let found = Cholesky(matrix)?.solution(places.map { Double(right[$0]) }) else { return nil }
        var factors = Terms.zero
        for (place, factor) in zip(places, found) { factors[place] = Float(factor) }
        return factors
    }
}
