import FilmModel

/// The resolutions that a file and its row state for one page, and which of them counts.
struct StatedSpacing {
    let file: PixelSpacing?
    let row: PixelSpacing?
    private let width: Int
    private let height: Int
    private let longestSide: Double

    /// Two that differ by more than this share are two resolutions, not one that was rounded.
    private static let tolerance = 0.02

    init(_ header: PageHeader, row: PixelSpacing?, longestSide: Double) {
        (file, self.row, self.longestSide) = (header.spacing, row, longestSide)
        (width, height) = (header.width, header.height)
    }

    /// What is written: the file's, else the row's; never one that makes the film longer than films are.
    var believed: PixelSpacing? {
        [file, row].compactMap(\.self).first { side($0) <= longestSide }
    }

    /// What was looked at: the one that is believed, else the one that is not.
    var judged: PixelSpacing? { believed ?? file ?? row }

    /// The film's longer side, in millimetres, by the first resolution that is stated and not believed.
    var implausibleSide: Double? {
        guard let stated = file ?? row, stated != believed else { return nil }
        return side(stated)
    }

    /// Whether the file's resolution counts though the row states another one.
    var isContradicted: Bool {
        guard let file, let row, file == believed else { return false }
        func differs(_ one: Double, _ other: Double) -> Bool {
            abs(one - other) > Self.tolerance * max(one, other)
        }
        return differs(file.row, row.row) || differs(file.column, row.column)
    }

    private func side(_ spacing: PixelSpacing) -> Double {
        max(Double(width) * spacing.column, Double(height) * spacing.row)
    }
}
