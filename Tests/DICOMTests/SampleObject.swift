import DICOM

/// A small Secondary Capture object of an invented patient.
enum SampleObject {
    /// DCMTK, once for the process.
    static let library: Void? = try? DICOMLibrary.start()

    static func bytes(bits: Int) -> [UInt8] {
        (0..<8 * 6 * bits / 8).map { UInt8(truncatingIfNeeded: $0 * 7) }
    }

    static func make(bits: Int = 8) throws -> Dataset {
        _ = library
        let dataset = try Dataset()
        let root = dataset.root
        try root.put(.specificCharacterSet, "ISO_IR 192")
        try root.put(.sopClassUID, UID.secondaryCaptureImageStorage)
        try root.put(.sopInstanceUID, "2.25.7")
        try root.put(.studyInstanceUID, "2.25.5")
        try root.put(.seriesInstanceUID, "2.25.6")
        try root.put(.patientName, "Ashdown^Zoë")
        try root.put(.patientID, "P1")
        try root.put(.rows, 6)
        try root.put(.columns, 8)
        try root.put(.samplesPerPixel, 1)
        try root.put(.photometricInterpretation, "MONOCHROME2")
        try root.put(.bitsAllocated, UInt16(bits))
        try root.put(.bitsStored, UInt16(bits))
        try root.put(.highBit, UInt16(bits - 1))
        try root.put(.pixelRepresentation, 0)
        let store = try PixelStore(bitsAllocated: bits, pixelBytes: 48 * bits / 8)
        unsafe store.withMutableBytes { unsafe $0.copyBytes(from: bytes(bits: bits)) }
        try dataset.adopt(store)
        return dataset
    }
}
