import DICOM

/// The colours that a page's samples are numbers of.
struct Palette: Sendable {
    /// 16 bits a colour, full scale 65,535.
    var red: [UInt16]
    var green: [UInt16]
    var blue: [UInt16]

    /// How the colours of the indices that occur become samples.
    struct Colours {
        /// From 16 bits to 8, where no colour loses anything by it.
        enum Narrowing { case scaled, shifted, asTheyAre, impossible }

        fileprivate let used: [Int]
        let isGrey: Bool
        fileprivate let narrowing: Narrowing

        var samples: Int { isGrey ? 1 : 3 }
        var bits: Int { narrowing == .impossible ? 16 : 8 }
    }

    /// The colours of a page of 8-bit indices; nil where an index has none.
    func colours(of indices: borrowing PixelStore, pixels: Int) -> Colours? {
        var isUsed = [Bool](repeating: false, count: 256)
        unsafe indices.withBytes { bytes in
            for index in 0..<pixels { isUsed[Int(unsafe bytes[index])] = true }
        }
        let used = (0..<256).filter { isUsed[$0] }
        guard let last = used.last, last < min(red.count, green.count, blue.count) else { return nil }
        let values = used.flatMap { [red[$0], green[$0], blue[$0]] }
        // Full scale is 65,535; but some writers shift 8 bits up, and some leave them where they are.
        let narrowing: Colours.Narrowing =
            if values.allSatisfy({ $0.isMultiple(of: 257) }) {
                .scaled
            } else if values.allSatisfy({ $0 & 0xFF == 0 }) {
                .shifted
            } else if [red, green, blue].allSatisfy({ $0.allSatisfy { $0 <= 255 } }) {
                .asTheyAre
            } else {
                .impossible
            }
        let isGrey = used.allSatisfy { red[$0] == green[$0] && green[$0] == blue[$0] }
        return Colours(used: used, isGrey: isGrey, narrowing: narrowing)
    }

    /// The samples of a page of 8-bit indices.
    func applied(
        _ colours: Colours, to indices: borrowing PixelStore, pixels: Int
    ) throws(DICOMError) -> PixelStore {
        let samples = colours.samples
        var table = [UInt16](repeating: 0, count: 256 * samples)
        for index in colours.used {
            for (sample, values) in [red, green, blue].prefix(samples).enumerated() {
                table[index * samples + sample] =
                    switch colours.narrowing {
                    case .scaled: values[index] / 257
                    case .shifted: values[index] >> 8
                    case .asTheyAre, .impossible: values[index]
                    }
            }
        }
        let bits = colours.bits
        let store = try PixelStore(bitsAllocated: bits, pixelBytes: pixels * samples * bits / 8)
        unsafe indices.withBytes { bytes in
            unsafe store.withMutableBytes { out in
                for pixel in 0..<pixels {
                    let first = Int(unsafe bytes[pixel]) * samples
                    for sample in 0..<samples {
                        let (value, place) = (table[first + sample], pixel * samples + sample)
                        if bits == 8 {
                            unsafe out[place] = UInt8(truncatingIfNeeded: value)
                        } else {
                            unsafe out.storeBytes(of: value, toByteOffset: place * 2, as: UInt16.self)
                        }
                    }
                }
            }
        }
        return store
    }
}
