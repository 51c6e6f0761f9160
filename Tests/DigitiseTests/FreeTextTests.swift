import DICOM
import FilmModel
import Foundation
import Testing

@testable import Digitise
@testable import PatientIndex

@Suite("Free text survives whole, or is refused by name")
struct FreeTextTests {
    /// A free-text attribute, how to set it, and how many characters it takes.
    struct Field: Sendable, CustomTestStringConvertible {
        let tag: Attribute
        let limit: Int
        let set: @Sendable (inout FilmOrigin, String) -> Void
        var path: [(Attribute, Int)] = []
        var testDescription: String { tag.description }
    }

    static let fields: [Field] = [
        Field(tag: .institutionName, limit: 64) { $0.institution = $1 },
        Field(tag: .secondaryCaptureDeviceID, limit: 64) { $0.description.scannerSerial = $1 },
        Field(tag: .secondaryCaptureDeviceManufacturer, limit: 64) {
            $0.description.scannerManufacturer = $1
        },
        Field(tag: .secondaryCaptureDeviceManufacturerModelName, limit: 64) {
            $0.description.scannerModel = $1
        },
        Field(
            tag: .institutionName, limit: 64, set: { $0.bureau = $1 },
            path: [(.contributingEquipmentSequence, 0)]),
    ]

    static let texts = [
        "plain", "a<b>&c", "caret ^ and = sign", "back\\slash", "né à Łódź", "漢字", "tab\there", "nul\0byte",
        "e\u{301} combining", "quote \" ' `", "^\u{301}=\u{301}\\\u{301}", "two\r\nlines",
        "C1 \u{85} control",
    ]

    private func value(_ field: Field, _ text: String) throws -> String? {
        var origin = try SampleFilm.origin()
        field.set(&origin, text)
        let instance = try SampleFilm.instance(SampleFilm.tiff([SamplePicture.page(bits: 8)]), origin: origin)
        let folder = try TemporaryFolder()
        try instance.dataset.save(to: folder.file("a.dcm"))
        var item = try Dataset(path: folder.file("a.dcm")).root
        for (tag, index) in field.path { item = try #require(item.item(tag, at: index)) }
        return try item.string(field.tag)
    }

    /// What the text becomes: a backslash is DICOM's own delimiter, control characters are not allowed.
    private func expected(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0 == "\\" ? "/" : $0.properties.generalCategory == .control ? " " : $0
                }))
    }

    @Test("delimiters, markup and other alphabets come back as they were", arguments: fields)
    func roundTrip(field: Field) throws {
        for text in Self.texts {
            #expect(
                try value(field, text).map { Array($0.unicodeScalars) }
                    == Array(expected(text).unicodeScalars))
        }
    }

    @Test("64 characters fit, 65 are refused with the attribute's tag and never cut", arguments: fields)
    func lengths(field: Field) throws {
        for letter in ["a", "é", "漢"] {
            let longest = String(repeating: letter, count: field.limit)
            #expect(try value(field, longest) == longest)
            let error = #expect(throws: DICOMError.self) { try value(field, longest + letter) }
            #expect(error?.code == .attributeRefused(tag: field.tag))
            #expect(error?.description.contains(letter + letter) == false)
        }
        // A letter with its accent apart is two characters to DICOM.
        #expect(throws: DICOMError.self) { try value(field, String(repeating: "e\u{301}", count: 33)) }
    }

    @Test("a patient's name keeps its letters; delimiters in it become spaces")
    func names() throws {
        func name(_ family: String, _ given: String? = "Ann") throws -> String? {
            let patient = SampleFilm.person {
                $0.familyName = family; $0.givenName = given
            }
            return try SampleFilm.instance(SampleFilm.tiff([SamplePicture.page(bits: 8)]), patient: patient)
                .dataset.root.string(.patientName)
        }
        #expect(try name("O'Brien-Łukasz") == "O'Brien-Łukasz^Ann")
        #expect(try name("漢") == "漢^Ann")
        #expect(try name("A^B=C\\D") == "A B C D^Ann")
        #expect(try name("A^\u{301}B") == "A \u{301}B^Ann")
        #expect(try name("A\tB\u{1B}C\0D\u{85}E") == "A B C D E^Ann")
        #expect(try name("<Smith> & Co") == "<Smith> & Co^Ann")
        #expect(try name("Smith", nil) == "Smith")
        #expect(try name(String(repeating: "é", count: 60)) == String(repeating: "é", count: 60) + "^Ann")
        let error = #expect(throws: DICOMError.self) { try name(String(repeating: "é", count: 61)) }
        #expect(error?.code == .attributeRefused(tag: .patientName))
    }

    @Test("a patient's number takes 64 characters")
    func numbers() throws {
        func number(_ local: String) throws -> String? {
            let patient = SampleFilm.person {
                $0.nhsNumber = nil; $0.localID = local; $0.localIDIssuer = nil
            }
            return try SampleFilm.instance(SampleFilm.tiff([SamplePicture.page(bits: 8)]), patient: patient)
                .dataset.root.string(.patientID)
        }
        #expect(try number("A<1>&^=é") == "A<1>&^=é")
        #expect(try number(String(repeating: "9", count: 64))?.utf8.count == 64)
        let error = #expect(throws: DICOMError.self) { try number(String(repeating: "9", count: 65)) }
        #expect(error?.code == .attributeRefused(tag: .patientID))
    }

    @Test("an examination's number longer than Study ID takes stands whole in the provenance")
    func examination() throws {
        func study(_ exam: String) throws -> (String?, String?) {
            let root = try SampleFilm.instance(
                SampleFilm.tiff([SamplePicture.page(bits: 8)]),
                origin: SampleFilm.origin { $0.description.examID = exam }
            ).dataset.root
            return (
                try root.string(.studyID),
                try root.item(.contributingEquipmentSequence, at: 1)?.string(.contributionDescription)
            )
        }
        #expect(try study("1234567890123456").0 == "1234567890123456")
        let long = try study("12345678901234567")
        #expect(long.0 == "")
        #expect(long.1?.contains("exam 12345678901234567,") == true)
        #expect(try study(String(repeating: "e\u{301}", count: 9)).0 == "")
    }

    @Test("a code that is none is refused with its tag")
    func codes() throws {
        let error = #expect(throws: DICOMError.self) {
            try SampleFilm.instance(
                SampleFilm.tiff([SamplePicture.page(bits: 8)]),
                origin: SampleFilm.origin { $0.description.bodyPart = "ÉPAULE" })
        }
        #expect(error?.code == .attributeRefused(tag: .bodyPartExamined))
    }
}
