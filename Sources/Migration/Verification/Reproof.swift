package import FilmModel
package import MigrationQueue

/// The result of reading a verified film again.
package enum Reproof: Sendable {
    /// Every archive gave it back as it was sent.
    case equal([StoreRecord])
    /// At least one did not: which, and what is wrong. The records are the others'.
    case differs([Difference], [StoreRecord])
    /// Every other archive gave it back as it was sent; for this reason it may be brought to none that lacks it.
    case refused(Reason, [StoreRecord])
    /// Every other archive gave it back as it was sent; these never had it, and it is not brought to them here.
    case lacking([String], [StoreRecord])
    /// An archive can't be asked: by its name, and why.
    case unavailable(archive: String, message: String)

    /// What is wrong at one archive.
    package struct Difference: Sendable {
        package let archive: String
        package let what: String
        /// Whether the archive was asked.
        var isAnswer = true
    }

    /// Archives that have answered.
    var answered: Set<String> {
        switch self {
        case .equal(let stores), .refused(_, let stores): Set(stores.map(\.destination))
        case .lacking(let lacking, let stores): Set(stores.map(\.destination) + lacking)
        case .differs(let differences, let stores):
            Set(stores.map(\.destination) + differences.filter(\.isAnswer).map(\.archive))
        case .unavailable: []
        }
    }
}
