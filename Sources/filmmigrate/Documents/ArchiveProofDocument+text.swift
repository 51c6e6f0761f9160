import Migration

extension ArchiveProofDocument {
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

extension ArchiveProofDocument.Other {
    var text: String {
        switch isAnother {
        case true?: "it is another archive than \(archive): \(message)"
        case false?: "it is the same archive as \(archive): \(message)"
        default: "warning: that it is another archive than \(archive) could not be proved: \(message)"
        }
    }
}
