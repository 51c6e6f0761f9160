import FilmModel
import Foundation
import Testing

@testable import Digitise

@Suite("UIDs are those that docs/uids.md publishes")
struct UIDTests {
    /// The published examples, in the document's order.
    static let study = "2.25.163103853907038105451841310230285020147"
    static let series = "2.25.4733876023720642459135510731624164418"
    static let instance = "2.25.328704411807913222369544681700036844438"
    static let datedStudy = "2.25.69223842878640441829290930057196465730"

    @Test("a film's study, series and instance")
    func film() throws {
        let film = try SampleFilm.origin()
        #expect(film.studyInstanceUID == Self.study)
        #expect(film.seriesInstanceUID == Self.series)
        #expect(film.sopInstanceUID == Self.instance)
        let dated = try SampleFilm.origin {
            $0.description.jacketID = "Łódź"
            $0.description.examID = nil
            $0.description.examDate = PartialDate("1998-04")
            $0.description.modality = "CT"
        }
        #expect(dated.studyInstanceUID == Self.datedStudy)
    }

    @Test(
        "a scan without a delivery, an examination and a jacket is a study of its own, whatever its file is called"
    )
    func loose() throws {
        func film(_ digest: String, _ change: (inout FilmOrigin) -> Void = { _ in }) throws -> FilmOrigin {
            try SampleFilm.origin {
                $0.isLoose = true
                ($0.description.jacketID, $0.description.examID) = (nil, nil)
                $0.sourceDigest = digest
                change(&$0)
            }
        }
        let (a, b) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        #expect(try film(a).studyInstanceUID != film(b).studyInstanceUID)
        #expect(try film(a).seriesInstanceUID != film(b).seriesInstanceUID)
        #expect(try film(a).studyInstanceUID == film(a) { $0.filmName = "another" }.studyInstanceUID)
        #expect(try film(a).studyInstanceUID == film(a) { $0.description.page = 2 }.studyInstanceUID)
        // Of a delivery the study stays what it was.
        let delivered = try film(a) { $0.isLoose = false }
        #expect(try delivered.studyInstanceUID == film(b) { $0.isLoose = false }.studyInstanceUID)
    }

    @Test("the document's keys give the document's UIDs")
    func document() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/uids.md")
        guard let text = try? String(contentsOf: file.standardizedFileURL, encoding: .utf8) else { return }
        let blocks = text.components(separatedBy: "```").enumerated().filter { !$0.offset.isMultiple(of: 2) }
        var found: [String] = []
        for block in blocks.map(\.element) {
            let lines = block.split(separator: "\n")
            let parts = try Self.parts(of: #require(lines.first))
            let level = try #require(parts.first)
            #expect(
                try NameBasedUID.make(level: level, Array(parts.dropFirst())) == String(#require(lines.last)))
            found.append(contentsOf: lines.last.map { [String($0)] } ?? [])
        }
        #expect(found == [Self.study, Self.series, Self.instance, Self.datedStudy])
    }

    @Test("where a part ends matters, and each UID is well formed")
    func parts() {
        let lists: [[String]] = [["a", "b"], ["ab"], ["a,1:b"], ["", "ab"], ["ab", ""], [], ["A", "b"]]
        let uids = lists.map { NameBasedUID.make(level: "study", $0) }
        #expect(Set(uids).count == lists.count)
        for uid in uids {
            #expect(uid.utf8.count <= 44)
            #expect(uid.wholeMatch(of: /2\.25\.[1-9][0-9]*/) != nil)
        }
    }

    /// The parts of a key by their lengths.
    private static func parts(of key: Substring) throws -> [String] {
        var rest = Array(key.utf8)[...]
        var parts: [String] = []
        while !rest.isEmpty {
            let colon = try #require(rest.firstIndex(of: UInt8(ascii: ":")))
            let length = try #require(Int(String(decoding: rest[..<colon], as: UTF8.self)))
            let end = colon + 1 + length
            parts.append(String(decoding: rest[(colon + 1)..<end], as: UTF8.self))
            rest = rest[end...].dropFirst()
        }
        return parts
    }
}
