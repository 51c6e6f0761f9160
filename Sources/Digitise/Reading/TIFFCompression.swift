import CLibTIFF

/// How a TIFF's page is compressed (Compression, tag 259).
struct TIFFCompression {
    let scheme: Int32

    /// What it is called.
    var name: String {
        Self.names[scheme] ?? "number \(scheme)"
    }

    /// Whether it is trusted with a film, and this machine's libtiff can read it.
    var isTaken: Bool {
        guard Self.taken.contains(scheme) else { return false }
        return TIFFIsCODECConfigured(UInt16(truncatingIfNeeded: scheme)) != 0
    }

    /// The most bytes that it can make of one; nil where there is no such bound.
    func expansion(rowBytes: Int) -> Int? {
        switch scheme {
        case COMPRESSION_NONE: 1
        case COMPRESSION_PACKBITS: 64
        case COMPRESSION_DEFLATE, COMPRESSION_ADOBE_DEFLATE: 1_040
        case COMPRESSION_LZW: 2_731
        // A white row takes a bit in Group 4, a code in the others.
        case _ where isFax: 8 * rowBytes
        default: nil
        }
    }

    /// What keeps it from holding such samples, in words; nil where it can.
    func refusal(_ layout: SampleLayout) -> String? {
        switch scheme {
        case _ where isFax: layout.bits == 1 && layout.samplesInRow == 1 ? nil : "pixels of 1 bit"
        case COMPRESSION_JPEG: layout.bits == 8 ? nil : "samples of 8 bits"
        case COMPRESSION_WEBP:
            layout.bits == 8 && (3...4).contains(layout.samplesInRow) ? nil : "RGB of 8 bits"
        case COMPRESSION_LERC: layout.bits.isMultiple(of: 8) ? nil : "samples of whole bytes"
        default: nil
        }
    }

    /// CCITT's codecs for facsimiles.
    var isFax: Bool {
        [COMPRESSION_CCITTRLE, COMPRESSION_CCITTRLEW, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4]
            .contains(scheme)
    }

    private static let taken: Set<Int32> = [
        COMPRESSION_NONE, COMPRESSION_PACKBITS, COMPRESSION_DEFLATE, COMPRESSION_ADOBE_DEFLATE,
        COMPRESSION_LZW, COMPRESSION_CCITTRLE, COMPRESSION_CCITTRLEW, COMPRESSION_CCITTFAX3,
        COMPRESSION_CCITTFAX4, COMPRESSION_JPEG, COMPRESSION_LZMA, COMPRESSION_ZSTD, COMPRESSION_WEBP,
        COMPRESSION_LERC,
    ]

    /// Those of TIFF 6.0 and its supplements, and those that other programs have registered or use.
    private static let names: [Int32: String] = [
        COMPRESSION_NONE: "none", COMPRESSION_CCITTRLE: "CCITT Group 3 (RLE)",
        COMPRESSION_CCITTFAX3: "CCITT Group 3", COMPRESSION_CCITTFAX4: "CCITT Group 4",
        COMPRESSION_LZW: "LZW", COMPRESSION_OJPEG: "old-style JPEG", COMPRESSION_JPEG: "JPEG",
        COMPRESSION_ADOBE_DEFLATE: "Deflate", COMPRESSION_T85: "JBIG (T.85)", COMPRESSION_T43: "JBIG (T.43)",
        262: "Kodak 262", COMPRESSION_NEXT: "NeXT", 32_769: "Epson ERF",
        COMPRESSION_CCITTRLEW:
            "CCITT Group 3 (RLE, words)", COMPRESSION_PACKBITS: "PackBits",
        COMPRESSION_THUNDERSCAN: "ThunderScan", COMPRESSION_IT8CTPAD: "IT8 CT with padding",
        COMPRESSION_IT8LW: "IT8 line work", COMPRESSION_IT8MP: "IT8 monochrome picture",
        COMPRESSION_IT8BL: "IT8 binary line art", COMPRESSION_PIXARFILM: "Pixar film",
        COMPRESSION_PIXARLOG: "Pixar log", COMPRESSION_DEFLATE: "Deflate", COMPRESSION_DCS: "Kodak DCS",
        22_610: "JPEG XR", 33_003: "JPEG 2000", 33_004: "JPEG 2000", 33_005: "JPEG 2000",
        33_007: "JPEG (alternative)", COMPRESSION_JBIG: "JBIG", COMPRESSION_SGILOG: "SGI Log",
        COMPRESSION_SGILOG24: "SGI Log (24 bits)", COMPRESSION_JP2000: "JPEG 2000", 34_713: "Nikon NEF",
        34_715: "JBIG2", 34_718: "Microsoft MDI (binary)", 34_719: "Microsoft MDI (progressive)",
        34_720: "Microsoft MDI (vector)", COMPRESSION_LERC: "LERC", 34_892: "lossy JPEG of a DNG",
        50_013: "Pixtiff",
        COMPRESSION_LZMA: "LZMA", 34_926: "Zstandard (earlier number)", 34_927: "WebP (earlier number)",
        34_933: "PNG", 34_934: "JPEG XR", COMPRESSION_ZSTD: "Zstandard", COMPRESSION_WEBP: "WebP",
        COMPRESSION_JXL: "JPEG XL", 52_546: "JPEG XL", 65_000: "Kodak DCR", 65_535: "Pentax PEF",
    ]
}
