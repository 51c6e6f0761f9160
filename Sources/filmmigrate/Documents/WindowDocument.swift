import FilmModel
import MigrationQueue

/// Closed hours, for `window list`.
struct WindowDocument: Encodable {
    let id: Int64
    /// `all`, `trust` or `archive`.
    let scope: String
    /// The Trust's code or the archive's name; nil for all.
    let subject: String?
    let days: [String]
    /// By London's clock, `HH:MM`.
    let from: String
    let to: String
    /// Whether it is closed now, or will be within a minute.
    let closed: Bool

    init(_ closing: Closing, isClosed: Bool) {
        id = closing.id
        days = closing.days.sorted().map(\.name)
        from = Clock.time(closing.from)
        to = Clock.time(closing.to)
        closed = isClosed
        switch closing.scope {
        case .all: (scope, subject) = ("all", nil)
        case .trust(let trust): (scope, subject) = ("trust", trust.code)
        case .archive(let name): (scope, subject) = ("archive", name)
        }
    }
}
