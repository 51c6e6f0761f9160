import FilmModel

/// The resolutions that a file and its row state for one page, and which of them counts.
struct StatedSpacing {
    let file: PixelSpacing?
    /// What the file's Exif block states beside it.
    let exif: PixelSpacing?
    let row: PixelSpacing?
    private let width: Int
    private let height: Int
    private let longestSide: Double
    private let finest: Double

    /// Two that differ by more than this share are two resolutions, not one that was rounded.
    private static let tolerance = 0.02

    init(_ header: PageHeader, row: PixelSpacing?, _ thresholds: ScanThresholds) {
        (file, exif, self.row) = (header.spacing, header.exifSpacing, row)
        (longestSide, finest) = (thresholds.longestSide, thresholds.finestPixel)
        (width, height) = (header.width, header.height)
    }

    /// Scanners have about as many pixels along as across.
    private static let largestRatio = 2.0

    /// What is written: the file's, else the row's; never one by which the film is larger than films are, or its
    /// pixels finer than scanners'. Of a file that states two the row's alone.
    var believed: PixelSpacing? {
        (fileContradictsItself ? [row] : [file, exif, row]).compactMap(\.self).first { doubt($0) == nil }
    }

    /// Whether the file states two that could both be true.
    var fileContradictsItself: Bool {
        guard let file, let exif, doubt(file) == nil, doubt(exif) == nil else { return false }
        return differ(file, exif)
    }

    /// Why the first resolution that is stated is not believed; nil where it is, or none is stated.
    var implausible: String? {
        guard let stated = file ?? row, stated != believed, let doubt = doubt(stated) else { return nil }
        let instead =
            believed == nil
            ? "none is written"
            : "\(believed == exif ? "the one of the file's Exif block" : "pixel_spacing_mm") is written in its place"
        return "the stated resolution \(doubt); \(instead)"
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
                "makes a pixel \(text(min(spacing.row, spacing.column), 9)) mm; film scanners have "
                + "\(text(finest, 3)) mm at least, and pixels a metre may stand as pixels an inch"
        }
        let ratio = max(spacing.row, spacing.column) / min(spacing.row, spacing.column)
        if ratio > Self.largestRatio {
            return "is \(text(ratio, 1)) times as fine along one side as along the other"
        }
        return nil
    }

    /// What was looked at: the one that is believed, else the one that is not.
    var judged: PixelSpacing? { believed ?? (fileContradictsItself ? nil : file ?? row) }

    /// What two statements say that can't both be true, and which is written; nil where none contradicts another.
    var contradiction: String? {
        func text(_ spacing: PixelSpacing) -> String {
            "\(InstanceBuilder.decimal(spacing.row, places: 4)) × \(InstanceBuilder.decimal(spacing.column, places: 4))"
        }
        if fileContradictsItself, let file, let exif {
            let written = believed.map { "pixel_spacing_mm \(text($0)) is written" } ?? "none is written"
            return "the file states \(text(file)) mm a pixel, and its Exif block \(text(exif)); \(written)"
        }
        guard let believed, let row, believed == file || believed == exif, differ(believed, row) else {
            return nil
        }
        return
            "the file states \(text(believed)) mm a pixel, pixel_spacing_mm \(text(row)); the file's is written"
    }

    private func differ(_ one: PixelSpacing, _ other: PixelSpacing) -> Bool {
        [(one.row, other.row), (one.column, other.column)].contains { one, other in
            abs(one - other) > Self.tolerance * max(one, other)
        }
    }

    private func side(_ spacing: PixelSpacing) -> Double {
        max(Double(width) * spacing.column, Double(height) * spacing.row)
    }
}
