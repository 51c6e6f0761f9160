import Archive

/// What `archive test` found.
package struct ArchiveProofDocument: Encodable {
    package let archive: String
    package let identity: String
    package let checksCalledAETitle: Bool
    package let answersFind: Bool
    package let givesByMoveOnly: Bool
    package let takesCommitment: Bool
    package let passed: Bool
    /// Which of the other archives it is not.
    package let others: [Other]
    /// SOP Instance UID of the instance that was stored and came back the same; nil where none was.
    package var testInstance: String?

    /// Another archive that is registered.
    package struct Other: Encodable {
        package private(set) var archive = ""
        /// Whether it is another archive than the tested one; nil where that could not be proved.
        package let isAnother: Bool?
        package let message: String

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
}
