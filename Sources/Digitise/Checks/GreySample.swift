import DICOM
import Foundation

/// The stored values of a picture and how often each occurs, with those of the film told from a frame's and lettering's.
struct GreySample {
    private let counts: [UInt32]
    private let total: Int
    /// The values that the film takes: all, without those of a frame or lettering far from the rest.
    let content: ClosedRange<Int>
    /// The share of the samples outside the content.
    let outside: Double
    /// Pixels of the content.
    private let contentTotal: Int

    /// Of values of `bits` bits.
    init(_ pixels: borrowing PixelStore, _ header: PageHeader, bits: Int) {
        let found = GreyCounts(pixels, header, bits: bits)
        counts = found.all
        total = counts.reduce(0) { $0 + Int($1) }
        let values = FilmValues(found, bits: bits)
        (content, outside) = (values.content, values.outside)
        contentTotal = counts[content].reduce(0) { $0 + Int($1) }
    }

    /// Whether a frame, lettering or single pixels stand far from the film's own values.
    var hasOutliers: Bool { content != 0...counts.count - 1 }

    /// The logarithm to base 2 of how many values occur.
    var bitsInUse: Double { log2(Double(max(1, counts.count { $0 > 0 }))) }

    /// The share of the pixels that have this value.
    func share(of value: Int) -> Double { Double(counts[value]) / Double(max(1, total)) }

    /// The value below which this share of the content lies.
    func quantile(_ share: Double) -> Int {
        var sum = 0
        for value in content {
            sum += Int(counts[value])
            if Double(sum) >= share * Double(contentTotal) { return value }
        }
        return content.upperBound
    }

    /// The share of `full` between the darkest and the lightest hundredth of the content.
    func range(full: Int) -> Double { Double(quantile(0.99) - quantile(0.01)) / Double(max(1, full)) }

    /// The values from black to white that show the picture: all that `bits` hold, where the picture takes a quarter of
    /// them, else its own, without the outermost thousandths, in which dust and lettering lie.
    func window(bits: Int, _ extremes: ClosedRange<Int>) -> ClosedRange<Int> {
        let full = 1 << bits - 1
        guard range(full: full) < Self.narrow else { return 0...full }
        let (low, high) = (quantile(0.001), quantile(0.999))
        return low < high ? low...high : extremes
    }

    private static let narrow = 0.25

    /// The share of the pixels within a hundredth of `full` around the commonest value.
    func uniformShare(full: Int) -> Double {
        guard let commonest = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return 0 }
        let reach = full / 200
        let around = max(0, commonest - reach)...min(counts.count - 1, commonest + reach)
        return Double(counts[around].reduce(0) { $0 + Int($1) }) / Double(max(1, total))
    }
}
