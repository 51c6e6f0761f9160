/// What the first frame of a JPEG stream is (ISO/IEC 10918-1 B.2.2, ISO/IEC 14495-1 C.2.2): which of its processes, and
/// how many bits a sample.
struct JPEGFrame {
    private let marker: UInt8
    private let bits: Int
    private let components: Int

    /// Nil where the stream has no frame that can be found.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2, unsafe bytes[0] == 0xFF, unsafe bytes[1] == 0xD8 else { return nil }
        var at = 2
        while at + 4 < bytes.count {
            guard unsafe bytes[at] == 0xFF else { return nil }
            let marker = unsafe bytes[at + 1]
            switch marker {
            case 0xFF: at += 1
            // Markers without a segment.
            case 0x01, 0xD0...0xD7: at += 2
            // The frame of another kind; 0xC4, 0xC8 and 0xCC are tables.
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF, 0xF7:
                // Length, precision, two sides, components.
                guard at + 9 < bytes.count else { return nil }
                (self.marker, bits) = (marker, Int(unsafe bytes[at + 4]))
                components = Int(unsafe bytes[at + 9])
                return
            // The scan and the end come behind the frame.
            case 0xD8...0xDA: return nil
            default: at += 2 + Int(unsafe bytes[at + 2]) << 8 + Int(unsafe bytes[at + 3])
            }
        }
        return nil
    }

    /// The first segment of a kind before the pixels that begins so, without its length; nil where there is none.
    static func segment(
        _ marker: UInt8, beginning start: [UInt8], in bytes: UnsafeRawBufferPointer
    ) -> [UInt8]? {
        var at = 2
        while at + 4 <= bytes.count, unsafe bytes[at] == 0xFF {
            let found = unsafe bytes[at + 1]
            switch found {
            case 0xFF: at += 1
            case 0x01, 0xD0...0xD7: at += 2
            case 0xD8...0xDA: return nil
            default:
                let end = at + 2 + Int(unsafe bytes[at + 2]) << 8 + Int(unsafe bytes[at + 3])
                if found == marker, end >= at + 4 {
                    let data = unsafe Array(bytes[at + 4..<min(end, bytes.count)])
                    if data.starts(with: start) { return data }
                }
                at = max(end, at + 2)
            }
        }
        return nil
    }

    /// What it is called where it is not taken; nil where it is.
    var strangerName: String? {
        switch marker {
        case 0xC0...0xC2, 0xC9, 0xCA:
            bits != 8
                ? "JPEG of \(bits) bits a sample"
                : components == 4 ? "JPEG of four components, as CMYK has" : nil
        case 0xC3, 0xCB: "lossless JPEG"
        case 0xF7: "JPEG-LS"
        default: "hierarchical JPEG"
        }
    }
}
