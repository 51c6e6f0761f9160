package import FilmModel
package import MigrationQueue

/// `errors`: films that something stops, by cause.
package struct ErrorsDocument: Encodable {
    package struct Group: Encodable {
        package let code: String
        /// `held`, `rejected` or `retrying`.
        package let standing: String
        /// Films currently in this state.
        package let films: Int
        package let first: Timestamp
        package let last: Timestamp
        package let example: String
        package let message: String
        package let remedy: String
        package let retryable: Bool
    }

    package let errors: [Group]

    package init(_ groups: [FailureGroup]) {
        errors = groups.map { group in
            Group(
                code: group.code.rawValue, standing: group.standing.rawValue, films: group.films,
                first: group.first, last: group.last, example: group.example, message: group.code.message,
                remedy: group.code.remedy, retryable: group.code.isRetryable)
        }
    }
}
