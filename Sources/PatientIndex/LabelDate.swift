import FilmModel

/// A birth date as labels have it: ISO, or day first with slashes, dots or hyphens.
enum LabelDate {
    static func read(_ text: String?) -> PartialDate? {
        guard let text = text?.nonEmpty else { return nil }
        if let date = PartialDate(text) { return date }
        let parts = text.split(whereSeparator: { "/.- ".contains($0) })
        guard parts.count == 3, parts[2].utf8.count == 4, (1...2).contains(parts[0].utf8.count),
            (1...2).contains(parts[1].utf8.count)
        else { return nil }
        func two(_ part: Substring) -> String { part.utf8.count == 1 ? "0\(part)" : String(part) }
        return PartialDate("\(parts[2])-\(two(parts[1]))-\(two(parts[0]))")
    }
}
