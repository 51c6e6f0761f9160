import Crypto
import DICOM

@testable import Archive

/// A Secondary Capture instance of an invented patient, and what must come back of it.
struct SampleInstance: Sendable {
    let dataset: Dataset
    let expected: Expected

    /// DCMTK, once for the process.
    static let library: Void? = try? DICOMLibrary.start(connectSeconds: 3, socketSeconds: 10)

    /// A picture of 16-bit samples, 512 wide.
    init(_ number: Int = 1, rows: Int = 64) throws {
        _ = Self.library
        let pixels = (0..<rows * 512 * 2).map { UInt8(truncatingIfNeeded: $0 * 7 + number) & 0x0F }
        dataset = try Dataset()
        let root = dataset.root
        try root.put(.specificCharacterSet, "ISO_IR 192")
        try root.put(.sopClassUID, UID.secondaryCaptureImageStorage)
        try root.put(.sopInstanceUID, "2.25.7\(number)")
        try root.put(.studyInstanceUID, "2.25.5")
        try root.put(.seriesInstanceUID, "2.25.6")
        try root.put(.patientName, "Ashdown^Zoë")
        try root.put(.patientID, "P1")
        try root.put(.imageLaterality, "R")
        try root.put(.rows, UInt16(rows))
        try root.put(.columns, 512)
        try root.put(.samplesPerPixel, 1)
        try root.put(.photometricInterpretation, "MONOCHROME2")
        try root.put(.bitsAllocated, 16)
        try root.put(.bitsStored, 12)
        try root.put(.highBit, 11)
        try root.put(.pixelRepresentation, 0)
        let store = try PixelStore(bitsAllocated: 16, pixelBytes: pixels.count)
        unsafe store.withMutableBytes { unsafe $0.copyBytes(from: pixels) }
        try dataset.adopt(store)
        let digest = SHA256.hash(data: pixels).map { byte in
            let text = String(byte, radix: 16)
            return text.utf8.count == 1 ? "0" + text : text
        }.joined()
        expected = Expected(
            studyInstanceUID: "2.25.5", seriesInstanceUID: "2.25.6", sopInstanceUID: "2.25.7\(number)",
            pixelDigest: digest, identity: try dataset.identity())
    }
}
