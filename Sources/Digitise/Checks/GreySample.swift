import DICOM
import Foundation

/// How often each stored value occurs, counted on evenly spread rows: at most about a million pixels.
struct GreySample {
    private let counts: [UInt32]
    private let total: Int

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
        total = counts.reduce(0) { $0 + Int($1) }
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

    /// The value below which this share of the pixels lies.
    private func quantile(_ share: Double) -> Int {
        var sum = 0
        for (value, count) in counts.enumerated() {
            sum += Int(count)
            if Double(sum) >= share * Double(total) { return value }
        }
        return counts.count - 1
    }

    /// The share of `full` between the darkest and the lightest hundredth.
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
