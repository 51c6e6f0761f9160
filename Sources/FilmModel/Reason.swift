/// Why a film is where it is: a code, and what was found, without a patient's details.
package struct Reason: Sendable, Hashable {
    package let code: ReasonCode
    /// What was found on this film; the code's own sentence unless there is more to say.
    package let message: String

    package init(_ code: ReasonCode, _ message: String? = nil) {
        self.code = code
        self.message = message ?? code.message
    }

    /// All remarks on a film as one: the first one's code, and the words of all. Nil where there is none.
    package init?(joining remarks: [Reason]) {
        guard let first = remarks.first else { return nil }
        self.init(first.code, remarks.map(\.message).joined(separator: "; "))
    }
}
