import DICOM

/// Who answers at an archive's address, and whether it takes what this program needs.
package struct ArchiveProof: Sendable, Hashable {
    /// Implementation Class UID and Version Name.
    package let identity: String
    /// Whether an association under a made-up called AE title is refused: then the title tells archives
    /// apart, else only the implementation does.
    package let checksCalledAETitle: Bool
    /// Whether C-FIND is permitted: without it nobody can ask after an unclear sending.
    package let answersFind: Bool

    /// Calls the archive, without sending a film: association, C-ECHO, contexts for storage, C-FIND and
    /// C-GET, and once more under a title that it cannot have. Blocks.
    /// Throws `ArchiveIdentityError` before anything else where another archive answers than the one known, and
    /// makes the answer the known one where there was none.
    package init(_ destination: Destination) throws {
        // One association after another: some archives serve one at a time.
        (identity, answersFind) = try Self.trySending(destination)
        try Self.tryReading(destination)
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
    ) throws -> (identity: String, answersFind: Bool) {
        let association = try Association(destination.peer, ArchiveLink.sendingContexts)
        let identity = try association.identity()
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
        guard association.accepts(UID.studyRootFind) else { return (identity, false) }
        let query = try Dataset()
        try query.root.put(.queryRetrieveLevel, "IMAGE")
        for tag in [Tag.studyInstanceUID, .seriesInstanceUID, .sopInstanceUID] {
            try query.root.put(tag, nobody)
        }
        do {
            _ = try association.find(query)
            return (identity, true)
        } catch {
            guard error.code == .associationLost else { throw error }
            return (identity, false)
        }
    }

    /// C-GET has to be taken and permitted.
    private static func tryReading(_ destination: Destination) throws(DICOMError) {
        let association = try Association(destination.peer, ArchiveLink.readingContexts)
        guard association.accepts(UID.studyRootGet),
            association.accepts(UID.secondaryCaptureImageStorage, asSCP: true)
        else {
            throw refusal(of: "C-GET (Study Root) with the SCP role for Secondary Capture", by: destination)
        }
        do { _ = try association.get(study: nobody, series: nobody, instance: nobody) } catch {
            throw error.code == .associationLost ? refusal(of: "C-GET", by: destination) : error
        }
    }

    private static func refusesWrongTitle(_ destination: Destination) -> Bool {
        var peer = destination.peer
        peer.calledAETitle = "NOT_\(destination.peer.calledAETitle)".prefix(15).uppercased() + "X"
        do {
            _ = try Association(peer, [PresentationContext(UID.verification, UID.implicitVRLittleEndian)])
            return false
        } catch {
            return true
        }
    }

    static func refusal(of what: String, by destination: Destination) -> DICOMError {
        DICOMError(
            .notAccepted, "the archive \(destination.name) refuses \(what)",
            remedy: "have the archive's keeper allow \(what) for \(destination.peer.callingAETitle)")
    }
}
