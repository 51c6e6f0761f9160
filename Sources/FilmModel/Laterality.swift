/// Image Laterality (0020,0062): the enumerated values of PS3.3 C.7.6.1.1.
package enum Laterality: String, Sendable, Codable, Hashable {
    case right = "R"
    case left = "L"
    case both = "B"
    case unpaired = "U"

    /// Reads the manifest's value in full or as its letter; nil for anything else.
    package init?(_ text: String) {
        switch text.trimmed.uppercased() {
        case "R", "RIGHT": self = .right
        case "L", "LEFT": self = .left
        case "B", "BOTH": self = .both
        case "U", "UNPAIRED": self = .unpaired
        default: return nil
        }
    }
}
