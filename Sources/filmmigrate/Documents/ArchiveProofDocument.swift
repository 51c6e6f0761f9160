/// What `archive test` found.
struct ArchiveProofDocument: Encodable {
    let archive: String
    let identity: String
    let checksCalledAETitle: Bool
    let passed = true

    enum CodingKeys: String, CodingKey {
        case archive, identity, passed
        case checksCalledAETitle = "checks_called_ae_title"
    }

    var text: String {
        let title =
            checksCalledAETitle
            ? "it refuses a wrong AE title"
            : "warning: it answers to any AE title, so that a mistyped address is not noticed by it"
        return """
            archive \(archive) answers as \(identity)
            it takes Secondary Capture, C-FIND and C-GET; C-ECHO succeeded
            \(title)
            """
    }
}
