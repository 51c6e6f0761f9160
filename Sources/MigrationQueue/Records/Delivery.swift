package import FilmModel

/// What a bureau delivered, checked and ready to enter the ledger: one batch and its films.
package struct Delivery: Sendable {
    /// One row of the manifest.
    package struct Film: Sendable {
        /// The row's number in `films.csv`.
        package var row: Int
        /// Unique in the batch: the bureau's film number, with the row's number where that one is taken.
        package var name: String
        package var description: FilmDescription
        /// SHA-256 of the scan's file, in hexadecimal; empty where the row names no file.
        package var sourceDigest: String
        /// The `QuickDigest` of the same bytes.
        package var sourceMark: String
        /// Uncompressed pixel bytes: what the film costs to carry.
        package var cost: Int
        /// Why the film is rejected at once; nil where it is accepted.
        package var rejection: Reason?

        package init(
            row: Int, name: String, description: FilmDescription, sourceDigest: String, sourceMark: String,
            cost: Int, rejection: Reason?
        ) {
            self.row = row
            self.name = name
            self.description = description
            self.sourceDigest = sourceDigest
            self.sourceMark = sourceMark
            self.cost = cost
            self.rejection = rejection
        }
    }

    package var bureau: String
    /// The batch's number at the bureau (`External-Identifier`).
    package var number: String
    package var trust: TrustID
    /// What makes the bag the same bag: SHA-256 over its payload and names, in hexadecimal.
    package var digest: String
    /// Where the scans are kept, relative to the workspace.
    package var custody: String
    package var films: [Film]

    package init(
        bureau: String, number: String, trust: TrustID, digest: String, custody: String, films: [Film]
    ) {
        self.bureau = bureau
        self.number = number
        self.trust = trust
        self.digest = digest
        self.custody = custody
        self.films = films
    }
}
