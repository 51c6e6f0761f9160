import FilmModel
import Foundation
import MigrationQueue

/// Values that the ledger keeps as JSON text: sorted keys, so that equal values are equal text. The two shapes
/// there are come and go once a film, where a general encoder costs more than the database: they are written
/// and read here, and only what has an escape in it is left to the decoder.
enum JSONText {
    static func encode(_ values: [String: String]) -> String {
        var text = JSONBytes()
        text.open("{")
        for (key, value) in values.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            text.key(key)
            text.string(value)
        }
        text.close("}")
        return text.text
    }

    static func encode(_ evidence: MatchEvidence) -> String {
        var text = JSONBytes()
        text.open("{")
        text.key("candidates")
        text.strings(evidence.candidates)
        if let hold = evidence.hold {
            text.key("hold")
            text.string(hold.rawValue)
        }
        text.key("reasons")
        text.strings(evidence.reasons)
        text.close("}")
        return text.text
    }

    static func values(_ text: String) throws -> [String: String] {
        var scanner = JSONScanner(text)
        return try scanner.values() ?? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }

    static func evidence(_ text: String) throws -> MatchEvidence {
        var scanner = JSONScanner(text)
        return try scanner.evidence() ?? JSONDecoder().decode(MatchEvidence.self, from: Data(text.utf8))
    }
}
