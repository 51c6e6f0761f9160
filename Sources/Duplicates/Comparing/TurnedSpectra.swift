import Foundation

/// One film's coarse picture in every position that a scanner may have given it: eight orientations, a few
/// degrees and per cent around each. Made once for a film that is compared with many.
struct TurnedSpectra: Sendable {
    /// One position: where a point of the turned square lies in the film's own square.
    struct Position: Sendable {
        let toOwn: AffineMap
        let isMirrored: Bool
    }

    let positions: [Position]
    /// The spectra one after another, each `2 × FourierGrid.bins` numbers.
    let spectra: [Float]

    private static let degrees: [Double] = [-4, 0, 4]
    private static let scales: [Double] = [0.93, 1, 1.07]

    init(_ coarse: DetailMap) {
        let square = CoarseSquare(coarse)
        let side = FourierGrid.side
        let middle = Double(side - 1) / 2
        var positions: [Position] = []
        var spectra: [Float] = []
        for isMirrored in [false, true] {
            for quarter in 0..<4 {
                for turn in Self.degrees {
                    for scale in Self.scales {
                        let angle = (Double(quarter) * 90 + turn) * .pi / 180
                        let (c, s) = (cos(angle) / scale, sin(angle) / scale)
                        let turned = AffineMap(xx: c, xy: -s, x: 0, yx: s, yy: c, y: 0)
                        var map = AffineMap.shift(x: middle, y: middle)
                            .after(turned).after(.shift(x: -middle, y: -middle))
                        if isMirrored {
                            map = AffineMap(xx: -1, xy: 0, x: Double(side - 1), yx: 0, yy: 1, y: 0).after(map)
                        }
                        positions.append(Position(toOwn: map, isMirrored: isMirrored))
                        spectra += FourierGrid.shared.spectrum(of: square.moved(map))
                    }
                }
            }
        }
        self.positions = positions
        self.spectra = spectra
    }
}
