package import DICOM
package import FilmModel

/// One lane's line to one archive: one association for sending and for reading back, opened when it is first
/// needed, kept, and replaced when it breaks. An archive serves few associations at once (Orthanc: four), so
/// there are two only where it grants no more than one role on each. A blocking handle: used on its lane's
/// thread only.
package final class ArchiveLink {
    package let destination: Destination
    var sending: Association?
    var reading: Association?
    var moving: Association?
    /// Whether the archive refused both roles on one association.
    var separate = false
    /// Whether this link has a place among those that may call, and whether an association has stood in it.
    private var hasPlace = false
    private var hasStood = false
    private var lastUsed = ContinuousClock.now

    package init(_ destination: Destination) { self.destination = destination }

    deinit { if hasPlace { destination.places.giveBack(stood: hasStood) } }

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
    package func send(
        _ dataset: Dataset, _ expected: Expected, askFirst: Bool, aliases: () -> PatientAliases? = { nil }
    ) -> SendOutcome {
        send(InstanceForms(dataset), expected, askFirst: askFirst, aliases: aliases)
    }

    /// Sends an instance in the form that the archive wants. With `askFirst`, or where an attempt ended unclear, the
    /// archive is asked before a byte is sent again: `aliases` says what else the film's person is or was called there.
    package func send(
        _ forms: InstanceForms, _ expected: Expected, askFirst: Bool,
        aliases: () -> PatientAliases? = { nil }
    ) -> SendOutcome {
        defer { rest() }
        let health = destination.health
        let start = ContinuousClock.now
        let outcome = attempt(
            forms, expected, ask: askFirst || health.isUnclear(expected.sopInstanceUID), aliases)
        switch outcome {
        case .unavailable: health.failed()
        case .stored, .found, .misplaced, .refused, .failed:
            if case .stored = outcome { health.note(storage: .stored) }
            health.note(clear: expected.sopInstanceUID)
            health.took((.now - start) / .seconds(1))
        }
        return outcome
    }

    private func attempt(
        _ forms: InstanceForms, _ expected: Expected, ask: Bool, _ aliases: () -> PatientAliases?
    ) -> SendOutcome {
        var ask = ask
        // An association that an archive closed while idle breaks at its first use: that is no fault yet.
        var fresh = sending == nil
        while true {
            do {
                let association = try open()
                if ask, let answer = try find(expected, on: association, aliases) { return answer }
                return try outcome(try store(forms, on: association), expected, on: association, aliases)
            } catch let failure as StoreFailure {
                drop(\.sending)
                if failure.error.code == .notAccepted { return .unavailable(failure.error.description) }
                if failure.dataSent { destination.health.note(unclear: expected.sopInstanceUID) }
                ask = ask || failure.dataSent
                if fresh { return unclear(expected, failure, aliases) }
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
    private func unclear(
        _ expected: Expected, _ failure: StoreFailure, _ aliases: () -> PatientAliases?
    ) -> SendOutcome {
        guard failure.dataSent else { return .unavailable(failure.error.description) }
        do {
            if let answer = try find(expected, on: try open(), aliases) { return answer }
        } catch {
            drop(\.sending)
        }
        return .unavailable(failure.error.description)
    }

    private func outcome(
        _ answer: StoreAnswer, _ expected: Expected, on association: Association,
        _ aliases: () -> PatientAliases?
    ) throws -> SendOutcome {
        switch answer.kind {
        case .success: .stored(status: answer.status, remark: nil)
        case .warning: .stored(status: answer.status, remark: "the archive answered with a warning")
        case .outOfResources:
            outOfResources(words(answer, expected))
        case .refused:
            .refused(status: answer.status, words(answer, expected))
        case .notSupported: .unavailable("the archive \(destination.name) takes no Secondary Capture from us")
        // It has an instance of this UID: ours, unless it says otherwise.
        case .duplicate:
            try find(expected, on: association, aliases)
                ?? .failed(status: answer.status, words(answer, expected))
        case .unknown: .failed(status: answer.status, words(answer, expected))
        }
    }

    private func outOfResources(_ words: String) -> SendOutcome {
        let message = "the archive \(destination.name) is out of resources (\(words))"
        destination.health.note(storage: .refused(message))
        return .unavailable(message)
    }

    /// What the archive says, without anything of the patient's.
    private func words(_ answer: StoreAnswer, _ expected: Expected) -> String {
        let naming = Dataset.naming.compactMap { expected.identity[$0.description] }
        return ArchiveWords.told("C-STORE", answer.status, answer.comment, hiding: naming + expected.hidden)
    }

    /// Closes associations that have not been used for so long, or at once where other links wait for their turn.
    package func closeIdle(after limit: Duration) {
        if destination.places.isScarce || .now - lastUsed > limit { close() }
    }

    var hasAssociations: Bool { sending != nil || reading != nil || moving != nil }

    /// Ends what was done with the archive: where places are scarce, this link's is the next one's.
    func rest() {
        lastUsed = .now
        if !hasAssociations || destination.places.isScarce { close() }
    }

    func takePlace() -> Bool {
        if !hasPlace { hasPlace = destination.places.take(within: Double(destination.peer.dimseSeconds)) }
        return hasPlace
    }

    func noteStanding() {
        if !hasStood { destination.places.stands() }
        hasStood = true
    }

    func close() {
        (sending, reading, moving) = (nil, nil, nil)
        guard hasPlace else { return }
        destination.places.giveBack(stood: hasStood)
        (hasPlace, hasStood) = (false, false)
    }
}
