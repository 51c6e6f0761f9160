import FilmModel
import Foundation
import Migration

/// Who decides, for the history.
enum Operator {
    /// The name given, or the login name.
    static func name(_ given: String?) -> String {
        given?.nonEmpty ?? ProcessInfo.processInfo.environment["USER"]?.nonEmpty ?? NSUserName()
    }

    /// Who calls this command, for use-cases: the workspace's files are theirs, so they may do everything.
    static func actor(_ given: String? = nil) -> Actor { .commandLine(name(given)) }
}
