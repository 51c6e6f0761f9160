import DICOM
import FilmModel
import Foundation
import Testing

@Suite("A dataset holds what it was given, or refuses it")
struct DatasetTests {
    typealias Attribute = DICOM.Tag

    private func saved(_ dataset: Dataset) throws -> Dataset {
        let folder = try TemporaryFolder()
        try dataset.save(to: folder.file("a.dcm"))
        return try Dataset(path: folder.file("a.dcm"))
    }

    @Test("attributes come back as they were put; absent is nil, empty is empty")
    func values() throws {
        let dataset = try Dataset()
        try dataset.root.put(.patientName, "Łukasz^Ann")
        try dataset.root.put(.imageType, "ORIGINAL\\PRIMARY")
        try dataset.root.put(.rows, 47)
        try dataset.root.put(.accessionNumber, "")
        try dataset.root.put(.pixelSpacing, "0.1\\0.125")
        #expect(try dataset.root.string(.patientName) == "Łukasz^Ann")
        #expect(try dataset.root.string(.imageType) == "ORIGINAL\\PRIMARY")
        #expect(try dataset.root.string(.rows) == "47")
        #expect(try dataset.root.string(.accessionNumber) == "")
        #expect(try dataset.root.string(.pixelSpacing) == "0.1\\0.125")
        #expect(try dataset.root.string(.studyDate) == nil)
        try dataset.root.put(.patientName, "Other")
        #expect(try dataset.root.string(.patientName) == "Other")
    }

    @Test("a value longer than the reader's first buffer comes back whole")
    func longValue() throws {
        let dataset = try Dataset()
        for length in [254, 255, 256, 257, 1_024] {
            let text = String(repeating: "x", count: length)
            try dataset.root.put(text: text, .contributionDescription)
            #expect(try dataset.root.string(.contributionDescription) == text)
        }
    }

    @Test("sequences keep the order of their items, and their nesting")
    func sequences() throws {
        let dataset = try SampleObject.make()
        for number in 0..<3 {
            try dataset.root.append(.contributingEquipmentSequence) { item throws(DICOMError) in
                try item.put(.manufacturer, "M\(number)")
                try item.append(.purposeOfReferenceCodeSequence) { code throws(DICOMError) in
                    try code.put(.codeValue, "C\(number)")
                }
            }
        }
        for dataset in [dataset, try saved(dataset)] {
            for number in 0..<3 {
                let item = try #require(dataset.root.item(.contributingEquipmentSequence, at: number))
                #expect(try item.string(.manufacturer) == "M\(number)")
                #expect(try item.item(.purposeOfReferenceCodeSequence)?.string(.codeValue) == "C\(number)")
            }
            #expect(dataset.root.item(.contributingEquipmentSequence, at: 3) == nil)
            #expect(dataset.root.item(.otherPatientIDsSequence) == nil)
            #expect(dataset.root.item(.patientName) == nil)
        }
    }

    @Test("an item outlives the value that it was lent from")
    func lifetime() throws {
        func lent() throws -> Item { try SampleObject.make().root }
        #expect(try lent().string(.patientID) == "P1")
    }

    @Test(
        "values that their attribute does not allow are refused with its tag",
        arguments: [
            (Attribute.studyDate, "1998"), (.studyDate, "19980231"), (.studyDate, "1998-04-17"),
            (.studyTime, "250000"),
            (.patientName, "A=B=C=D"), (.modality, "x ray"), (.bodyPartExamined, "ABCDEFGHIJKLMNOPQ"),
            (.studyID, "12345678901234567"), (.studyInstanceUID, "1.2.x"), (.pixelSpacing, "0.1"),
            (.pixelSpacing, "0.12345678901234567\\1"), (.rows, "65536"), (.patientID, "a\\b"),
            (.patientID, "a\nb"),
            (.patientID, "a\0b"), (.patientSex, "é"), (.contributionDateTime, "20090302101530-0000"),
            (.contributionDateTime, "20090302+1401"), (.contributionDateTime, "20090302+000"),
            (.contributionDateTime, "2009-2010"), (.contributionDateTime, "+0000"),
            (.contributionDateTime, "20090302+0060"), (.contributionDateTime, "20090302+0000Z"),
            (.contributionDateTime, "20090230101530+0000"), (.pixelData, "x"),
            (.otherPatientIDsSequence, "x"),
            (Attribute(0x0009, 0x0010), "private"), (Attribute(0x0002, 0x0010), "1.2"),
        ])
    func refusals(tag: Attribute, value: String) throws {
        let dataset = try Dataset()
        let error = #expect(throws: DICOMError.self) { try dataset.root.put(tag, value) }
        #expect(error?.code == .attributeRefused(tag: tag))
        #expect(value.count < 4 || error?.description.contains(value) == false)
        #expect(try dataset.root.string(tag) == nil)
    }

