package import FilmModel

/// A figure that can't be explained as it was asked for.
package struct ExplanationError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package var exitStatus: ExitStatus { .wrongUsage }

    static func unknown(_ name: String) -> Self {
        Self(
            message: "the report has no figure \(PlanFault.quoted(name))",
            remedy: "`filmmigrate report explain --list` names every figure")
    }

    static func ambiguous(_ name: String, _ codes: [String]) -> Self {
        Self(
            message: "\(name) stands for more than one Cluster",
            remedy: "write " + codes.map { "\($0).\(name)" }.joined(separator: " or "))
    }
}
