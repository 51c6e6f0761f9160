package import DICOM

/// In which transfer syntax an archive is to be sent films; all of them keep every pixel.
package enum SyntaxPreference: Sendable, Hashable {
    case fixed(TransferSyntax)
    /// Uncompressed or JPEG-LS, whichever takes less time here: as measured.
    case auto

    /// By its name: a transfer syntax's, or `auto`.
    package init?(_ name: String) {
        if name == "auto" {
            self = .auto
        } else if let syntax = TransferSyntax(rawValue: name) {
            self = .fixed(syntax)
        } else {
            return nil
        }
    }

    /// The compressed ones to be negotiated; uncompressed is always.
    var compressed: [TransferSyntax] {
        switch self {
        case .fixed(.explicit): []
        case .fixed(let syntax): [syntax]
        case .auto: [.jpegLS]
        }
    }
}
