package import DICOM
import FilmModel

/// A marked instance of nobody, by which an archive is tried before the first film: its UIDs are new each time.
package struct TestInstance {
    package let dataset: Dataset
    package let expected: Expected

    /// Patient's Name of every test instance: by it, the archive's keeper finds and deletes them.
    package static let patientName = "FILMMIGRATE^TEST"

    private static let rows = 128
    private static let columns = 96

    /// A ramp of 12 in 16 bit.
    package init() throws(DICOMError) {
        dataset = try Dataset()
        let root = dataset.root
        let (study, series, instance) = (UID.random(), UID.random(), UID.random())
        let texts: [(Tag, String)] = [
            (.specificCharacterSet, "ISO_IR 192"), (.sopClassUID, UID.secondaryCaptureImageStorage),
            (.sopInstanceUID, instance), (.studyInstanceUID, study), (.seriesInstanceUID, series),
            (.modality, "OT"), (.conversionType, "SYN"), (.patientName, Self.patientName),
            (.patientID, "FILMMIGRATE-TEST"), (.patientBirthDate, ""), (.patientSex, "O"), (.studyDate, ""),
            (.studyTime, ""), (.studyID, ""), (.accessionNumber, ""), (.referringPhysicianName, ""),
            (.studyDescription, "Test of this archive: may be deleted"), (.seriesNumber, "1"),
            (.instanceNumber, "1"), (.patientOrientation, ""), (.photometricInterpretation, "MONOCHROME2"),
            (.burnedInAnnotation, "NO"), (.imageLaterality, "U"),
        ]
        for (tag, value) in texts { try root.put(tag, value) }
        for (tag, value) in [
            (Tag.samplesPerPixel, 1), (.rows, Self.rows), (.columns, Self.columns), (.bitsAllocated, 16),
            (.bitsStored, 12), (.highBit, 11), (.pixelRepresentation, 0),
        ] {
            try root.put(tag, UInt16(value))
        }
        let ramp = (0..<Self.rows * Self.columns).flatMap { index in
            let sample = UInt16(index % 4096)
            return [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
        }
        let pixels = try PixelStore(bitsAllocated: 16, pixelBytes: ramp.count)
        unsafe pixels.withMutableBytes { unsafe $0.copyBytes(from: ramp) }
        try dataset.adopt(pixels)
        let digest = unsafe ramp.withUnsafeBytes { unsafe QuickDigest.text(of: $0) }
        expected = Expected(
            studyInstanceUID: study, seriesInstanceUID: series, sopInstanceUID: instance, pixelDigest: digest,
            identity: try dataset.identity())
    }

    /// Stores the instance, reads it back and compares. Blocks. The SOP Instance UID; throws where the archive does
    /// not take it or gives something else back.
    package static func tryOut(_ destination: Destination) throws -> String {
        let instance = try TestInstance()
        let link = ArchiveLink(destination)
        let sent: String
        switch link.send(instance.dataset, instance.expected, askFirst: false) {
        case .stored(let status, nil) where status == 0: sent = ""
        case .stored(let status, _): sent = ArchiveWords.told("C-STORE", status)
        case .found, .misplaced: sent = "it claims to have an instance that has never been sent"
        case .refused(_, let words), .unavailable(let words): sent = words
        case .failed(_, let words): sent = words
        }
        guard sent.isEmpty else { throw failure(destination, "does not take a test instance: \(sent)") }
        let words: String
        switch link.readBack(instance.expected) {
        case .equal, .followed: return instance.expected.sopInstanceUID
        case .absent: words = "took a test instance with success and does not have it"
        case .differs(let what): words = "gives back another test instance than it took: \(what)"
        case .failed(let status):
            words = "does not give a test instance back: \(ArchiveWords.told("C-GET", status))"
        case .unavailable(let why): words = "does not give a test instance back: \(why)"
        }
        throw failure(destination, words)
    }

    private static func failure(_ destination: Destination, _ words: String) -> DICOMError {
        DICOMError(
            .notAccepted, "the archive \(destination.name) \(words)",
            remedy: "have the archive's keeper see to it before a film is sent: docs/archives.md")
    }
}
