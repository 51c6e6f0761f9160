import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

/// A film of an invented Trust, and the way from its scan to its instance.
enum SampleFilm {
    /// DCMTK, once for the process.
    static let library: Void? = try? DICOMLibrary.start()

    static func origin(_ change: (inout FilmOrigin) -> Void = { _ in }) throws -> FilmOrigin {
        var description = FilmDescription(filmID: "F-001", image: "scans/F-001.tif")
        description.jacketID = "J-7"
        description.examID = "E-3"
        description.examDate = PartialDate("1998-04-17")
        description.modality = "RG"
        description.bodyPart = "HAND"
        description.laterality = .left
        description.scannerManufacturer = "Scanwerk"
        description.scannerModel = "Diafilm 3"
        description.scannerSerial = "S/N 42"
        description.scannedAt = "2009-03-02T10:15:30Z"
        guard let trust = TrustID("RXA") else { throw CocoaError(.featureUnsupported) }
        var origin = FilmOrigin(
            trust: trust, institution: "Northvale Hospitals", bureau: "Filmwerk", batchNumber: "B-101",
            filmName: "F-001", row: 12, description: description,
            sourceDigest: String(repeating: "0123456789abcdef", count: 4),
            takenInAt: Timestamp(rfc3339: "2009-03-04T08:00:00Z"), generation: 0)
        change(&origin)
        return origin
    }

    static func person(_ change: (inout Person) -> Void = { _ in }) -> PatientIdentity {
        var person = Person(id: PersonID("P-1"))
        person.nhsNumber = "9434765919"
        person.localID = "H123456"
        person.localIDIssuer = "RXA"
        person.familyName = "Ashdown"
        person.givenName = "Rosalind"
        person.birthDate = PartialDate("1951-11-30")
        person.sex = .female
        change(&person)
        return PatientIdentity(person)
    }

    /// The bytes of a TIFF with these pages.
    static func tiff(
        _ pages: [TIFFPage], container: TIFFWriter.Container = .classic,
        byteOrder: TIFFWriter.ByteOrder = .littleEndian
    ) throws -> Data {
        let folder = try TemporaryFolder()
        try TIFFWriter.write(pages, to: folder.file("a.tif"), container: container, byteOrder: byteOrder)
        return try Data(contentsOf: URL(filePath: folder.file("a.tif")))
    }

    static func scan(
        _ tiff: Data, page: Int? = nil, declaredBits: Int? = nil, declaredSpacing: PixelSpacing? = nil,
        limits: ScanLimits = ScanLimits()
    ) throws -> Scan {
        #expect(library != nil)
        var scan: Scan?
        try unsafe tiff.withUnsafeBytes {
            scan = try unsafe Scan(
                $0, page: page, declaredBits: declaredBits, declaredSpacing: declaredSpacing, limits: limits)
        }
        guard let scan = scan.take() else { throw CocoaError(.featureUnsupported) }
        return scan
    }

    static func instance(
        _ tiff: Data, declaredBits: Int? = nil, origin: FilmOrigin? = nil,
        patient: PatientIdentity = person(),
        delivered: PatientIdentity? = nil, matchedAt: Timestamp? = nil
    ) throws -> Instance {
        let origin = try origin ?? Self.origin()
        let builder = InstanceBuilder(
            origin, patient: patient, delivered: delivered, matchedAt: matchedAt)
        return try builder.build(
            scan(tiff, declaredBits: declaredBits, declaredSpacing: origin.description.pixelSpacing))
    }

    /// The pixels of a scan as numbers.
    static func values(_ scan: borrowing Scan) -> [UInt16] {
        let header = scan.header
        return unsafe scan.pixels.withBytes { bytes in
            let bytes = unsafe Array(bytes.prefix(header.pixelBytes))
            if header.bitsAllocated == 8 { return bytes.map(UInt16.init) }
            return (0..<bytes.count / 2).map { UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8 }
        }
    }
}
