import FilmModel
import MigrationQueue

/// `errors`: films that something stops, by cause.
struct ErrorsDocument: Encodable {
    struct Group: Encodable {
        let code: String
        /// `held`, `rejected` or `retrying`.
        let standing: String
        /// Films that stand so now.
        let films: Int
        let first: Timestamp
        let last: Timestamp
        let example: String
        let message: String
        let remedy: String
        let retryable: Bool
    }

    let errors: [Group]

    init(_ groups: [FailureGroup]) {
        errors = groups.map { group in
            Group(
                code: group.code.rawValue, standing: group.standing.rawValue, films: group.films,
                first: group.first, last: group.last, example: group.example, message: group.code.message,
                remedy: group.code.remedy, retryable: group.code.isRetryable)
        }
    }

    var text: String {
        guard !errors.isEmpty else { return "nothing stops any film" }
        var table = TextTable(["films", "stand", "code", "first", "last", "for example", "what"])
        for group in errors {
            table.add([
                String(group.films), group.standing, group.code, group.first.description,
                group.last.description, group.example, group.message,
            ])
        }
        return table.text
            + "\n\nfilms as they stand now; `filmmigrate errors --retry CODE` tries a group again"
    }
}
