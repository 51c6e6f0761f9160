/// Whether a picture went through lossy compression before it came here: never reset (PS3.3 C.7.6.1.1.5).
package enum LossHistory: Sendable, Hashable {
    case none
    /// The ratio of decoded to stored bytes, and the method's term where DICOM has one.
    case lossy(ratio: Double, method: String?)
    /// The codec knows both forms, and the file does not say which it is.
    case unknown

    /// JPEG (PS3.3 C.7.6.1.1.5.1).
    static func jpeg(decoded: Int, stored: Int) -> Self {
        .lossy(ratio: Double(decoded) / Double(max(1, stored)), method: "ISO_10918_1")
    }
}
