package import FilmModel

/// Why a TIFF could not be written. libtiff's own words stay out of it.
package struct TIFFWriterError: OperatorError, Hashable {
    package enum Code: String, Sendable {
        case cannotOpen, pageInvalid, tagRefused, writeFailed
    }

    package let code: Code
    package let message: String

    package var remedy: String {
        switch code {
        case .cannotOpen, .writeFailed: "check that the folder exists, may be written to, and has room"
        case .pageInvalid: "give 8 or 16 bits, a size above zero, and as many samples as the size says"
        case .tagRefused: "check the page's options; libtiff must be built with LZW and Deflate"
        }
    }

    package var exitStatus: ExitStatus {
        switch code {
        case .cannotOpen, .writeFailed: .inputOutput
        case .pageInvalid, .tagRefused: .ourFault
        }
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
