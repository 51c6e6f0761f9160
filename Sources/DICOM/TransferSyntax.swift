/// A transfer syntax that instances are written in (PS3.5 Annex A): all of them keep every pixel.
package enum TransferSyntax: String, Sendable, CaseIterable, Codable {
    /// Explicit VR Little Endian: least work for a local archive.
    case explicit = "explicit-vr-little-endian"
    /// JPEG-LS lossless: the smallest, for a slow link.
    case jpegLS = "jpeg-ls-lossless"
    /// JPEG lossless, process 14, selection value 1: what every archive takes.
    case jpegLossless = "jpeg-lossless-sv1"
    case rle = "rle-lossless"
    case jpeg2000 = "jpeg-2000-lossless"

    package var uid: String {
        switch self {
        case .explicit: UID.explicitVRLittleEndian
        case .jpegLS: "1.2.840.10008.1.2.4.80"
        case .jpegLossless: "1.2.840.10008.1.2.4.70"
        case .rle: "1.2.840.10008.1.2.5"
        case .jpeg2000: "1.2.840.10008.1.2.4.90"
        }
    }
}
