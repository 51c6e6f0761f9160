/// Patient's Sex (0010,0040): the defined terms of PS3.3 C.7.1.1.
package enum Sex: String, Sendable, Codable, Hashable {
    case male = "M"
    case female = "F"
    case other = "O"

    /// Reads what labels and indexes write (`M`, `male`, `2`); nil where nothing is known.
    package init?(_ text: String) {
        switch text.trimmed.uppercased() {
        case "M", "MALE", "1": self = .male
        case "F", "FEMALE", "2": self = .female
        case "O", "OTHER", "9": self = .other
        default: return nil
        }
    }
}
