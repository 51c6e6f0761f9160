import CLibTIFF
import FilmModel

extension TIFFHandle {
    /// Why libtiff refuses the current directory, where a tag has a value that TIFF does not define, or that the samples of
    /// a pixel do not share; nil where it is something else.
    var undefinedTag: DigitiseError? {
        let planes = rawShort(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG)
        guard planes == PLANARCONFIG_CONTIG || planes == PLANARCONFIG_SEPARATE else {
            return Self.undefined("planar configuration", planes)
        }
        let formats = rawShorts(TIFFTAG_SAMPLEFORMAT)
        if let format = formats.first(where: {
            !(SAMPLEFORMAT_UINT...SAMPLEFORMAT_COMPLEXIEEEFP).contains($0)
        }) {
            return Self.undefined("sample format", format)
        }
        if let kind = rawShorts(TIFFTAG_EXTRASAMPLES).first(where: { $0 > EXTRASAMPLE_UNASSALPHA }) {
            return Self.undefined("kind of the extra samples", kind)
        }
        let bits = rawShorts(TIFFTAG_BITSPERSAMPLE)
        if Set(bits).count > 1 {
            return DigitiseError(
                .pixelFormat,
                "the samples of a pixel have \(bits.map(String.init).joined(separator: ", ")) bits; only samples of equal bits are taken"
            )
        }
        guard Set(formats).count > 1 else { return nil }
        return DigitiseError(.pixelFormat, "the samples of a pixel are numbers of several kinds")
    }

    /// The values of a tag of the current directory as the file has them, of a pixel's samples: a few.
    private func rawShorts(_ tag: Int32) -> [Int32] {
        (0..<min(rawCount(tag), 16)).map { rawShort(tag, 0, number: $0) }
    }

    static func undefined(_ tag: String, _ value: Int32) -> DigitiseError {
        DigitiseError(
            .pixelFormat,
            value == 0xFFFF
                ? "the \(tag) has no value that TIFF defines"
                : "the \(tag) is \(value), which TIFF does not define")
    }
}
