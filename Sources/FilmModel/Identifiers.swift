/// A Trust by its ODS code (`RXA`): the tenant of everything that follows.
package struct TrustID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// The ODS code, upper case.
    package let code: String

    /// Takes an ODS code: three to six letters and digits. Nil for anything else.
    package init?(_ text: String) {
        // Nearly always it is written as it should be.
        let isCode = text.utf8.allSatisfy {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0.isASCIIDigit
        }
        let code = isCode ? text : text.trimmed.uppercased()
        guard (3...6).contains(code.utf8.count), code.utf8.allSatisfy(\.isASCIIAlphanumeric) else {
            return nil
        }
        self.code = code
    }

    package var description: String { code }

    package static func < (left: Self, right: Self) -> Bool { left.code < right.code }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let trust = TrustID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an ODS code"))
        }
        self = trust
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

/// A film's number in the ledger. It is never used again and never leaves the ledger's own files.
package struct FilmID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
    package var description: String { String(number) }
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A batch's number in the ledger.
package struct BatchID: Hashable, Sendable, CustomStringConvertible {
    package let number: Int64
    package init(_ number: Int64) { self.number = number }
    package var description: String { String(number) }
}

/// A person of the master patient index, by the index's own `person_id`.
package struct PersonID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String
    package init(_ text: String) { self.text = text }
    package var description: String { text }
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
