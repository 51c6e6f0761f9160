import BenefitPlan
import FilmModel
import Migration

/// Texts that people give to options, and that pages and lists will show: held to the rules of the plan's own.
enum PlainOption {
    /// A name or a code; nil where it is empty.
    static func name(_ option: String, _ text: String?) throws -> String? {
        try checked(option, text, most: PlainLine.longestName)
    }

    /// A reason or a remark; nil where it is empty.
    static func reason(_ option: String, _ text: String?) throws -> String? {
        try checked(option, text, most: PlainLine.longestReason)
    }

    private static func checked(_ option: String, _ text: String?, most: Int) throws -> String? {
        guard let text = text?.nonEmpty else { return nil }
        if let wrong = PlainLine.fault(in: text, most: most) {
            throw WorkspaceError.usage("\(option) \(wrong.message)", remedy: wrong.remedy)
        }
        return text
    }
}
