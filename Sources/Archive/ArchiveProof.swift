import DICOM

/// Who answers at an archive's address, and whether it takes what this program needs.
package struct ArchiveProof: Sendable, Hashable {
    /// Implementation Class UID and Version Name.
    package let identity: String
    /// Whether an association under a made-up called AE title is refused: then the title tells archives
    /// apart, else only the implementation does.
    package let checksCalledAETitle: Bool

    /// Calls the archive, without sending a film: association, C-ECHO, contexts for storage, C-FIND and
    /// C-GET, and once more under a title that it cannot have. Blocks.
    /// Throws `ArchiveIdentityError` before anything else where another archive answers than the one known, and
    /// makes the answer the known one where there was none.
    package init(_ destination: Destination) throws {
        let sending = try Association(destination.peer, ArchiveLink.sendingContexts)
        identity = try sending.identity()
        if let known = destination.identity.value, known != identity {
            throw ArchiveIdentityError(archive: destination.name, was: known, answers: identity)
        }
        guard try sending.echo() == 0 else {
            throw DICOMError(
                .associationLost, "the archive \(destination.name) does not answer C-ECHO with success",
                remedy: "ask the archive's keeper whether it is in service")
        }
        for (syntax, name) in [
            (UID.secondaryCaptureImageStorage, "Secondary Capture Image Storage"),
            (UID.studyRootFind, "C-FIND (Study Root)"),
        ] where !sending.accepts(syntax) {
            throw Self.refusal(of: name, by: destination)
        }
        let reading = try Association(destination.peer, ArchiveLink.readingContexts)
        guard reading.accepts(UID.studyRootGet),
            reading.accepts(UID.secondaryCaptureImageStorage, asSCP: true)
        else {
            throw Self.refusal(
                of: "C-GET (Study Root) with the SCP role for Secondary Capture", by: destination)
        }
        try Self.ask(sending, reading, destination)
        _ = destination.identity.accepts(identity)
        checksCalledAETitle = Self.refusesWrongTitle(destination)
    }

    /// Asks for an instance that nobody has: a negotiated context is no permission yet, and an archive that
    /// refuses the request itself breaks the association off (Orthanc: AllowFind, AllowGet).
    private static func ask(
        _ sending: Association, _ reading: Association, _ destination: Destination
    ) throws(DICOMError) {
        // The root of UIDs made from UUIDs, followed by the nil UUID (PS3.5 B.2).
        let nobody = "2.25.0"
        do {
            let query = try Dataset()
            try query.root.put(.queryRetrieveLevel, "IMAGE")
            for tag in [Tag.studyInstanceUID, .seriesInstanceUID, .sopInstanceUID] {
                try query.root.put(tag, nobody)
            }
            _ = try sending.find(query)
        } catch  where error.code == .associationLost {
            throw refusal(of: "C-FIND", by: destination)
        }
        do { _ = try reading.get(study: nobody, series: nobody, instance: nobody) } catch
            where error.code == .associationLost
        {
            throw refusal(of: "C-GET", by: destination)
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
