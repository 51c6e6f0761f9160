import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("An instance says what the standard and the project ask of it")
struct HeaderTests {
    private func root(
        _ page: TIFFPage = SamplePicture.page(), declaredBits: Int? = nil,
        patient: PatientIdentity = SampleFilm.person(), delivered: PatientIdentity? = nil,
        _ change: (inout FilmOrigin) -> Void = { _ in }
    ) throws -> Item {
        try SampleFilm.instance(
            SampleFilm.tiff([page]), declaredBits: declaredBits, origin: SampleFilm.origin(change),
            patient: patient, delivered: delivered
        ).dataset.root
    }

    @Test("the attributes that never change")
    func constants() throws {
        let root = try root()
        let expected: [(Attribute, String)] = [
            (.specificCharacterSet, "ISO_IR 192"), (.imageType, "ORIGINAL\\PRIMARY"), (.conversionType, "DF"),
            (.sopClassUID, "1.2.840.10008.5.1.4.1.1.7"), (.manufacturer, ""), (.patientOrientation, ""),
            (.studyTime, ""), (.referringPhysicianName, ""), (.accessionNumber, ""),
            (.burnedInAnnotation, "YES"), (.lossyImageCompression, "00"), (.pixelRepresentation, "0"),
            (.typeOfPatientID, "TEXT"),
        ]
        for (tag, value) in expected { #expect(try root.string(tag) == value, "\(tag)") }
        let absent = [
            Attribute(0x0018, 0x2020), Attribute(0x0018, 0x2030), Attribute(0x0028, 0x0A02),
            Attribute(0x0028, 0x1052),
            Attribute(0x0010, 0x1000), .planarConfiguration, Attribute(0x0028, 0x0008),
        ]
        for tag in absent { #expect(try root.string(tag) == nil, "\(tag)") }
        let code = try #require(root.item(.performedProtocolCodeSequence))
        #expect(try code.string(.codeValue) == "110020")
    }

    @Test("the patient is the matched person, with the national number first and the hospital's beside it")
    func patient() throws {
        let root = try root()
        #expect(try root.string(.patientName) == "Ashdown^Rosalind")
        #expect(try root.string(.patientID) == "9434765919")
        #expect(try root.string(.issuerOfPatientID) == "TEST")
        #expect(try root.string(.patientBirthDate) == "19511130")
        #expect(try root.string(.patientSex) == "F")
        let other = try #require(root.item(.otherPatientIDsSequence))
        #expect(try other.string(.patientID) == "H123456")
        #expect(try other.string(.issuerOfPatientID) == "RXA")
        #expect(try other.string(.typeOfPatientID) == "TEXT")
        let nhs = try self.root(patient: SampleFilm.person { $0.nhsNumber = "401 023 2137" })
        #expect(try nhs.string(.patientID) == "4010232137")
        #expect(try nhs.string(.issuerOfPatientID) == "NHS")
        let qualifiers = try #require(nhs.item(.issuerOfPatientIDQualifiersSequence))
        #expect(try qualifiers.string(.universalEntityID) == "2.16.840.1.113883.2.1.4.1")
        #expect(try qualifiers.string(.identifierTypeCode) == "NH")
    }

    @Test(
        "a local number stands as Patient ID with its issuer before it; a wrong check digit is no NHS number")
    func localNumber() throws {
        let local = SampleFilm.person { $0.nhsNumber = "4010232138" }
        let root = try root(patient: local)
        #expect(try root.string(.patientID) == "RXA-H123456")
        #expect(try root.string(.issuerOfPatientID) == "RXA")
        #expect(root.item(.otherPatientIDsSequence) == nil)
        #expect(root.item(.issuerOfPatientIDQualifiersSequence) == nil)
    }

    @Test("two people without a number do not share a Patient ID")
    func noNumber() throws {
        let first = SampleFilm.person {
            $0.nhsNumber = nil; $0.localID = nil; $0.id = PersonID("P-1")
        }
        let second = SampleFilm.person {
            $0.nhsNumber = nil; $0.localID = nil; $0.id = PersonID("P-2")
        }
        #expect(!first.id.isEmpty)
        #expect(first.id != second.id)
    }

    @Test("a complete examination date is the study's; a partial one stays empty and stands in the text")
    func dates() throws {
        let complete = try root()
        #expect(try complete.string(.studyDate) == "19980417")
        #expect(try complete.string(.acquisitionDate) == "19980417")
        #expect(try complete.string(.contentDate) == "20090302")
        #expect(try complete.string(.dateOfSecondaryCapture) == "20090302")
        #expect(try complete.string(.timeOfSecondaryCapture) == "101530")
        #expect(try complete.string(.timezoneOffsetFromUTC) == "+0000")
        #expect(try complete.string(.instanceCreationDate) == "20090304")
        #expect(try complete.string(.instanceCreationTime) == "080000")
        for text in ["1998", "1998-04"] {
            let partial = try root { $0.description.examDate = PartialDate(text) }
            #expect(try partial.string(.studyDate) == "")
            #expect(try partial.string(.acquisitionDate) == nil)
            #expect(try partial.string(.studyDescription) == "Digitised film, examined \(text)")
        }
        let born = try root(patient: SampleFilm.person { $0.birthDate = PartialDate("1951-11") })
        #expect(try born.string(.patientBirthDate) == "")
        let convert = try root { $0.takenInAt = nil }
        #expect(try convert.string(.instanceCreationDate) == nil)
        let unzoned = try root { $0.description.scannedAt = "2009-03-02T10:15:30" }
        #expect(try unzoned.string(.timeOfSecondaryCapture) == "101530")
        #expect(try unzoned.string(.timezoneOffsetFromUTC) == nil)
        for odd in ["2009-03-02T10:99:30", "2009-03-02T23:59:61", "2009-03-02 late", "2009-03-02"] {
            let odd = try root { $0.description.scannedAt = odd }
            #expect(try odd.string(.dateOfSecondaryCapture) == "20090302")
            #expect(try odd.string(.timeOfSecondaryCapture) == nil)
        }
        let nonsense = try root { $0.description.scannedAt = "last week" }
        #expect(try nonsense.string(.dateOfSecondaryCapture) == nil)
    }

    @Test("the pixels are described as they are stored, with the window of their full range")
    func pixelDescription() throws {
        func values(_ root: Item, _ tags: Attribute...) throws -> [String?] {
            try tags.map { try root.string($0) }
        }
        let twelve = try root(SamplePicture.page(valueBits: 12), declaredBits: 12)
        #expect(
            try values(
                twelve, .rows, .columns, .bitsAllocated, .bitsStored, .highBit, .windowCenter, .windowWidth)
                == ["47", "61", "16", "12", "11", "2048", "4096"])
        #expect(
            try values(twelve, .photometricInterpretation, .presentationLUTShape) == [
                "MONOCHROME2", "IDENTITY",
            ])
        let eight = try root(SamplePicture.page(bits: 8, photometric: .minIsWhite))
        #expect(
            try values(
                eight, .bitsAllocated, .bitsStored, .highBit, .windowCenter, .photometricInterpretation)
                == ["8", "8", "7", "128", "MONOCHROME1"])
        #expect(try eight.string(.presentationLUTShape) == "INVERSE")
        let tiff = RawTIFF.colour(
            width: 16, height: 8, samples: SamplePicture.samples(48, 8, bits: 8).map { UInt8($0) })
        let colour = try SampleFilm.instance(tiff.data).dataset.root
        #expect(
            try values(
                colour, .samplesPerPixel, .photometricInterpretation, .planarConfiguration, .bitsStored)
                == ["3", "RGB", "0", "8"])
        #expect(try colour.string(.presentationLUTShape) == nil)
    }

    @Test("spacing comes from the file's unit, else from the manifest, and never from a unit of none")
    func spacing() throws {
        let inch = try root(SamplePicture.page(resolution: .dotsPerInch(254)))
        #expect(try inch.string(.nominalScannedPixelSpacing) == "0.1\\0.1")
        #expect(try inch.string(.pixelSpacing) == "0.1\\0.1")
        let centimetre = try root(SamplePicture.page(resolution: .dotsPerCentimetre(50)))
        #expect(try centimetre.string(.pixelSpacing) == "0.2\\0.2")
        let none = SamplePicture.page(resolution: .withoutUnit(254))
        #expect(try root(none).string(.pixelSpacing) == nil)
        let manifest = try root(none) { $0.description.pixelSpacing = PixelSpacing("0.1x0.125") }
        #expect(try manifest.string(.nominalScannedPixelSpacing) == "0.1\\0.125")
        let odd = try root(SamplePicture.page(resolution: .dotsPerInch(300)))
        let text = try #require(try odd.string(.pixelSpacing))
        #expect(
            text.split(separator: "\\").allSatisfy {
                $0.utf8.count <= 16 && abs((Double($0) ?? 0) - 25.4 / 300) < 1e-6
            })
    }

    @Test("scanner and program are contributing equipment; the film's own maker stays empty")
    func equipment() throws {
        let root = try root()
        #expect(try root.string(.secondaryCaptureDeviceID) == "S/N 42")
        #expect(try root.string(.secondaryCaptureDeviceManufacturer) == "Scanwerk")
        let scanner = try #require(root.item(.contributingEquipmentSequence, at: 0))
        #expect(try scanner.item(.purposeOfReferenceCodeSequence)?.string(.codeValue) == "FILMD")
        #expect(try scanner.string(.contributionDateTime) == "20090302101530+0000")
        let program = try #require(root.item(.contributingEquipmentSequence, at: 1))
        #expect(try program.string(.manufacturer) == "filmmigrate")
        #expect(try program.string(.contributionDateTime) == "20090304080000+0000")
        let text = try #require(try program.string(.contributionDescription))
        for part in [
            "B-101", "F-001", "row 12", "jacket J-7", "exam E-3", "page 1", "profile 1", "0123456789abcdef",
        ] {
            #expect(text.contains(part))
        }
        #expect(root.item(.contributingEquipmentSequence, at: 2) == nil)
    }

    @Test("what the label said is kept where it is another identity, and only there")
    func originalAttributes() throws {
        let label = PatientIdentity(
            Label(
                nhsNumber: "9434765919", hospitalNumber: "H1", familyName: "Ashdwon", givenName: "R", sex: "F"
            ),
            trust: TrustID("RXA"))
        let root = try root(delivered: label)
        let original = try #require(root.item(.originalAttributesSequence))
        #expect(try original.string(.reasonForTheAttributeModification) == "COERCE")
        #expect(try original.string(.sourceOfPreviousValues) == "Filmwerk, batch B-101")
        #expect(try original.string(.modifyingSystem) == "filmmigrate")
        #expect(try original.string(.attributeModificationDateTime) == "20090304080000+0000")
        let before = try #require(original.item(.modifiedAttributesSequence))
        #expect(try before.string(.patientName) == "Ashdwon^R")
        #expect(try before.string(.patientID) == "9434765919")
        #expect(try before.string(.issuerOfPatientID) == "TEST")
        #expect(try before.string(.patientBirthDate) == "")
        #expect(try before.item(.otherPatientIDsSequence)?.string(.patientID) == "H1")
        #expect(try self.root(delivered: SampleFilm.person()).item(.originalAttributesSequence) == nil)
        #expect(try self.root().item(.originalAttributesSequence) == nil)
    }

    @Test("the identity to compare holds what the dataset says, and nothing empty")
    func identity() throws {
        let instance = try SampleFilm.instance(
            SampleFilm.tiff([SamplePicture.page()]),
            origin: SampleFilm.origin {
                $0.description.examDate = nil; $0.description.viewPosition = "AP"
            })
        #expect(instance.identity["(0010,0020)"] == "9434765919")
        #expect(instance.identity["(0018,5101)"] == "AP")
        #expect(instance.identity["(0008,0018)"] == instance.sopInstanceUID)
        #expect(instance.identity["(0008,0020)"] == nil)
        #expect(!instance.identity.values.contains(""))
    }
}
