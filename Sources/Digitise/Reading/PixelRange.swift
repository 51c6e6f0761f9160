import DICOM

/// The range of a page's samples, and which of their bits are ever set.
struct PixelRange {
    private(set) var minimum = Int.max
    private(set) var maximum = 0
    private(set) var everSet = 0

    init(_ pixels: borrowing PixelStore, _ header: PageHeader) {
        let count = header.pixelBytes
        unsafe pixels.withBytes { bytes in
            if header.bitsAllocated == 16 {
                unsafe bytes[..<count].withMemoryRebound(to: UInt16.self) { unsafe look(at: $0) }
            } else {
                unsafe bytes[..<count].withMemoryRebound(to: UInt8.self) { unsafe look(at: $0) }
            }
        }
    }

    private mutating func look<Sample: FixedWidthInteger & UnsignedInteger>(
        at samples: UnsafeBufferPointer<Sample>
    ) {
        var (smallest, largest, bits) = (Sample.max, Sample.min, Sample.min)
        for index in 0..<samples.count {
            let sample = unsafe samples[index]
            smallest = min(smallest, sample)
            largest = max(largest, sample)
            bits |= sample
        }
        (minimum, maximum, everSet) = (Int(smallest), Int(largest), Int(bits))
    }
}
