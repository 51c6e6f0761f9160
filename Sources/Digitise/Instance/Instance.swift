package import DICOM

/// A Secondary Capture instance made from one film (PS3.3 A.8.1), ready to be sent.
package struct Instance {
    package let dataset: Dataset
    package let sopInstanceUID: String
    package let seriesInstanceUID: String
    package let studyInstanceUID: String
    /// The `QuickDigest` of Pixel Data's pixels.
    package let pixelDigest: String
    /// What says whose picture this is, of what and when, by tag: compared when it is read back.
    package let identity: [String: String]
}
