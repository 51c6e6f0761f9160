import BenefitPlan
import FilmModel

/// Texts that people give with what they ask for, and that pages and lists will show: held to the rules of the plan's own.
/// `option` names the text in what is said of it.
package enum PlainOption {
    /// A name or a code; nil where it is empty.
    package static func name(_ option: String, _ text: String?) throws(WorkspaceError) -> String? {
        try checked(option, text, most: PlainLine.longestName)
    }

    /// A reason or a remark; nil where it is empty.
    package static func reason(_ option: String, _ text: String?) throws(WorkspaceError) -> String? {
        try checked(option, text, most: PlainLine.longestReason)
    }

    private static func checked(
        _ option: String, _ text: String?, most: Int
    ) throws(WorkspaceError) -> String? {
        guard let text = text?.nonEmpty else { return nil }
        if let wrong = PlainLine.fault(in: text, most: most) {
            throw .usage("\(option) \(wrong.message)", remedy: wrong.remedy)
        }
        return text
    }
}
