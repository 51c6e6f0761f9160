package import FilmModel

/// What the checks remarked on a film's scan, and whether a person has looked at it since.
package struct ScanRemarks: Sendable, Hashable {
    /// A person's word that film and scan were looked at, remarks and all.
    package struct Look: Sendable, Hashable {
        package var at: Timestamp
        package var actor: String
        package var cause: String

        package init(at: Timestamp, actor: String, cause: String) {
            (self.at, self.actor, self.cause) = (at, actor, cause)
        }
    }

    /// The gravest consequence first.
    package var remarks: [Reason] = []
    package var look: Look?

    package init() {}

    /// The remarks that keep the paper film: those that are named, until somebody has looked.
    package func keepingPaper(_ codes: [ReasonCode]) -> [Reason] {
        look == nil ? remarks.filter { codes.contains($0.code) } : []
    }
}
