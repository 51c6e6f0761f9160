package import FilmModel
package import MigrationQueue

/// A registered archive, for `archive list`.
package struct ArchiveDocument: Encodable {
    package let name: String
    package let role: String
    package let aeTitle: String
    package let host: String
    package let port: Int
    package let tls: Bool
    package let identity: String?
    package let transferSyntax: String
    /// The most films at once.
    package let maxInFlight: Int?
    package let bytesPerSecond: Int?
    package let paused: Bool
    /// Why the program paused it, why it did not answer, or why it refuses to store, and since when.
    package let trouble: String?
    package let since: Timestamp?
    /// Whether it refused the last instance that it was to store for want of room.
    package let refusesToStore: Bool

    package init(_ record: DestinationRecord) {
        name = record.name
        role = record.role.rawValue
        aeTitle = record.aeTitle
        host = record.host
        port = record.port
        tls = record.tls
        identity = record.identity
        transferSyntax = record.transferSyntax
        maxInFlight = record.maxInFlight
        bytesPerSecond = record.bytesPerSecond
        paused = record.paused
        let trouble = record.pausedFor ?? record.trouble ?? record.refusal
        self.trouble = trouble?.message
        since = trouble?.since
        refusesToStore = record.refusal != nil
    }

    enum CodingKeys: String, CodingKey {
        case name, role, host, port, tls, identity, paused, trouble, since
        case transferSyntax = "transfer_syntax"
        case maxInFlight = "max_in_flight"
        case bytesPerSecond = "bytes_per_second"
        case aeTitle = "ae_title"
        case refusesToStore = "refuses_to_store"
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(role, forKey: .role)
        try values.encode(aeTitle, forKey: .aeTitle)
        try values.encode(host, forKey: .host)
        try values.encode(port, forKey: .port)
        try values.encode(tls, forKey: .tls)
        try values.encode(identity, forKey: .identity)
        try values.encode(transferSyntax, forKey: .transferSyntax)
        try values.encode(maxInFlight, forKey: .maxInFlight)
        try values.encode(bytesPerSecond, forKey: .bytesPerSecond)
        try values.encode(paused, forKey: .paused)
        try values.encode(trouble, forKey: .trouble)
        try values.encode(since, forKey: .since)
        try values.encode(refusesToStore, forKey: .refusesToStore)
    }
}
