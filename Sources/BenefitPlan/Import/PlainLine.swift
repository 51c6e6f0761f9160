/// What a text that people type must be: one line, of a length that pages and columns can hold, and without
/// characters that turn the direction of what stands beside it.
package enum PlainLine {
    /// The most characters of a name, a code or an activity.
    package static let longestName = 200
    /// The most characters of a reason, a remark or a source.
    package static let longestReason = 1_000

    /// What is wrong with a text, and what mends it; nil where it is right.
    package static func fault(in text: String, most: Int = longestName) -> (message: String, remedy: String)?
    {
        if text.unicodeScalars.contains(where: isControl) {
            return (
                "has a line break or another control character",
                "write it on one line"
            )
        }
        if text.unicodeScalars.contains(where: turnsDirection) {
            return (
                "has a character that turns the direction of text",
                "type it anew without invisible characters"
            )
        }
        let length = text.unicodeScalars.count
        guard length > most else { return nil }
        return (
            "has \(PageNumber.films(length)) characters, and \(PageNumber.films(most)) are the most",
            "shorten it"
        )
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
