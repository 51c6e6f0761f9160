import Crypto
package import DICOM
import FilmModel

/// One lane's line to one archive: one association for sending and for reading back, opened when it is first
/// needed, kept, and replaced when it breaks. An archive serves few associations at once (Orthanc: four), so
/// there are two only where it grants no more than one role on each. A blocking handle: used on its lane's
/// thread only.
package final class ArchiveLink {
    package let destination: Destination
    private var sending: Association?
    private var reading: Association?
    /// Whether the archive refused both roles on one association.
    private var separate = false

    package init(_ destination: Destination) { self.destination = destination }

    /// Contexts for sending: storage and, to ask what is there, C-FIND.
    static let sendingContexts =
        PresentationContext.uncompressed([UID.secondaryCaptureImageStorage])
        + [PresentationContext(UID.studyRootFind, UID.implicitVRLittleEndian)]
        + [PresentationContext(UID.verification, UID.implicitVRLittleEndian)]
    /// Contexts for reading back: C-GET, and the SCP role for what it brings (PS3.4 C.4.3.1.4).
    static let readingContexts =
        [PresentationContext(UID.studyRootGet, UID.implicitVRLittleEndian)]
        + PresentationContext.uncompressed([UID.secondaryCaptureImageStorage], role: .scp)
    /// Contexts for both on one association.
    static let sharedContexts =
        PresentationContext.uncompressed([UID.secondaryCaptureImageStorage], role: .both)
        + [
            PresentationContext(UID.studyRootGet, UID.implicitVRLittleEndian),
            PresentationContext(UID.studyRootFind, UID.implicitVRLittleEndian),
            PresentationContext(UID.verification, UID.implicitVRLittleEndian),
        ]

    /// Sends an instance. With `askFirst`, or where an attempt ended unclear, the archive is asked before a
    /// byte is sent again.
    package func send(_ dataset: Dataset, _ expected: Expected, askFirst: Bool) -> SendOutcome {
        var ask = askFirst
        // An association that an archive closed while idle breaks at its first use: that is no fault yet.
        var fresh = sending == nil
        while true {
            do {
                let association = try open()
                if ask, let answer = try find(expected, on: association) { return answer }
                return outcome(try association.store(dataset))
            } catch let failure as StoreFailure {
                drop(\.sending)
                if failure.error.code == .notAccepted { return .unavailable(failure.error.description) }
                ask = ask || failure.dataSent
                if fresh { return .unavailable(failure.error.description) }
            } catch let error as DICOMError {
                drop(\.sending)
                if fresh || error.code != .associationLost { return .unavailable(error.description) }
            } catch {
                drop(\.sending)
                return .unavailable(
                    (error as? any OperatorError)?.description ?? "\(destination.name) failed")
            }
            fresh = true
        }
    }

    /// Whether the archive has the instance, and where; nil where it has not.
    private func find(_ expected: Expected, on association: Association) throws -> SendOutcome? {
        guard destination.identity.answersFind, association.accepts(UID.studyRootFind) else { return nil }
        let query = try Dataset()
        try query.root.put(.queryRetrieveLevel, "IMAGE")
        try query.root.put(.studyInstanceUID, expected.studyInstanceUID)
        try query.root.put(.seriesInstanceUID, expected.seriesInstanceUID)
        try query.root.put(.sopInstanceUID, expected.sopInstanceUID)
        try query.root.put(.patientID, "")
        let answer = try association.find(query)
        guard answer.status == 0 else {
            return .unavailable(
                "the archive \(destination.name) answered C-FIND with status 0x"
                    + String(answer.status, radix: 16, uppercase: true))
        }
        guard let hit = answer.hits.first else { return nil }
        let patient = Tag.patientID.description
        let found = try hit.root.string(.patientID)?.trimmed ?? ""
        guard found.isEmpty || found == expected.identity[patient] ?? "" else {
            return .misplaced("the archive has the instance under another \(patient)")
        }
        return .found
    }

    private func outcome(_ answer: StoreAnswer) -> SendOutcome {
        switch answer.kind {
        case .success: .stored(status: answer.status, remark: nil)
        case .warning: .stored(status: answer.status, remark: "the archive answered with a warning")
        case .outOfResources: .unavailable("the archive \(destination.name) is out of resources")
        case .refused: .refused(status: answer.status, Self.words(answer))
        case .notSupported: .unavailable("the archive \(destination.name) takes no Secondary Capture from us")
        case .unknown: .failed(status: answer.status)
        }
    }

    /// The status in the form of PS3.7: the archive's comment may hold a patient's details and is not kept.
    private static func words(_ answer: StoreAnswer) -> String {
        "C-STORE status 0x" + String(answer.status, radix: 16, uppercase: true)
    }

    /// Gets the instance back and compares pixels and identity.
    package func readBack(_ expected: Expected) -> ReadBack {
        var fresh = reading == nil
        while true {
            do {
                let association = try openReading()
                let answer = try association.get(
                    study: expected.studyInstanceUID, series: expected.seriesInstanceUID,
                    instance: expected.sopInstanceUID)
                guard answer.status == 0 else { return try failedGet(answer.status, expected) }
                guard !answer.objects.isEmpty else { return .absent }
                guard answer.objects.count == 1, let object = answer.objects.first else {
                    return .differs("the archive holds the instance \(answer.objects.count) times")
                }
                return try compare(object, expected)
            } catch let error as DICOMError {
                drop(\.reading)
                if error.code == .unreadable { return .differs("the pixels can't be decoded") }
                if fresh || error.code != .associationLost { return .unavailable(error.description) }
            } catch {
                drop(\.reading)
                return .unavailable(
                    (error as? any OperatorError)?.description ?? "\(destination.name) failed")
            }
            fresh = true
        }
    }

    /// What a failed C-GET means. Orthanc answers so (0xC000) for what it does not have, others when they are at
    /// a loss: C-FIND tells which.
    private func failedGet(_ status: Int, _ expected: Expected) throws -> ReadBack {
        switch try find(expected, on: try open()) {
        case nil: return .absent
        case .misplaced(let words): return .differs(words)
        default:
            return .unavailable(
                "the archive \(destination.name) answered C-GET with status 0x"
                    + String(status, radix: 16, uppercase: true))
        }
    }

    private func compare(_ object: Dataset, _ expected: Expected) throws -> ReadBack {
        let identity = try object.identity()
        for tag in Dataset.identifying {
            let key = tag.description
            guard identity[key] == expected.identity[key] else { return .differs("attribute \(key) differs") }
        }
        func number(_ tag: Tag) throws -> Int { Int(try object.root.string(tag) ?? "") ?? 0 }
        let length =
            try number(.rows) * number(.columns) * number(.samplesPerPixel) * number(.bitsAllocated) / 8
        let digest = try unsafe object.withPixels { bytes -> String? in
            guard length > 0, bytes.count >= length else { return nil }
            var hash = SHA256()
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
            return hash.finalize().map { byte in
                let text = String(byte, radix: 16)
                return text.utf8.count == 1 ? "0" + text : text
            }.joined()
        }
        return digest == expected.pixelDigest ? .equal : .differs("the pixels differ")
    }

    /// Gives up an association that failed, in both roles where it had both.
    private func drop(_ role: ReferenceWritableKeyPath<ArchiveLink, Association?>) {
        if separate { self[keyPath: role] = nil } else { (sending, reading) = (nil, nil) }
    }

    /// Opens an association, and makes sure that the archive is still the one that was proved; one that could
    /// not be reached before is proved now.
    private func connect(_ contexts: [PresentationContext]) throws -> Association {
        if destination.identity.value == nil { _ = try ArchiveProof(destination) }
        let association = try Association(destination.peer, contexts)
        guard destination.identity.accepts(try association.identity()) else {
            throw DICOMError(
                .notAccepted, "another archive answers at the address of \(destination.name)",
                remedy: "check its address, then `filmmigrate archive test \(destination.name)`")
        }
        return association
    }

    private func open() throws -> Association {
        if let sending { return sending }
        if try share(), let sending { return sending }
        let association = try connect(Self.sendingContexts)
        guard association.accepts(UID.secondaryCaptureImageStorage) else {
            throw ArchiveProof.refusal(of: "Secondary Capture Image Storage", by: destination)
        }
        sending = association
        return association
    }

    private func openReading() throws -> Association {
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
