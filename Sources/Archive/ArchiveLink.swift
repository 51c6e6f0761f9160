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
    private var moving: Association?
    /// Whether the archive refused both roles on one association.
    private var separate = false

    package init(_ destination: Destination) { self.destination = destination }

    /// Whether the archive failed a while ago and is better left alone.
    package var isAway: Bool { destination.health.isAway() }

    /// Whether the archive is so much slower than another that it would hold it up.
    package func lags(behind other: ArchiveLink) -> Bool {
        destination.health.lags(behind: other.destination.health)
    }

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

    /// Sends an instance that is in one form alone.
    package func send(_ dataset: Dataset, _ expected: Expected, askFirst: Bool) -> SendOutcome {
        send(InstanceForms(dataset), expected, askFirst: askFirst)
    }

    /// Sends an instance in the form that the archive wants. With `askFirst`, or where an attempt ended unclear, the
    /// archive is asked before a byte is sent again.
    package func send(_ forms: InstanceForms, _ expected: Expected, askFirst: Bool) -> SendOutcome {
        let health = destination.health
        let start = ContinuousClock.now
        let outcome = attempt(forms, expected, ask: askFirst || health.isUnclear(expected.sopInstanceUID))
        switch outcome {
        case .unavailable: health.failed()
        case .stored, .found, .misplaced, .refused, .failed:
            health.note(clear: expected.sopInstanceUID)
            health.took((.now - start) / .seconds(1))
        }
        return outcome
    }

    private func attempt(_ forms: InstanceForms, _ expected: Expected, ask: Bool) -> SendOutcome {
        var ask = ask
        // An association that an archive closed while idle breaks at its first use: that is no fault yet.
        var fresh = sending == nil
        while true {
            do {
                let association = try open()
                if ask, let answer = try find(expected, on: association) { return answer }
                return try outcome(try store(forms, on: association), expected, on: association)
            } catch let failure as StoreFailure {
                drop(\.sending)
                if failure.error.code == .notAccepted { return .unavailable(failure.error.description) }
                if failure.dataSent { destination.health.note(unclear: expected.sopInstanceUID) }
                ask = ask || failure.dataSent
                if fresh { return unclear(expected, failure) }
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

    /// Sends in the form chosen, or uncompressed where the archive does not take that.
    private func store(_ forms: InstanceForms, on association: Association) throws -> StoreAnswer {
        let wanted = destination.choice.next()
        let isTaken = association.accepts(UID.secondaryCaptureImageStorage, in: wanted)
        let syntax = isTaken ? wanted : .explicit
        let start = ContinuousClock.now
        let answer = try association.store(try forms.form(syntax))
        if answer.kind == .success {
            let bytes = try forms.plain.pixelBytes()
            destination.choice.note(syntax, seconds: (.now - start) / .seconds(1), bytes: bytes)
        }
        return answer
    }

    /// What a sending on a new association came to that got no answer. Where data has gone, the archive is asked
    /// at once, and again before the next attempt if it does not have the instance yet.
    private func unclear(_ expected: Expected, _ failure: StoreFailure) -> SendOutcome {
        guard failure.dataSent else { return .unavailable(failure.error.description) }
        do {
            if let answer = try find(expected, on: try open()) { return answer }
        } catch {
            drop(\.sending)
        }
        return .unavailable(failure.error.description)
    }

    private func outcome(
        _ answer: StoreAnswer, _ expected: Expected, on association: Association
    ) throws -> SendOutcome {
        switch answer.kind {
        case .success: .stored(status: answer.status, remark: nil)
        case .warning: .stored(status: answer.status, remark: "the archive answered with a warning")
        case .outOfResources: .unavailable("the archive \(destination.name) is out of resources")
        case .refused: .refused(status: answer.status, Self.words("C-STORE", answer.status))
        case .notSupported: .unavailable("the archive \(destination.name) takes no Secondary Capture from us")
        // It has an instance of this UID: ours, unless it says otherwise.
        case .duplicate: try find(expected, on: association) ?? .failed(status: answer.status)
        case .unknown: .failed(status: answer.status)
        }
    }

    /// The status in the form of PS3.7: the archive's comment may hold a patient's details and is not kept.
    static func words(_ request: String, _ status: Int) -> String {
        "\(request) status 0x" + String(status, radix: 16, uppercase: true)
    }

    /// Gets the instance back and compares pixels and identity: by C-GET, or by C-MOVE to our listener from an
    /// archive that has nothing else. `original` makes the pixels anew, to say which differ: see `compared`.
    package func readBack(_ expected: Expected, original: () -> [UInt8]? = { nil }) -> ReadBack {
        guard let listener = destination.listener else { return getBack(expected, original) }
        if destination.health.givesByMoveOnly { return moveBack(expected, listener, original) }
        let answer = getBack(expected, original)
        guard case .unavailable = answer else { return answer }
        let moved = moveBack(expected, listener, original)
        guard moved == .equal else { return answer }
        destination.health.noteGivesByMoveOnly()
        return moved
    }

    private func getBack(_ expected: Expected, _ original: () -> [UInt8]?) -> ReadBack {
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
                return try object.compared(with: expected, original: original)
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
        case nil: .absent
        case .misplaced(let words): .differs(words)
        // Out of resources (PS3.4 C.4.3.1.4): the archive as a whole, not this instance.
        case .found where !(0xA700...0xA7FF).contains(status): .failed(status: status)
        default: .unavailable("the archive \(destination.name) answered \(Self.words("C-GET", status))")
        }
    }

    /// Has the archive bring the instance to our listener, and compares.
    private func moveBack(
        _ expected: Expected, _ listener: StoreListener, _ original: () -> [UInt8]?
    ) -> ReadBack {
        let isFresh = moving == nil
        do {
            let association = try openMoving()
            listener.expect(expected.sopInstanceUID)
            let status = try association.move(
                study: expected.studyInstanceUID, series: expected.seriesInstanceUID,
                instance: expected.sopInstanceUID, to: listener.aeTitle)
            let objects = listener.take(expected.sopInstanceUID)
            guard objects.count < 2 else { return .differs("the archive holds the instance more than once") }
            if status == 0, let object = objects.first {
                return try object.compared(with: expected, original: original)
            }
            // A801: move destination unknown (PS3.4 C.4.2.1.5).
            if status == 0xA801 {
                return .unavailable(ArchiveProof.unknownTitle(listener.aeTitle, at: destination).description)
            }
            switch try find(expected, on: association) {
            case nil: return .absent
            case .misplaced(let words): return .differs(words)
            case .found where status != 0xA702: return .failed(status: status)
            default:
                return .unavailable(
                    "the archive \(destination.name) answered \(Self.words("C-MOVE", status))")
            }
        } catch {
            moving = nil
            _ = listener.take(expected.sopInstanceUID)
            let code = (error as? DICOMError)?.code
            if code == .unreadable { return .differs("the pixels can't be decoded") }
            // Closed by the archive while it was idle.
            if code == .associationLost, !isFresh { return moveBack(expected, listener, original) }
            return .unavailable(
                (error as? any OperatorError)?.description ?? "\(destination.name) failed")
        }
    }

    private func openMoving() throws -> Association {
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
    private func drop(_ role: ReferenceWritableKeyPath<ArchiveLink, Association?>) {
        if separate { self[keyPath: role] = nil } else { (sending, reading) = (nil, nil) }
    }

    /// Opens an association, and makes sure that the archive is still the one that was proved; one that could
    /// not be reached before is proved now.
    private func connect(_ contexts: [PresentationContext]) throws -> Association {
        if destination.identity.value == nil { _ = try ArchiveProof(destination) }
        let packed = PresentationContext.compressed(
            [UID.secondaryCaptureImageStorage], as: destination.preference.compressed,
            role: contexts.first { $0.abstractSyntax == UID.secondaryCaptureImageStorage }?.role ?? .scu)
        let association = try Association(destination.peer, contexts + packed, pace: destination.pace)
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
