import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise
@testable import Migration
@testable import filmmigrate

/// DICOM's tag: Swift Testing has a `Tag` of its own.
private typealias Attribute = DICOM.Tag

@Suite("convert says what becomes of what it was told")
struct ConvertTests {
    private let folder: TemporaryFolder
    private let tool: Tool
    private var scan: String { folder.path + "/a.tif" }
    private var out: String { folder.path + "/o.dcm" }

    init() throws {
        folder = try TemporaryFolder()
        tool = Tool(workspace: folder.path + "/none")
        let pixels = (0..<64 * 64).map { UInt16($0 * 16) }
        try TIFFWriter.write(
            [TIFFPage(width: 64, height: 64, pixels: pixels, resolution: .dotsPerInch(200))], to: scan)
    }

    private func value(_ tag: Attribute) throws -> String? { try Dataset(path: out).root.string(tag) }

    @Test(
        "a date of birth is taken in every form that labels have",
        arguments: [
            "1950-12-31", "31/12/1950", "31.12.1950", "31-12-1950", "31 Dec 1950", "31 December 1950",
            "19501231",
            "1950/12/31", "31/12/1950 00:00:00",
        ])
    func birthDate(text: String) async throws {
        let answer = try await tool("convert", scan, out, "--film", "birth_date=\(text)")
        #expect(answer.status == 0 && !answer.errors.contains("DATE_DOUBTFUL"), "\(answer.errors)")
        #expect(try value(.patientBirthDate) == "19501231")
    }

    @Test(
        "one that can't be written is told, never dropped in silence",
        arguments: ["unknown", "1950", "1950-12", "31/12/50", "12/31/1950", "1950-02-30", "2999-01-01"])
    func unreadable(text: String) async throws {
        let answer = try await tool("convert", scan, out, "--film", "birth_date=\(text)")
        #expect(answer.status == 0)
        #expect(answer.errors.contains("DATE_DOUBTFUL: birth_date"), "\(answer.errors)")
        #expect(!answer.errors.contains(text), "the value is a patient's")
    }

    @Test("a sex and a number that can't be read are told too")
    func others() async throws {
        let sex = try await tool("convert", scan, out, "--film", "sex=perhaps")
        #expect(sex.status == 0 && sex.errors.contains("sex"))
        let number = try await tool("convert", scan, out, "--film", "nhs_number=9434765918")
        #expect(number.status == 0 && number.errors.contains("NHSNO_CHECKDIGIT"))
    }

    @Test("a file's long name becomes a film's number, the same each time, and is no fault of --film")
    func longName() async throws {
        let name = "radiology-film-store-jacket-000123-exam-1994-03-07-chest-pa-view-1-of-2"
        let names = [
            name + ".tif", name + "a.tif", "back\\slash.tif", "tab\there.tif",
            String(repeating: "é", count: 90),
        ]
        for name in names { try FileManager.default.copyItem(atPath: scan, toPath: folder.path + "/" + name) }
        var uids: Set<String> = []
        for name in names {
            let answer = try await tool("convert", folder.path + "/" + name, out)
            #expect(answer.status == 0, "\(name): \(answer.errors)")
            let uid = try #require(try value(.sopInstanceUID))
            #expect(try await tool("convert", folder.path + "/" + name, out).status == 0)
            #expect(try value(.sopInstanceUID) == uid)
            uids.insert(uid)
            let id = ConvertRequest.filmID(of: name)
            #expect(id.unicodeScalars.count <= 64 && !id.contains("\\") && !id.contains("\t"))
        }
        #expect(uids.count == names.count)
        #expect(ConvertRequest.filmID(of: "a.tif") == "a.tif")
        #expect(ConvertRequest.filmID(of: String(repeating: "x", count: 64)).count == 64)
        // A number that was given is the giver's to correct.
        let given = try await tool("convert", scan, out, "--film", "film_id=\(name)")
        #expect(given.status == 65 && given.errors.contains("film_id"))
    }

    @Test(
        "today is London's day: half an hour after midnight in summer it is a new one",
        arguments: [
            ("2027-06-30T23:30:00Z", "2027-07-01"), ("2027-01-14T23:59:59Z", "2027-01-14"),
            ("2027-06-30T22:59:59Z", "2027-06-30"),
        ])
    func today(moment: String, day: String) throws {
        let now = try #require(Timestamp(rfc3339: moment))
        let next = try #require(PartialDate(now.adding(seconds: 86_400).londonDay))
        #expect(
            try ConvertRequest(["exam_date=\(day)"], image: "a.tif", now: now).description.examDate != nil)
        #expect(throws: (any Error).self) {
            try ConvertRequest(["exam_date=\(next)"], image: "a.tif", now: now)
        }
    }
}
