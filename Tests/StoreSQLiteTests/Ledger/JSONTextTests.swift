import FilmModel
import Foundation
import Testing

@testable import MigrationQueue
@testable import StoreSQLite

@Suite("The JSON that the ledger keeps")
struct JSONTextTests {
    static let texts = [
        "", "plain", "a/b", #"quote " and \ backslash"#, "tab\tline\nfeed\u{0C}\r\u{08}",
        "\u{01}\u{1F}\u{7F}",
        "O'NEILL^ÅSA", "日本\u{1F600}", #"{"a":"b"}"#, "\u{2028}",
    ]

    private func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("values are written as JSONEncoder writes them, with sorted keys, and read back equal")
    func values() throws {
        var all: [String: String] = [:]
        for text in Self.texts {
            let one = [text: text]
            #expect(JSONText.encode(one) == (try encoded(one)))
            #expect(try JSONText.values(JSONText.encode(one)) == one)
            all[text] = String(text.reversed())
        }
        #expect(JSONText.encode(all) == (try encoded(all)))
        #expect(try JSONText.values(JSONText.encode(all)) == all)
        #expect(try JSONText.values(JSONText.encode([:])) == [:])
    }

    @Test("a match's evidence is written as JSONEncoder writes it, and read back equal")
    func evidence() throws {
        for hold in [nil, ReasonCode.patientAmbiguous] {
            for list in [[], Self.texts, ["one"]] {
                let evidence = MatchEvidence(reasons: list, candidates: Array(list.prefix(2)), hold: hold)
                #expect(JSONText.encode(evidence) == (try encoded(evidence)))
                #expect(try JSONText.evidence(JSONText.encode(evidence)) == evidence)
            }
        }
    }

    @Test("what another writer wrote is read all the same: spaces, another order, escapes")
    func others() throws {
        #expect(try JSONText.values(#" { "a" : "\u0041\/" , "b":"c" } "#) == ["a": "A/", "b": "c"])
        let evidence = try JSONText.evidence(#"{"reasons":["r"],"candidates":[]}"#)
        #expect(evidence == MatchEvidence(reasons: ["r"], candidates: [], hold: nil))
    }

    @Test(
        "what is no such JSON is refused, wherever it is cut",
        arguments: [#"{"a":"b""#, #"{"a""#, "{", "", #"{"a":1}"#, #"{"a":"b"}x"#])
    func broken(text: String) {
        #expect(throws: DecodingError.self) { try JSONText.values(text) }
        #expect(throws: DecodingError.self) { try JSONText.evidence(text) }
    }
}
