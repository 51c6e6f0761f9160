/// What `archive test` found.
struct ArchiveProofDocument: Encodable {
    let archive: String
    let identity: String
    let checksCalledAETitle: Bool
    let answersFind: Bool
    let givesByMoveOnly: Bool
    let takesCommitment: Bool
    let passed = true
    /// SOP Instance UID of the instance that was stored and came back the same; nil where none was.
    var testInstance: String?

    enum CodingKeys: String, CodingKey {
        case archive, identity, passed
        case checksCalledAETitle = "checks_called_ae_title"
        case answersFind = "answers_find"
        case givesByMoveOnly = "gives_by_move_only"
        case takesCommitment = "takes_commitment"
        case testInstance = "test_instance"
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
        let back =
            givesByMoveOnly
            ? "gives it back by C-MOVE alone, to `listen_port`" : "lets this program get it back"
        let proof = """
            archive \(archive) answers as \(identity)
            it takes Secondary Capture and \(back); C-ECHO succeeded
            \(find)
            \(title)
            """
        guard let testInstance else { return proof }
        return proof + """

            a test instance was stored and came back the same: \(testInstance)
            it stays there, as patient FILMMIGRATE^TEST, until the archive's keeper deletes it: DICOM can't
            """
    }
}
