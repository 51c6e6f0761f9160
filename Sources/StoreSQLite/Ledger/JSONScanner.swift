import FilmModel
import MigrationQueue

/// Reads what `JSONBytes` wrote, as far as nothing in it is escaped; nil for everything else.
struct JSONScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// An object of strings.
    mutating func values() -> [String: String]? {
        var values: [String: String] = [:]
        values.reserveCapacity(16)
        guard take("{") else { return nil }
        if take("}") { return isAtEnd ? values : nil }
        repeat {
            guard let key = string(), take(":"), let value = string() else { return nil }
            values[key] = value
        } while take(",")
        return take("}") && isAtEnd ? values : nil
    }

    /// The evidence of a match: `candidates`, `hold` where there is one, `reasons`.
    mutating func evidence() -> MatchEvidence? {
        guard take("{"), string() == "candidates", take(":"), let candidates = strings(), take(",") else {
            return nil
        }
        var name = string()
        var hold: ReasonCode?
        if name == "hold" {
            guard take(":"), let code = string().flatMap(ReasonCode.init(rawValue:)), take(",") else {
                return nil
            }
            hold = code
            name = string()
        }
        guard name == "reasons", take(":"), let reasons = strings(), take("}"), isAtEnd else { return nil }
        return MatchEvidence(reasons: reasons, candidates: candidates, hold: hold)
    }

    private var isAtEnd: Bool { place == bytes.count }

    private mutating func strings() -> [String]? {
        guard take("[") else { return nil }
        if take("]") { return [] }
        var values: [String] = []
        repeat {
            guard let value = string() else { return nil }
            values.append(value)
        } while take(",")
        return take("]") ? values : nil
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard bytes[place] != UInt8(ascii: "\\") else { return nil }
            place += 1
        }
        let value = String(decoding: bytes[start..<place], as: UTF8.self)
        return take("\"") ? value : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: scalar) else { return false }
        place += 1
        return true
    }
}
