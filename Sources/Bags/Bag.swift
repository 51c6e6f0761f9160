package import FilmModel

/// A bag that is whole: who delivered it, what it holds, and what became of each row of its `films.csv`.
package struct Bag: Sendable, Hashable {
    /// `Source-Organization`.
    package let bureau: String
    /// `External-Identifier`: the batch's number at the bureau.
    package let number: String
    /// `Filmmigrate-Trust`.
    package let trust: TrustID
    /// What makes a bag the same bag (``BagIdentity``), in hexadecimal.
    package let manifestDigest: String
    /// Every file of the payload, `data/films.csv` included, in order of their paths' bytes.
    package let payload: [PayloadFile]
    /// One for each row, in the rows' order.
    package let films: [FilmRow]
    /// In which order its dates have day and month.
    package let dateOrder: DateOrder
    /// Columns of which most values are spoilt in one way, in words.
    package let spoiltColumns: [String]
    /// What was noticed and does no harm.
    package let remarks: [String]

    package init(
        bureau: String, number: String, trust: TrustID, manifestDigest: String, payload: [PayloadFile],
        films: [FilmRow], dateOrder: DateOrder = DateOrder(), spoiltColumns: [String] = [],
        remarks: [String]
    ) {
        self.bureau = bureau
        self.number = number
        self.trust = trust
        self.manifestDigest = manifestDigest
        self.payload = payload
        self.films = films
        self.dateOrder = dateOrder
        self.spoiltColumns = spoiltColumns
        self.remarks = remarks
    }
}
