import Mustache

/// The content type of the report's template: every figure and name that it inserts is escaped here.
///
/// swift-mustache's own HTML type goes by characters, and a quotation mark with a combining accent is
/// another character than a quotation mark. A browser goes by code points, and so does this.
struct PageText: MustacheContentType {
    /// The name by which the template asks for it.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default:
                let isControl = scalar.properties.generalCategory == .control
                escaped.unicodeScalars.append(isControl ? " " : scalar)
            }
        }
        return escaped
    }
}
