/// What `archive test` found.
struct ArchiveProofDocument: Encodable {
    let archive: String
    let identity: String
    let checksCalledAETitle: Bool
    let answersFind: Bool
    let passed = true

    enum CodingKeys: String, CodingKey {
        case archive, identity, passed
        case checksCalledAETitle = "checks_called_ae_title"
        case answersFind = "answers_find"
    }

    var text: String {
        let title =
            checksCalledAETitle
            ? "it refuses a wrong AE title"
            : "warning: it answers to any AE title, so that a mistyped address is not noticed by it"
        let find =
            answersFind
            ? "it lets this program ask what it has (C-FIND)"
            : "warning: it does not permit C-FIND: after an unclear sending a film is sent again without asking"
        return """
            archive \(archive) answers as \(identity)
            it takes Secondary Capture and lets this program get it back; C-ECHO succeeded
            \(find)
            \(title)
            """
    }
}
