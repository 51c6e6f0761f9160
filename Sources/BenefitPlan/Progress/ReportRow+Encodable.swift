import FilmModel

/// The keys of INTERFACES (JSON), and more beside them: every figure of ``Figure/all``, then what is no single
/// value. Whatever has no value is null and never left out.
extension ReportRow: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for figure in Figure.all where !figure.key.hasPrefix("forecast_p") {
            try container.encode(figure.value(self), forKey: Key(stringValue: figure.key))
        }
        try container.encode(forecast, forKey: Key(stringValue: "forecast"))
        try container.encode(forecast.note, forKey: Key(stringValue: "forecast_note"))
        try container.encode(throughput, forKey: Key(stringValue: "throughput"))
        try container.encode(yearEnd, forKey: Key(stringValue: "year_end"))
        try container.encode(figures.films, forKey: Key(stringValue: "films"))
        try container.encode(months, forKey: Key(stringValue: "months"))
    }
}
