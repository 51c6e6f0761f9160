import Archive

/// What `archive test` found.
package struct ArchiveProofDocument: Encodable {
    let archive: String
    let identity: String
    let checksCalledAETitle: Bool
    let answersFind: Bool
    let givesByMoveOnly: Bool
    let takesCommitment: Bool
    let passed: Bool
    /// Which of the other archives it is not.
    let others: [Other]
    /// SOP Instance UID of the instance that was stored and came back the same; nil where none was.
    var testInstance: String?

    /// Another archive that is registered.
    struct Other: Encodable {
        private(set) var archive = ""
        /// Whether it is another archive than the tested one; nil where that could not be proved.
        let isAnother: Bool?
        let message: String

        enum CodingKeys: String, CodingKey {
            case archive, message
            case isAnother = "is_another"
        }

        static let known = Other(isAnother: true, message: "as proved before")
        static let same = Other(
            isAnother: false,
            message:
                "what is stored in one is in the other; marked test instances stay there, as patient FILMMIGRATE^TEST, until the archive's keeper deletes them"
        )

        static func proved(storedIn archive: String) -> Other {
            Other(
                isAnother: true,
                message:
                    "a marked test instance was stored in \(archive) and is there alone; it stays there, as patient "
                    + "FILMMIGRATE^TEST, until the archive's keeper deletes it")
        }

        static func unproved(_ why: String) -> Other { Other(isAnother: nil, message: why) }

        func named(_ name: String) -> Other {
            var other = self
            other.archive = name
            return other
        }

        var text: String {
            switch isAnother {
            case true?: "it is another archive than \(archive): \(message)"
            case false?: "it is the same archive as \(archive): \(message)"
            default: "warning: that it is another archive than \(archive) could not be proved: \(message)"
            }
        }
    }

    init(_ archive: String, _ proof: ArchiveProof, _ others: [Other]) {
        self.archive = archive
        identity = proof.identity
        checksCalledAETitle = proof.checksCalledAETitle
        answersFind = proof.answersFind
        givesByMoveOnly = proof.givesByMoveOnly
        takesCommitment = proof.takesCommitment
        passed = !others.contains { $0.isAnother == false }
        self.others = others
    }

    enum CodingKeys: String, CodingKey {
        case archive, identity, passed, others
        case checksCalledAETitle = "checks_called_ae_title"
        case answersFind = "answers_find"
        case givesByMoveOnly = "gives_by_move_only"
        case takesCommitment = "takes_commitment"
        case testInstance = "test_instance"
    }

    package var text: String {
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
        var lines = [
            "archive \(archive) answers as \(identity)",
            "it takes Secondary Capture and \(back); C-ECHO succeeded", find, title,
        ]
        lines += others.map(\.text)
        if let testInstance {
            lines += [
                "a test instance was stored and came back the same: \(testInstance)",
                "it stays there, as patient FILMMIGRATE^TEST, until the archive's keeper deletes it: DICOM can't",
            ]
        }
        return lines.joined(separator: "\n")
    }
}
