import FilmModel

/// The resolutions that a file and its row state for one page, and which of them counts.
struct StatedSpacing {
    let file: PixelSpacing?
    let row: PixelSpacing?
    private let width: Int
    private let height: Int
    private let longestSide: Double
    private let finest: Double

    /// Two that differ by more than this share are two resolutions, not one that was rounded.
    private static let tolerance = 0.02

    init(_ header: PageHeader, row: PixelSpacing?, _ thresholds: ScanThresholds) {
        (file, self.row) = (header.spacing, row)
        (longestSide, finest) = (thresholds.longestSide, thresholds.finestPixel)
        (width, height) = (header.width, header.height)
    }

    /// Scanners have about as many pixels along as across.
    private static let largestRatio = 2.0

    /// What is written: the file's, else the row's; never one by which the film is larger than films are, or its
    /// pixels finer than scanners'.
    var believed: PixelSpacing? {
        [file, row].compactMap(\.self).first { doubt($0) == nil }
    }

    /// Why the first resolution that is stated is not believed; nil where it is, or none is stated.
    var implausible: String? {
        guard let stated = file ?? row, stated != believed else { return nil }
        return doubt(stated)
    }

    private func doubt(_ spacing: PixelSpacing) -> String? {
        func text(_ value: Double, _ places: Int = 0) -> String {
            InstanceBuilder.decimal(value, places: places)
        }
        let side = side(spacing)
        if side > longestSide {
            return "makes the film \(text(side)) mm long; films have \(text(longestSide)) mm at most"
        }
        if min(spacing.row, spacing.column) < finest {
            return
                "makes a pixel \(text(min(spacing.row, spacing.column), 5)) mm; film scanners have "
                + "\(text(finest, 3)) mm at least, and pixels a metre may stand as pixels an inch"
        }
        let ratio = max(spacing.row, spacing.column) / min(spacing.row, spacing.column)
        if ratio > Self.largestRatio {
            return "is \(text(ratio, 1)) times as fine along one side as along the other"
        }
        return nil
    }

    /// What was looked at: the one that is believed, else the one that is not.
    var judged: PixelSpacing? { believed ?? file ?? row }

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
