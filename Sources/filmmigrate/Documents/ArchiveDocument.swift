import MigrationQueue

/// A registered archive, for `archive list`.
struct ArchiveDocument: Encodable {
    let name: String
    let role: String
    let aeTitle: String
    let host: String
    let port: Int
    let tls: Bool
    let identity: String?

    init(_ record: DestinationRecord) {
        name = record.name
        role = record.role.rawValue
        aeTitle = record.aeTitle
        host = record.host
        port = record.port
        tls = record.tls
        identity = record.identity
    }

    enum CodingKeys: String, CodingKey {
        case name, role, host, port, tls, identity
        case aeTitle = "ae_title"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(role, forKey: .role)
        try values.encode(aeTitle, forKey: .aeTitle)
        try values.encode(host, forKey: .host)
        try values.encode(port, forKey: .port)
        try values.encode(tls, forKey: .tls)
        try values.encode(identity, forKey: .identity)
    }
}
