package import Foundation

extension MatchModel {
    private struct Document: Codable {
        struct Pair: Codable {
            let m: Double
            let u: Double
        }
        let name: String
        let fields: [String: [String: Pair]]
    }

    /// Reads a model that `json` has written. Levels that it does not name keep the shipped rates.
    package init(json: Data) throws {
        guard let document = try? JSONDecoder().decode(Document.self, from: json) else {
            throw IndexError.noModel
        }
        self = .shipped
        name = document.name
        for field in Field.allCases {
            for level in field.levels {
                guard let pair = document.fields[field.name]?[level.name] else { continue }
                guard (0...1).contains(pair.m), (0...1).contains(pair.u) else { throw IndexError.noModel }
                self[field, level] = Rates(m: pair.m, u: pair.u)
            }
        }
    }

    /// The rates by field and level, for people and for `--model`.
    package func json() throws -> Data {
        var fields: [String: [String: Document.Pair]] = [:]
        for field in Field.allCases {
            for level in field.levels {
                let rates = rates(field, level)
                fields[field.name, default: [:]][level.name] = Document.Pair(m: rates.m, u: rates.u)
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(Document(name: name, fields: fields))
    }
}
