import DICOM
import Foundation

/// How often each stored value occurs, counted on evenly spread rows: at most about a million pixels.
struct GreySample {
    private let counts: [UInt32]
    private let total: Int
    /// The values that the film takes: all, without those of a frame or lettering far from the rest.
    let content: ClosedRange<Int>
    /// Pixels of the content.
    private let contentTotal: Int

    init(_ pixels: borrowing PixelStore, _ header: PageHeader) {
        let rowSamples = header.width * header.samplesPerPixel
        let step = max(1, rowSamples * header.height / 1_000_000)
        var counts = [UInt32](repeating: 0, count: header.bitsAllocated == 8 ? 256 : 65_536)
        unsafe pixels.withBytes { bytes in
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<header.pixelBytes])
            if header.bitsAllocated == 8 {
                unsafe bytes.withMemoryRebound(to: UInt8.self) {
                    unsafe Self.count($0, rowSamples, step, &counts)
                }
            } else {
                unsafe bytes.withMemoryRebound(to: UInt16.self) {
                    unsafe Self.count($0, rowSamples, step, &counts)
                }
            }
        }
        self.counts = counts
        let total = counts.reduce(0) { $0 + Int($1) }
        self.total = total
        content = Self.content(counts, total)
        contentTotal = counts[content].reduce(0) { $0 + Int($1) }
    }

    /// Whether a frame or lettering stands far from the film's own values.
    var hasOutliers: Bool { content != 0...counts.count - 1 }

    /// Parts of the scale in which a gap is looked for.
    private static let steps = 256

    /// The side of a gap over half of the scale that has nearly all the values that occur. A frame or lettering takes few
    /// values, whatever area it has; its softened edges lie scattered in the gap.
    private static func content(_ counts: [UInt32], _ total: Int) -> ClosedRange<Int> {
        let all = 0...counts.count - 1
        let step = counts.count / steps
        var gap = 0..<0
        var start = 0
        for place in 0...steps {
            let isEmpty =
                place < steps
                && counts[place * step..<(place + 1) * step].reduce(0) { $0 + Int($1) } * 2000 <= total
            if isEmpty { continue }
            if place - start > gap.count { gap = start..<place }
            start = place + 1
        }
        // At an end of the scale it divides nothing.
        guard gap.count * 2 >= steps, gap.lowerBound > 0, gap.upperBound < steps else { return all }
        let sides = [0...gap.lowerBound * step - 1, gap.upperBound * step...counts.count - 1]
        let values = sides.map { side in counts[side].count { $0 > 0 } }
        let most = values[0] >= values[1] ? 0 : 1
        return values[most] >= max(16, 4 * values[1 - most]) ? sides[most] : all
    }

    private static func count<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: UnsafeBufferPointer<Sample>, _ row: Int, _ step: Int, _ counts: inout [UInt32]
    ) {
        unsafe counts.withUnsafeMutableBufferPointer { counts in
            for start in stride(from: 0, to: samples.count, by: row * step) {
                for index in start..<start + row { unsafe counts[Int(samples[index])] &+= 1 }
            }
        }
    }

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
