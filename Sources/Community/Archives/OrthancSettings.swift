import Foundation

/// Orthanc's configuration file, as far as ours differs from its defaults. Its keys are these names with a
/// capital first letter.
struct OrthancSettings: Codable, Sendable {
    let name: String
    let storageDirectory: String
    let indexDirectory: String
    let temporaryDirectory: String
    var plugins: [String] = []
    let httpPort: Int
    var remoteAccessAllowed = false
    var authenticationEnabled = false
    let dicomAet: String
    let dicomPort: Int
    /// A wrong called AE title is refused: by default Orthanc takes any.
    var dicomCheckCalledAet = true
    /// Orthanc listens on every interface, but serves only the title and the address that it knows: ours.
    var dicomCheckModalityHost = true
    var dicomAlwaysAllowEcho = false
    var dicomAlwaysAllowStore = false
    let dicomModalities: [String: Modality]
    var maximumPduLength = 131_072
    /// Nil: no limit.
    var maximumPatientCount: Int?
    /// Files for DICOM TLS, both ways authenticated; nil for DICOM in the clear.
    var dicomTlsEnabled: Bool?
    var dicomTlsCertificate: String?
    var dicomTlsPrivateKey: String?
    var dicomTlsTrustedCertificates: String?

    /// Who may call, and what it may ask for.
    struct Modality: Codable, Sendable {
        let aet: String
        var host = "127.0.0.1"
        let port: Int
        var allowEcho = true
        var allowFind = true
        var allowGet = true
        /// That it may ask for C-MOVE, for commitment, and over TLS is called back.
        var allowMove = false
        var allowStorageCommitment = false
        var useDicomTls = false
        var allowStore = true

        enum CodingKeys: String, CodingKey {
            case aet = "AET"
            case host = "Host"
            case port = "Port"
            case allowEcho = "AllowEcho"
            case allowFind = "AllowFind"
            case allowGet = "AllowGet"
            case allowMove = "AllowMove"
            case allowStore = "AllowStore"
            case allowStorageCommitment = "AllowStorageCommitment"
            case useDicomTls = "UseDicomTls"
        }
    }

    /// Writes the file.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .custom { keys in
            let key = keys.last?.stringValue ?? ""
            return Key(stringValue: key.prefix(1).uppercased() + key.dropFirst())
        }
        try encoder.encode(self).write(to: URL(filePath: path))
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
