/// The distance between pixel centres in the film plane, in millimetres, row spacing first
/// (Nominal Scanned Pixel Spacing, PS3.3 10.7.1.3). Never a claim about the patient.
package struct PixelSpacing: Sendable, Codable, Hashable {
    package let row: Double
    package let column: Double

    /// Nil unless both are finite and between a micrometre and ten centimetres.
    package init?(row: Double, column: Double) {
        let sane = 0.001...100.0
        guard sane.contains(row), sane.contains(column) else { return nil }
        self.row = row
        self.column = column
    }

    /// What a file states, however large or small: nil only where it is no length at all. The checks say what can't be true.
    package init?(stated row: Double, column: Double) {
        guard row.isFinite, column.isFinite, row > 0, column > 0 else { return nil }
        self.row = row
        self.column = column
    }

    /// Reads the manifest's `0.1` (both) or `0.1\0.12`, `0.1x0.12` (row, column).
    package init?(_ text: String) {
        func separates(_ character: Character) -> Bool { "\\x×,; ".contains(character) }
        // A separator at an end is half of a pair.
        guard let first = text.first, let last = text.last, !separates(first), !separates(last) else {
            return nil
        }
        let parts = text.split(whereSeparator: separates).map { Double($0) }
        switch parts.count {
        case 1: self.init(row: parts[0] ?? .nan, column: parts[0] ?? .nan)
        case 2: self.init(row: parts[0] ?? .nan, column: parts[1] ?? .nan)
        default: return nil
        }
    }
}
