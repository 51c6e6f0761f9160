import Foundation

/// The scanner's own ground around a film: an even, very bright or very dark border. Found only where most of
/// the picture's edge is of it.
struct ScannerGround {
    private let picture: SmallPicture
    /// Whether each pixel is film.
    private let isFilm: [Bool]
    let columns: Range<Int>
    let rows: Range<Int>

    private static let tolerance: Float = 0.03

    /// Nil where the picture has no such border, or nothing else.
    init?(_ picture: SmallPicture) {
        let (width, height, values) = (picture.width, picture.height, picture.values)
        guard width >= 32, height >= 32 else { return nil }
        var edge: [Float] = []
        for column in 0..<width { edge += [values[column], values[(height - 1) * width + column]] }
        for row in 0..<height { edge += [values[row * width], values[row * width + width - 1]] }
        let ground = edge.sorted()[edge.count / 2]
        let agreeing = edge.count { abs($0 - ground) <= Self.tolerance }
        guard ground >= 0.95 || ground <= 0.05, agreeing * 10 >= edge.count * 7 else { return nil }
        isFilm = values.map { abs($0 - ground) > 2 * Self.tolerance }
        let film = isFilm
        // A line is film where a twentieth of it is: dust is none.
        let byRow = (0..<height).map { row in film[row * width..<(row + 1) * width].count { $0 } * 20 >= width
        }
        let byColumn = (0..<width).map { column in
            (0..<height).count { film[$0 * width + column] } * 20 >= height
        }
        guard let top = byRow.firstIndex(of: true), let bottom = byRow.lastIndex(of: true),
            let left = byColumn.firstIndex(of: true), let right = byColumn.lastIndex(of: true)
        else { return nil }
        (self.picture, columns, rows) = (picture, left..<right + 1, top..<bottom + 1)
    }

    /// The share of the picture outside the film's box.
    var share: Double {
        1 - Double(columns.count * rows.count) / Double(picture.width * picture.height)
    }

    /// The film's edges against the picture's, in degrees: the median of those that can be seen.
    var skewDegrees: Double? {
        let (width, height) = (picture.width, picture.height)
        var angles: [Double] = []
        let margin = 2
        if columns.lowerBound > margin {
            angles += slopes(rows) { row in columns.first { isFilm[row * width + $0] } }
        }
        if columns.upperBound < width - margin {
            angles += slopes(rows) { row in columns.last { isFilm[row * width + $0] } }
        }
        if rows.lowerBound > margin {
            angles += slopes(columns) { column in rows.first { isFilm[$0 * width + column] } }.map { -$0 }
        }
        if rows.upperBound < height - margin {
            angles += slopes(columns) { column in rows.last { isFilm[$0 * width + column] } }.map { -$0 }
        }
        guard angles.count >= 20 else { return nil }
        return angles.sorted()[angles.count / 2]
    }

    /// The directions, in degrees, between pairs of points of one edge that lie half its length apart.
    private func slopes(_ line: Range<Int>, _ place: (Int) -> Int?) -> [Double] {
        let inner = line.dropFirst(line.count / 10).dropLast(line.count / 10)
        let half = inner.count / 2
        guard half >= 10 else { return [] }
        return inner.prefix(half).compactMap { first in
            guard let from = place(first), let to = place(first + half) else { return nil }
            return atan2(Double(to - from), Double(half)) * 180 / .pi
        }
    }

    /// Films that lie apart: divided by a straight gap of ground across the whole box, each of a fifth of it.
    var films: Int {
        max(parts(columns, across: rows, isColumn: true), parts(rows, across: columns, isColumn: false))
    }

    private func parts(_ line: Range<Int>, across: Range<Int>, isColumn: Bool) -> Int {
        let width = picture.width
        let isGap = line.map { place in
            across.count { isFilm[isColumn ? $0 * width + place : place * width + $0] } * 50 <= across.count
        }
        let narrowest = max(3, line.count / 50)
        var films = 1
        var start = 0
        var index = 0
        while index < isGap.count {
            guard isGap[index] else {
                index += 1
                continue
            }
            let end = isGap[index...].firstIndex(of: false) ?? isGap.count
            if end - index >= narrowest, (index - start) * 5 >= line.count,
                (isGap.count - end) * 5 >= line.count
            {
                films += 1
                start = end
            }
            index = end
        }
        return films
    }
}
