import DICOM
import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("The same film gives the same instance")
struct RepeatTests {
    private func saved(_ instance: Instance) throws -> Data {
        let folder = try TemporaryFolder()
        try instance.dataset.save(to: folder.file("a.dcm"))
        return try Data(contentsOf: URL(filePath: folder.file("a.dcm")))
    }

    private func label() -> PatientIdentity {
        PatientIdentity(Label(hospitalNumber: "H1", familyName: "Ashdwon"), trust: TrustID("RXA"))
    }

    @Test("byte for byte, whenever it is made", arguments: [8, 16])
    func bytes(bits: Int) async throws {
        let tiff = try SampleFilm.tiff([SamplePicture.page(bits: bits)])
        let first = try saved(SampleFilm.instance(tiff, delivered: label()))
        // Over the turn of a second, so that a clock would show.
        try await Task.sleep(for: .milliseconds(1_100))
        let second = try saved(SampleFilm.instance(tiff, delivered: label()))
        #expect(first == second)
        let year = Calendar(identifier: .gregorian).component(.year, from: .now)
        #expect(first.range(of: Data("\(year)".utf8)) == nil)
    }

    @Test("another person changes no UID, and the pixels not")
    func person() throws {
        let tiff = try SampleFilm.tiff([SamplePicture.page()])
        let first = try SampleFilm.instance(tiff)
        let second = try SampleFilm.instance(
            tiff,
            patient: SampleFilm.person {
                $0.familyName = "Other"; $0.nhsNumber = "4010232137"
            })
        #expect(first.sopInstanceUID == second.sopInstanceUID)
        #expect(first.seriesInstanceUID == second.seriesInstanceUID)
        #expect(first.studyInstanceUID == second.studyInstanceUID)
        #expect(first.pixelDigest == second.pixelDigest)
        #expect(first.identity != second.identity)
    }

    @Test("source, page, batch, bureau, Trust, film and generation each make another instance")
    func instanceKey() throws {
        let changes: [(inout FilmOrigin) -> Void] = [
            { _ in }, { $0.sourceDigest = String(repeating: "f", count: 64) }, { $0.description.page = 2 },
            { $0.batchNumber = "B-102" }, { $0.bureau = "Other" }, { $0.filmName = "F-002" },
            { $0.generation = 1 },
            { $0.trust = TrustID("RXB") ?? $0.trust },
        ]
        let origins = try changes.map { try SampleFilm.origin($0) }
        #expect(Set(origins.map(\.sopInstanceUID)).count == changes.count)
        // Where a film lies in the batch's list, and its examination, are no part of what it is.
        let moved = try SampleFilm.origin {
            $0.row = 99; $0.description.examID = "E-9"; $0.takenInAt = nil
        }
        #expect(try moved.sopInstanceUID == SampleFilm.origin().sopInstanceUID)
    }

    @Test("films of one examination share a study, and of one modality a series")
    func grouping() throws {
        let first = try SampleFilm.origin()
        let second = try SampleFilm.origin {
            $0.filmName = "F-2"; $0.batchNumber = "B-9"; $0.bureau = "Other"
        }
        #expect(first.studyInstanceUID == second.studyInstanceUID)
        #expect(first.seriesInstanceUID == second.seriesInstanceUID)
        let scan = try SampleFilm.origin { $0.description.modality = "CT" }
        #expect(first.studyInstanceUID == scan.studyInstanceUID)
        #expect(first.seriesInstanceUID != scan.seriesInstanceUID)
        let dated = try SampleFilm.origin { $0.description.examID = nil }
        let sameDay = try SampleFilm.origin {
            $0.description.examID = nil; $0.filmName = "F-2"
        }
        #expect(dated.studyInstanceUID == sameDay.studyInstanceUID)
        #expect(dated.studyInstanceUID != first.studyInstanceUID)
        func loose(_ name: String) throws -> FilmOrigin {
            try SampleFilm.origin {
                $0.description.examID = nil; $0.description.jacketID = nil; $0.filmName = name
            }
        }
        #expect(try loose("F-1").studyInstanceUID != loose("F-2").studyInstanceUID)
    }
}
