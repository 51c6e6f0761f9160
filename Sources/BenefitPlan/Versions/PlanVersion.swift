package import FilmModel

/// One version of a workspace's plan: who brought it, when, and why.
package struct PlanVersion: Sendable, Hashable, Codable {
    package let version: Int
    package let importedAt: Timestamp
    package let by: String
    package let reason: String?
    package let digest: String

    package init(version: Int, importedAt: Timestamp, by: String, reason: String?, digest: String) {
        self.version = version
        self.importedAt = importedAt
        self.by = by
        self.reason = reason
        self.digest = digest
    }

    enum CodingKeys: String, CodingKey {
        case version, by, reason, digest
        case importedAt = "imported_at"
    }
}
