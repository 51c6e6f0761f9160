import Foundation

/// A value as the JSON text that every face and every file has of it: sorted keys, two spaces, no escaped slashes.
package enum JSONDocument {
    /// Throws what the value's encoding throws.
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