    @Test(
        "date-times in every zone are taken, UTC too",
        arguments: [
            "20090302101530+0000", "20090302101530", "20090302101530.123456+0100", "2009", "20090302+0000",
            "20090302-0330", "200903+1400", "2009-1200", "2009030210+0000",
        ])
    func dateTimes(value: String) throws {
        let dataset = try Dataset()
        try dataset.root.put(.contributionDateTime, value)
        #expect(try dataset.root.string(.contributionDateTime) == value)
    }

    @Test("a number is put only into an attribute of numbers, an item only into a sequence")
    func wrongKind() throws {
        let dataset = try Dataset()
        #expect(throws: DICOMError.self) { try dataset.root.put(.patientName, 1) }
        #expect(throws: DICOMError.self) { try dataset.root.append(.patientName) { _ throws(DICOMError) in } }
    }

    @Test("free text keeps its characters but for backslash and controls")
    func plain() {
        #expect("a\\b\tc\u{85}d\0e^=<>&漢é".dicomText == "a/b c d e^=<>&漢é")
        #expect("\r\n".dicomText == "  ")
    }

    @Test("a file comes back with its pixels, and the same dataset gives the same bytes")
    func file() throws {
        let dataset = try SampleObject.make(bits: 16)
        let folder = try TemporaryFolder()
        try dataset.save(to: folder.file("a.dcm"))
        try SampleObject.make(bits: 16).save(to: folder.file("b.dcm"))
        let first = try Data(contentsOf: URL(filePath: folder.file("a.dcm")))
        #expect(try first == Data(contentsOf: URL(filePath: folder.file("b.dcm"))))
        let read = try Dataset(path: folder.file("a.dcm"))
        #expect(try read.identity() == dataset.identity())
        let pixels = try unsafe dataset.withPixels { unsafe Array($0) }
        #expect(try unsafe read.withPixels { unsafe Array($0) } == pixels)
        #expect(pixels == SampleObject.bytes(bits: 16))
        try read.save(to: folder.file("c.dcm"))
        #expect(try first == Data(contentsOf: URL(filePath: folder.file("c.dcm"))))
    }

    @Test("what is no DICOM file, or cut short, or can't be written, is an error without the library's words")
    func badFiles() throws {
        let folder = try TemporaryFolder()
        try SampleObject.make().save(to: folder.file("a.dcm"))
        let whole = try Data(contentsOf: URL(filePath: folder.file("a.dcm")))
        for length in [0, 1, 131, 200, whole.count / 2, whole.count - 1] {
            try whole.prefix(length).write(to: URL(filePath: folder.file("cut.dcm")))
            #expect(throws: DICOMError.self) { try Dataset(path: folder.file("cut.dcm")) }
        }
        #expect(throws: DICOMError.self) { try Dataset(path: folder.file("none.dcm")) }
        #expect(throws: DICOMError.self) { try SampleObject.make().save(to: folder.file("no/a.dcm")) }
        #expect(throws: DICOMError.self) { try SampleObject.make().save(to: "/dev/full") }
        #expect(throws: DICOMError.self) { try Dataset().save(to: folder.file("b.dcm")) }
    }

    @Test("a dataset without pixels says so")
    func noPixels() throws {
        let error = #expect(throws: DICOMError.self) { try unsafe Dataset().withPixels { $0.count } }
        #expect(error?.code == .unreadable)
    }

    @Test("the library is the one that the project was measured with, and has its dictionary")
    func library() throws {
        #expect(SampleObject.library != nil)
        #expect(DICOMLibrary.version.hasPrefix("3.6."))
        #expect(DICOMLibrary.hasDictionary)
    }

    @Test("the identity leaves empty attributes out")
    func identity() throws {
        let dataset = try SampleObject.make()
        try dataset.root.put(.studyDate, "")
        let identity = try dataset.identity()
        #expect(identity["(0010,0020)"] == "P1")
        #expect(identity["(0008,0020)"] == nil)
    }
}
