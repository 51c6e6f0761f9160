import FilmModel
import Migration
package import MigrationQueue

/// Closed hours, for `window list`.
package struct WindowDocument: Encodable {
    package let id: Int64
    /// `all`, `trust` or `archive`.
    package let scope: String
    /// The Trust's code or the archive's name; nil for all.
    package let subject: String?
    package let days: [String]
    /// By London's clock, `HH:MM`.
    package let from: String
    package let to: String
    /// Whether it is closed now, or will be within a minute.
    package let closed: Bool

    package init(_ closing: Closing, isClosed: Bool) {
        id = closing.id
        days = closing.days.sorted().map(\.name)
        from = ClockTime.text(closing.from)
        to = ClockTime.text(closing.to)
        closed = isClosed
        switch closing.scope {
        case .all: (scope, subject) = ("all", nil)
        case .trust(let trust): (scope, subject) = ("trust", trust.code)
        case .archive(let name): (scope, subject) = ("archive", name)
        }
    }
}
