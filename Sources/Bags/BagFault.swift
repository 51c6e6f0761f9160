package import FilmModel

/// One thing that is wrong with a bag: its code, the file it concerns and what was found.
package struct BagFault: Sendable, Hashable, CustomStringConvertible {
    package let code: ReasonCode
    /// The path inside the bag, fit to be shown; nil where the bag as a whole is meant.
    package let path: String?
    /// What was found, without a value of `films.csv`.
    package let message: String
    /// What mends it: of this fault where that is known, else of its code.
    package let remedy: String

    package init(_ code: ReasonCode, _ path: String?, _ message: String, remedy: String? = nil) {
        self.code = code
        self.path = path.map(BagPath.shown)
        self.message = message
        self.remedy = remedy ?? code.remedy
    }

    package var description: String {
        guard let path else { return "\(code.rawValue): \(message)" }
        return "\(code.rawValue) \(path): \(message)"
    }
}
