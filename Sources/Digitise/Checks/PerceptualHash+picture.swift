import FilmModel
import Foundation

extension PerceptualHash {
    /// The hash of a picture: blurred, taken down to 64 × 64, and its 16 × 16 lowest frequencies compared with
    /// their median.
    init(_ picture: SmallPicture) {
        let small = Self.decimated(Self.blurred(picture))
        let frequencies = Self.frequencies(of: small)
        let side = Self.side
        func bits(_ place: (Int, Int) -> Float) -> Bits {
            var turned = [Float](repeating: 0, count: side * side)
            for row in 0..<side {
                for column in 0..<side { turned[row * side + column] = place(row, column) }
            }
            let median = turned.sorted()[side * side / 2 - 1]
            return Bits(turned.map { $0 > median })
        }
        func at(_ row: Int, _ column: Int) -> Float { frequencies[row * side + column] }
        // Frequency n stands in row n - 1: mirroring changes the sign of the odd ones, in the even rows.
        func sign(_ index: Int) -> Float { index.isMultiple(of: 2) ? -1 : 1 }
        self.init(
            orientations: [
                bits { at($0, $1) }, bits { at($1, $0) * sign($1) },
                bits { at($0, $1) * sign($0) * sign($1) },
                bits { at($1, $0) * sign($0) }, bits { at($0, $1) * sign($1) },
                bits { at($0, $1) * sign($0) },
                bits { at($1, $0) }, bits { at($1, $0) * sign($0) * sign($1) },
            ], quality: Self.quality(of: small))
    }

    private static let side = 16
    private static let raster = 64

    /// Two passes of a box filter along rows and columns, of a width that suits 64 samples a side.
    private static func blurred(_ picture: SmallPicture) -> SmallPicture {
        var values = picture.values
        var scratch = values
        let (width, height) = (picture.width, picture.height)
        let (across, down) = (
            (width + 2 * raster - 1) / (2 * raster), (height + 2 * raster - 1) / (2 * raster)
        )
        for _ in 0..<2 {
            for row in 0..<height {
                box(values, &scratch, start: row * width, step: 1, count: width, window: across)
            }
            for column in 0..<width {
                box(scratch, &values, start: column, step: width, count: height, window: down)
            }
        }
        return SmallPicture(width: width, height: height, values: values)
    }

    /// The mean over a window around each of `count` samples, shorter at the ends.
    private static func box(
        _ from: [Float], _ to: inout [Float], start: Int, step: Int, count: Int, window: Int
    ) {
        let after = (window + 2) / 2
        let before = window - after + 1
        var sum: Float = 0
        var have: Float = 0
        for index in 0..<min(after, count) {
            sum += from[start + index * step]
            have += 1
        }
        for index in 0..<count {
            to[start + index * step] = sum / have
            let (entering, leaving) = (index + after, index - before + 1)
            if entering < count {
                sum += from[start + entering * step]
                have += 1
            }
            if leaving >= 0 {
                sum -= from[start + leaving * step]
                have -= 1
            }
        }
    }

    private static func decimated(_ picture: SmallPicture) -> [Float] {
        (0..<raster * raster).map { index in
            let row = min(picture.height - 1, (2 * (index / raster) + 1) * picture.height / (2 * raster))
            let column = min(picture.width - 1, (2 * (index % raster) + 1) * picture.width / (2 * raster))
            return picture.values[row * picture.width + column]
        }
    }

    /// Cosine transform: frequencies 1 to 16 along both sides.
    private static func frequencies(of small: [Float]) -> [Float] {
        var half = [Float](repeating: 0, count: side * raster)
        for row in 0..<side {
            for place in 0..<raster {
                let factor = cosines[row * raster + place]
                for column in 0..<raster {
                    half[row * raster + column] += factor * small[place * raster + column]
                }
            }
        }
        var result = [Float](repeating: 0, count: side * side)
        for row in 0..<side {
            for column in 0..<side {
                var sum: Float = 0
                for place in 0..<raster {
                    sum += half[row * raster + place] * cosines[column * raster + place]
                }
                result[row * side + column] = sum
            }
        }
        return result
    }

    private static let cosines: [Float] = (0..<side * raster).map { index in
        let (row, place) = (index / raster, index % raster)
        return Float(
            (2 / Double(raster)).squareRoot()
                * cos(Double.pi / 2 / Double(raster) * Double(row + 1) * Double(2 * place + 1)))
    }

    /// The sum of the steps between neighbours, in hundredths of full scale, scaled to 100.
    private static func quality(of small: [Float]) -> Int {
        var sum = 0
        for row in 0..<raster {
            for column in 0..<raster {
                let value = small[row * raster + column]
                if row + 1 < raster { sum += Int(abs(value - small[(row + 1) * raster + column]) * 100) }
                if column + 1 < raster { sum += Int(abs(value - small[row * raster + column + 1]) * 100) }
            }
        }
        return min(100, sum / 90)
    }
}
