/// Films by week, and how far the weeks lie apart.
package struct Throughput: Sendable, Hashable {
    package let weeks: [FilmWeek]

    package init(_ weeks: [FilmWeek]) { self.weeks = weeks }

    private var sorted: [Int] { weeks.map(\.films).sorted() }

    /// Nil where no whole week is measured.
    package var mean: Double? {
        weeks.isEmpty ? nil : Double(weeks.reduce(0) { $0 + $1.films }) / Double(weeks.count)
    }

    package var median: Double? {
        let sorted = sorted
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? Double(sorted[middle - 1] + sorted[middle]) / 2 : Double(sorted[middle])
    }

    package var least: Int? { sorted.first }
    package var most: Int? { sorted.last }

    /// Of the weeks as a sample; nil for fewer than two.
    package var standardDeviation: Double? {
        guard let mean, weeks.count > 1 else { return nil }
        let squares = weeks.reduce(0) { $0 + (Double($1.films) - mean) * (Double($1.films) - mean) }
        return (squares / Double(weeks.count - 1)).squareRoot()
    }
}

extension Throughput: Encodable {
    enum CodingKeys: String, CodingKey {
        case weeks, mean, median, least, most
        case standardDeviation = "standard_deviation"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(weeks, forKey: .weeks)
        try container.encode(mean, forKey: .mean)
        try container.encode(median, forKey: .median)
        try container.encode(least, forKey: .least)
        try container.encode(most, forKey: .most)
        try container.encode(standardDeviation, forKey: .standardDeviation)
    }
}
