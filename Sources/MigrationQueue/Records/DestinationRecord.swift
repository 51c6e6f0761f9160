import FilmModel

/// An archive as the ledger knows it.
package struct DestinationRecord: Sendable, Hashable {
    /// What the archive is for.
    package enum Role: String, Sendable, CaseIterable, Codable {
        case primary
        case secondCopy = "second-copy"
    }

    package var name: String
    package var aeTitle: String
    package var host: String
    package var port: Int
    package var role: Role
    /// Who answered when `archive test` proved the archive: Implementation Class UID and Version Name
    /// (PS3.7 D.3.3.2), joined by a space. Nil until proved.
    package var identity: String?

    package init(name: String, aeTitle: String, host: String, port: Int, role: Role, identity: String? = nil)
    {
        self.name = name
        self.aeTitle = aeTitle
        self.host = host
        self.port = port
        self.role = role
        self.identity = identity
    }
}
