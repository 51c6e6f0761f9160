import DICOM
package import FilmModel

/// Who answers at an archive's address, and whether it takes what this program needs.
package struct ArchiveProof: Sendable, Hashable {
    /// Implementation Class UID and Version Name.
    package let identity: String
    /// Whether an association under a made-up called AE title is refused: then the title tells archives
    /// apart, else only the implementation does.
    package let checksCalledAETitle: Bool
    /// Whether C-FIND is permitted: without it nobody can ask after an unclear sending.
    package let answersFind: Bool
    /// Whether it gives instances back by C-MOVE alone, to a listener of ours.
    package let givesByMoveOnly: Bool
    /// Whether it takes requests for storage commitment.
    package let takesCommitment: Bool
    /// Whether it takes the transfer syntax that is preferred for it; else films are sent uncompressed.
    package let takesPreferredSyntax: Bool
    /// Until when its certificate holds; nil where it is called in the clear.
    package let certificateEnd: Timestamp?

    /// Calls the archive, without sending a film: association, C-ECHO, contexts for storage, C-FIND and
    /// C-GET (or, where we listen, C-MOVE), and once more under a title that it cannot have. Blocks.
    /// Throws `ArchiveIdentityError` before anything else where another archive answers than the one known, and
    /// makes the answer the known one where there was none.
    package init(_ destination: Destination) throws {
        // One association after another: some archives serve one at a time.
        (identity, answersFind, takesPreferredSyntax, certificateEnd) = try Self.trySending(destination)
        givesByMoveOnly = try Self.tryReading(destination)
        takesCommitment = Self.tryCommitment(destination)
        destination.identity.answersFind = answersFind
        _ = destination.identity.accepts(identity)
        checksCalledAETitle = Self.refusesWrongTitle(destination)
    }

    /// A UID that nobody has: the root of UIDs made from UUIDs, followed by the nil UUID (PS3.5 B.2). Asking for it
    /// shows what is permitted: a negotiated context is no permission yet, and an archive that refuses the request
    /// itself breaks the association off (Orthanc: AllowFind, AllowGet).
    private static let nobody = "2.25.0"

    /// Who answers, and whether it permits C-FIND. Storage and C-ECHO it has to take.
    private static func trySending(
        _ destination: Destination
    ) throws -> (identity: String, answersFind: Bool, takesSyntax: Bool, certificateEnd: Timestamp?) {
        let compressed = destination.preference.compressed
        let storage = UID.secondaryCaptureImageStorage
        let association = try destination.associate(
            ArchiveLink.sendingContexts + PresentationContext.compressed([storage], as: compressed))
        let takesSyntax = compressed.allSatisfy { association.accepts(storage, in: $0) }
        let identity = try association.identity()
        let end = try association.certificateEnd()
        if let known = destination.identity.value, known != identity {
            throw ArchiveIdentityError(archive: destination.name, was: known, answers: identity)
        }
        guard try association.echo() == 0 else {
            throw DICOMError(
                .associationLost, "the archive \(destination.name) does not answer C-ECHO with success",
                remedy: "ask the archive's keeper whether it is in service")
        }
        guard association.accepts(UID.secondaryCaptureImageStorage) else {
            throw refusal(of: "Secondary Capture Image Storage", by: destination)
        }
        guard association.accepts(UID.studyRootFind) else { return (identity, false, takesSyntax, end) }
        let query = try Dataset()
        try query.root.put(.queryRetrieveLevel, "IMAGE")
        for tag in [Tag.studyInstanceUID, .seriesInstanceUID, .sopInstanceUID] {
            try query.root.put(tag, nobody)
        }
        do {
            _ = try association.find(query)
            return (identity, true, takesSyntax, end)
        } catch {
            guard error.code == .associationLost else { throw error }
            return (identity, false, takesSyntax, end)
        }
    }

    /// C-GET has to be taken and permitted, or C-MOVE where we listen; true for the latter.
    private static func tryReading(_ destination: Destination) throws(DICOMError) -> Bool {
        do {
            try tryGetting(destination)
            return false
        } catch {
            guard error.code == .notAccepted, let title = destination.moveTitle else { throw error }
            try tryMoving(destination, to: title)
            return true
        }
    }

    private static func tryMoving(_ destination: Destination, to title: String) throws(DICOMError) {
        let what = "C-GET, and C-MOVE with C-FIND (Study Root)"
        let association = try destination.associate(
            [UID.studyRootMove, UID.studyRootFind].map { PresentationContext($0, UID.implicitVRLittleEndian) }
        )
        guard association.accepts(UID.studyRootMove), association.accepts(UID.studyRootFind) else {
            throw refusal(of: what, by: destination)
        }
        let status: Int
        do {
            status = try association.move(study: nobody, series: nobody, instance: nobody, to: title)
        } catch {
            throw error.isBrokenOff ? refusal(of: what, by: destination) : error
        }
        // Move destination unknown (PS3.4 C.4.2.1.5). Any other answer to a question for nobody will do.
        guard status != 0xA801 else { throw unknownTitle(title, at: destination) }
    }

    static func unknownTitle(_ title: String, at destination: Destination) -> DICOMError {
        DICOMError(
            .notAccepted, "the archive \(destination.name) does not know \(title) as a destination of C-MOVE",
            remedy: "have the archive's keeper enter it with this machine's address and `listen_port`")
    }

    /// Only where we listen: most archives bring their answer to us.
    private static func tryCommitment(_ destination: Destination) -> Bool {
        guard destination.moveTitle != nil else { return false }
        let context = PresentationContext(UID.storageCommitmentPushModel, UID.implicitVRLittleEndian)
        let association = try? destination.associate([context])
        return association?.accepts(UID.storageCommitmentPushModel) ?? false
    }

    private static func tryGetting(_ destination: Destination) throws(DICOMError) {
        let association = try destination.associate(ArchiveLink.readingContexts)
        guard association.accepts(UID.studyRootGet),
            association.accepts(UID.secondaryCaptureImageStorage, asSCP: true)
        else {
            throw refusalToGive(by: destination, "C-GET (Study Root) with the SCP role for Secondary Capture")
        }
        do { _ = try association.get(study: nobody, series: nobody, instance: nobody) } catch {
            throw error.isBrokenOff ? refusalToGive(by: destination, "C-GET") : error
        }
    }

    private static func refusesWrongTitle(_ destination: Destination) -> Bool {
        let title = "NOT_\(destination.peer.calledAETitle)".prefix(15).uppercased() + "X"
        do {
            _ = try destination.associate(
                [PresentationContext(UID.verification, UID.implicitVRLittleEndian)], calledAETitle: title)
            return false
        } catch {
            return true
        }
    }

    private static func refusalToGive(by destination: Destination, _ what: String) -> DICOMError {
        let title = destination.peer.callingAETitle
        return DICOMError(
            .notAccepted, "the archive \(destination.name) refuses \(what)",
            remedy:
                "have the archive's keeper allow it for \(title), or set `listen_port` for an archive that has only C-MOVE"
        )
    }

    static func refusal(of what: String, by destination: Destination) -> DICOMError {
        DICOMError(
            .notAccepted, "the archive \(destination.name) refuses \(what)",
            remedy: "have the archive's keeper allow \(what) for \(destination.peer.callingAETitle)")
    }
}
