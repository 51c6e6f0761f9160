package import DICOM
import FilmModel

/// A marked instance of nobody, by which an archive is tried before the first film.
package struct TestInstance {
    package let dataset: Dataset
    package let expected: Expected

    /// Patient's Name of every test instance: by it, the archive's keeper finds and deletes them.
    package static let patientName = "FILMMIGRATE^TEST"
    /// Patient ID of every test instance.
    package static let patientID = "FILMMIGRATE-TEST"

    /// What a test instance is called: new each time, or kept for trying again.
    package struct Names: Sendable {
        let study = UID.random()
        let series = UID.random()
        package let instance = UID.random()

        package init() {}
    }

    private static let rows = 128
    private static let columns = 96

    /// A ramp of 12 in 16 bit.
    package init(_ names: Names = Names()) throws(DICOMError) {
        dataset = try Dataset()
        let root = dataset.root
        let (study, series, instance) = (names.study, names.series, names.instance)
        let texts: [(Tag, String)] = [
            (.specificCharacterSet, "ISO_IR 192"), (.sopClassUID, UID.secondaryCaptureImageStorage),
            (.sopInstanceUID, instance), (.studyInstanceUID, study), (.seriesInstanceUID, series),
            (.modality, "OT"), (.conversionType, "SYN"), (.patientName, Self.patientName),
            (.patientID, Self.patientID), (.patientBirthDate, ""), (.patientSex, "O"), (.studyDate, ""),
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

    /// The result of storing a test instance.
    package enum Placed: Sendable {
        /// It was taken, and came back the same.
        case kept
        /// The archive refuses it or gives something else back: why.
        case faulty(String)
        /// It took it with success and has not got it yet: why that matters.
        case missing(String)
        /// The archive can't be asked: why.
        case unavailable(String)
    }

    /// Stores the instance, reads it back and compares. Blocks. One that was tried before may be there already.
    package func store(in destination: Destination, isRepeated: Bool = false) -> Placed {
        let link = ArchiveLink(destination)
        switch link.send(dataset, expected, askFirst: isRepeated) {
        case .stored(let status, nil) where status == 0: break
        case .found where isRepeated: break
        case .found, .misplaced: return .faulty("claims to have an instance that has never been sent")
        case .unavailable(let words): return .unavailable("does not take a test instance: \(words)")
        case .refused(_, let words), .failed(_, let words):
            return .faulty("does not take a test instance: \(words)")
        case .stored(let status, _):
            return .faulty("does not take a test instance: \(ArchiveWords.told("C-STORE", status))")
        }
        switch link.readBack(expected) {
        case .equal, .followed: return .kept
        case .absent: return .missing("took a test instance with success and does not have it")
        case .differs(let what): return .faulty("gives back another test instance than it took: \(what)")
        case .failed(let status):
            return .faulty("does not give a test instance back: \(ArchiveWords.told("C-GET", status))")
        case .unavailable(let why): return .unavailable("does not give a test instance back: \(why)")
        }
    }

    /// Stores an instance, reads it back and compares. Blocks. The SOP Instance UID; throws where the archive does
    /// not take it or gives something else back.
    package static func tryOut(_ destination: Destination) throws -> String {
        let instance = try TestInstance()
        switch instance.store(in: destination) {
        case .kept: return instance.expected.sopInstanceUID
        case .faulty(let words), .missing(let words), .unavailable(let words):
            throw DICOMError(
                .notAccepted, "the archive \(destination.name) \(words)",
                remedy: "have the archive's keeper see to it before a film is sent: docs/archives.md")
        }
    }
}
