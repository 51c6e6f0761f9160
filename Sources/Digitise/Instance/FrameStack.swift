import DICOM
import FilmModel

/// The pages of one scan as the frames of one instance, under the rules of the multi-frame Secondary Capture
/// classes (PS3.3 A.8.2 to A.8.5). Pages join one by one; all have to be of one form.
package struct FrameStack {
    /// The form of every frame.
    package private(set) var header: PageHeader
    /// Bits that every frame's values take.
    package private(set) var bitsStored: Int
    /// Page numbers of the scan, in order: Page Number Vector (0018,2001).
    package private(set) var pages: [Int] = []
    /// Whether the values stand in for those of the scan: inverted, or moved down.
    package private(set) var changes: [String] = []
    /// The frames' values that one window has to show; nil for colours.
    package private(set) var window: ClosedRange<Int>?
    /// How many values the frame of the fewest is shown by.
    private var narrowest: Int?
    private var bytes: [UInt8] = []
    private let limits: ScanLimits

    /// Begins with the scan's first page. Throws `pixelFormat` where no multi-frame class takes its pixels.
    package init(_ scan: borrowing Scan, page: Int, limits: ScanLimits) throws(DigitiseError) {
        header = scan.header
        bitsStored = scan.findings.bitsStored
        self.limits = limits
        guard Self.sopClass(header, bitsStored) != nil else {
            throw DigitiseError(
                .pixelFormat,
                "no multi-frame class takes \(header.samplesPerPixel == 1 ? "grey" : "colours") of \(bitsStored) bits"
            )
        }
        try append(scan, page: page)
    }

    /// The class by the pixels' type; nil where there is none.
    private static func sopClass(_ header: PageHeader, _ bits: Int) -> String? {
        switch (header.photometric, bits) {
        case (.rgb, 8): UID.multiFrameTrueColorSecondaryCaptureImageStorage
        case (.rgb, _): nil
        case (_, 1): UID.multiFrameSingleBitSecondaryCaptureImageStorage
        case (_, 2...8) where header.bitsAllocated == 8:
            UID.multiFrameGrayscaleByteSecondaryCaptureImageStorage
        case (_, 9...16): UID.multiFrameGrayscaleWordSecondaryCaptureImageStorage
        default: nil
        }
    }

    package var sopClass: String { Self.sopClass(header, bitsStored) ?? "" }
    var isSingleBit: Bool { bitsStored == 1 }
    /// Bits Allocated (0028,0100).
    var bitsAllocated: Int { isSingleBit ? 1 : header.bitsAllocated }

    /// Adds a page of the same form; of MONOCHROME1, which these classes forbid, its inverse.
    package mutating func append(_ scan: borrowing Scan, page: Int) throws(DigitiseError) {
        let next = scan.header
        if let difference = difference(next, scan.findings) {
            throw Self.apart("page \(page) has \(difference): one multi-frame instance has one of all pages")
        }
        guard bytes.count + next.pixelBytes <= limits.decodedBytes else {
            throw DigitiseError(.imageTooLarge, "the pages together are more than the limit allows")
        }
        if case .lossy = next.loss { header.loss = next.loss }
        let start = bytes.count
        unsafe scan.pixels.withBytes { unsafe bytes.append(contentsOf: $0[..<next.pixelBytes]) }
        if header.photometric == .monochrome1 {
            invert(from: start)
            note("Stored values inverted: the scan has white as its smallest value")
        }
        try widen(scan.findings.window, page: page)
        if scan.findings.shift > 0 { note(InstanceBuilder.shiftDescription(scan.findings.shift)) }
        pages.append(page)
    }

    private static func apart(_ message: String) -> DigitiseError {
        DigitiseError(
            .pixelFormat, message,
            remedy: "convert the pages without --multiframe: each becomes an instance of its own")
    }

    /// In what a page is of another form than the first; nil where it is of the same.
    private func difference(_ next: PageHeader, _ findings: PixelFindings) -> String? {
        func text(_ spacing: PixelSpacing?) -> String {
            spacing.map {
                "\(InstanceBuilder.decimal($0.row)) × \(InstanceBuilder.decimal($0.column)) mm a pixel"
            }
                ?? "no resolution"
        }
        if (next.width, next.height) != (header.width, header.height) {
            return "\(next.width) × \(next.height) pixels, and the first \(header.width) × \(header.height)"
        }
        if next.samplesPerPixel != header.samplesPerPixel {
            return next.samplesPerPixel == 1 ? "grey, and the first colours" : "colours, and the first grey"
        }
        if next.photometric != header.photometric {
            return "\(next.photometric.rawValue), and the first \(header.photometric.rawValue)"
        }
        if next.bitsAllocated != header.bitsAllocated || findings.bitsStored != bitsStored {
            return "\(findings.bitsStored) bits a sample, and the first \(bitsStored)"
        }
        if next.spacing != header.spacing {
            return "\(text(next.spacing)), and the first \(text(header.spacing))"
        }
        return nil
    }

    /// One window shows every frame: from the lowest to the highest value that one of them is shown from and to. Pages of
    /// which one would be hardly seen by it are no frames of one instance.
    private mutating func widen(_ values: ClosedRange<Int>?, page: Int) throws(DigitiseError) {
        guard var values else { return }
        if header.photometric == .monochrome1 {
            let full = 1 << bitsStored - 1
            values = full - values.upperBound...full - values.lowerBound
        }
        let known = window ?? values
        let all = min(known.lowerBound, values.lowerBound)...max(known.upperBound, values.upperBound)
        let least = min(narrowest ?? values.count, values.count)
        guard least * Self.hardlySeen >= all.count else {
            throw Self.apart(
                "page \(page) is shown by the values \(values.lowerBound) to \(values.upperBound), and the pages before it by \(known.lowerBound) to \(known.upperBound): no one window shows them all"
            )
        }
        (window, narrowest) = (all, least)
    }

    /// A page that takes less than this part of the window's range is hardly seen.
    private static let hardlySeen = 10

    private mutating func note(_ change: String) {
        if !changes.contains(change) { changes.append(change) }
    }

    private mutating func invert(from start: Int) {
        let full = UInt16(truncatingIfNeeded: (1 << bitsStored) - 1)
        if header.bitsAllocated == 8 {
            for index in start..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: full) - bytes[index] }
            return
        }
        for index in stride(from: start, to: bytes.count, by: 2) {
            let value = full - (UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            bytes[index] = UInt8(truncatingIfNeeded: value)
            bytes[index + 1] = UInt8(value >> 8)
        }
    }

    /// The frames as Pixel Data: one after another; single bits packed, the first in the lowest (PS3.5 8.1.1).
    func pixels() throws(DICOMError) -> PixelStore {
        let count = isSingleBit ? (bytes.count + 7) / 8 : bytes.count
        let store = try PixelStore(bitsAllocated: isSingleBit ? 8 : header.bitsAllocated, pixelBytes: count)
        unsafe store.withMutableBytes { target in
            guard isSingleBit else { return unsafe target.copyBytes(from: bytes) }
            for (index, bit) in bytes.enumerated() where bit != 0 {
                unsafe target[index / 8] |= 1 << UInt8(index % 8)
            }
        }
        return store
    }
}
