import FilmModel
import Foundation

/// Who decides, for the history.
enum Operator {
    /// The name given, or the login name.
    static func name(_ given: String?) -> String {
        given?.nonEmpty ?? ProcessInfo.processInfo.environment["USER"]?.nonEmpty ?? NSUserName()
    }
}
