package import FilmModel

/// What one row of `films.csv` came to: a film with its scan, or a rejection of this film alone.
package struct FilmRow: Sendable, Hashable {
    /// Accepted with the scan it names, or rejected; then the scan is known only where the row names one.
    package enum Outcome: Sendable, Hashable {
        case film(scan: PayloadFile)
        case rejected(Reason, scan: PayloadFile?)
    }

    /// The row as a spreadsheet shows it: the header is 1.
    package let number: Int
    /// Unique in the batch: the film's number; `F7 (row 17)` where an earlier row has it, `row 17` where the
    /// row has none that can be used.
    package let key: String
    /// What the row says. Of a rejected row only number, image and page, and nothing of its label.
    package let description: FilmDescription
    package let outcome: Outcome
    /// Whether all that is wrong is a matter of form (``DeliveryRule/Row/formal``).
    package let isFormal: Bool
    /// The scan that a row names in another spelling than the bag's: the row is rejected, its scan still looked
    /// at.
    package let meant: PayloadFile?
    /// How something was read that the row leaves open.
    package let remarks: [String]

    package init(
        number: Int, key: String, description: FilmDescription, outcome: Outcome, isFormal: Bool = false,
        meant: PayloadFile? = nil, remarks: [String] = []
    ) {
        self.number = number
        self.key = key
        self.description = description
        self.outcome = outcome
        self.isFormal = isFormal
        self.meant = meant
        self.remarks = remarks
    }

    package var scan: PayloadFile? {
        switch outcome {
        case .film(let scan): scan
        case .rejected(_, let scan): scan
        }
    }

    /// Why the film is rejected; nil where it is accepted.
    package var rejection: Reason? {
        guard case .rejected(let reason, _) = outcome else { return nil }
        return reason
    }
}
