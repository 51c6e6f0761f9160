import DICOM
import FilmModel

extension ArchiveLink {
    func openMoving() throws -> Association {
        if let moving { return moving }
        let association = try connect(
            [UID.studyRootMove, UID.studyRootFind].map { PresentationContext($0, UID.implicitVRLittleEndian) }
        )
        guard association.accepts(UID.studyRootMove), association.accepts(UID.studyRootFind) else {
            throw ArchiveProof.refusal(of: "C-GET, and C-MOVE", by: destination)
        }
        moving = association
        return association
    }

    /// Gives up an association that failed, in both roles where it had both.
    func drop(_ role: ReferenceWritableKeyPath<ArchiveLink, Association?>) {
        if separate { self[keyPath: role] = nil } else { (sending, reading) = (nil, nil) }
    }

    /// Opens an association, and makes sure that the archive is still the one that was proved; one that could
    /// not be reached before is proved now.
    private func connect(_ contexts: [PresentationContext]) throws -> Association {
        if destination.identity.value == nil { _ = try ArchiveProof(destination) }
        let packed = PresentationContext.compressed(
            [UID.secondaryCaptureImageStorage], as: destination.preference.compressed,
            role: contexts.first { $0.abstractSyntax == UID.secondaryCaptureImageStorage }?.role ?? .scu)
        let association = try call(contexts + packed)
        guard destination.identity.accepts(try association.identity()) else {
            throw DICOMError(
                .notAccepted, "another archive answers at the address of \(destination.name)",
                remedy: "check its address, then `filmmigrate archive test \(destination.name)`")
        }
        return association
    }

    /// Calls from a place of this link's own; where the archive takes no more of them, in turn with the others.
    private func call(_ contexts: [PresentationContext]) throws -> Association {
        var isLast = false
        while true {
            guard takePlace() else {
                throw DICOMError(
                    .unreachable,
                    "the archive \(destination.name) serves others of our associations all the time",
                    remedy: "have its keeper allow as many as `lanes`, or set fewer")
            }
            let start = ContinuousClock.now
            do {
                let association = try destination.associate(contexts)
                noteStanding()
                return association
            } catch {
                let limit = Duration.seconds(destination.peer.acseSeconds)
                let timedOut = error.code == .unreachable && .now - start > limit * 0.9
                guard error.isRefusedForNow || timedOut else { throw error }
                let hadOthers = hasAssociations
                guard !isLast, destination.places.isOneTooMany(timedOut: timedOut) || hadOthers else {
                    throw error
                }
                close()
                isLast = true
            }
        }
    }

    func open() throws -> Association {
        if let sending { return sending }
        if try share(), let sending { return sending }
        let association = try connect(Self.sendingContexts)
        guard association.accepts(UID.secondaryCaptureImageStorage) else {
            throw ArchiveProof.refusal(of: "Secondary Capture Image Storage", by: destination)
        }
        sending = association
        return association
    }

    func openReading() throws -> Association {
        if let reading { return reading }
        if try share(), let reading { return reading }
        let association = try connect(Self.readingContexts)
        guard association.accepts(UID.studyRootGet),
            association.accepts(UID.secondaryCaptureImageStorage, asSCP: true)
        else { throw ArchiveProof.refusal(of: "C-GET with the SCP role", by: destination) }
        reading = association
        return association
    }

    /// Opens one association for both, unless the archive has refused that before.
    private func share() throws -> Bool {
        guard !separate else { return false }
        let association = try connect(Self.sharedContexts)
        guard association.accepts(UID.secondaryCaptureImageStorage),
            association.accepts(UID.secondaryCaptureImageStorage, asSCP: true),
            association.accepts(UID.studyRootGet)
        else {
            separate = true
            return false
        }
        (sending, reading) = (association, association)
        return true
    }
}
