package import DICOM
package import FilmModel

extension ArchiveLink {
    /// Gets the instance back and compares pixels and identity: by C-GET, or by C-MOVE to our listener from an
    /// archive that has nothing else. `original` makes the pixels anew, to say which differ: see `compared`.
    /// `aliases` says what else the film's person is or was called.
    package func readBack(
        _ expected: Expected, aliases: () -> PatientAliases? = { nil }, original: () -> [UInt8]? = { nil }
    ) -> ReadBack {
        bringBack(expected, aliases) { object in
            try object.compared(with: expected, aliases: aliases, original: original)
        }
    }

    /// Gets the instance itself, for an archive that lacks it; nil where what comes back is not what was sent.
    package func fetch(_ expected: Expected, aliases: () -> PatientAliases? = { nil }) -> Dataset? {
        var fetched: Dataset?
        let answer = bringBack(expected, aliases) { object in
            fetched = object
            return try object.compared(with: expected, aliases: aliases, original: { nil })
        }
        switch answer {
        case .equal: return fetched
        // Under another number it would be another patient's beside what was sent before.
        case .followed(_, let identity):
            let sent = PatientIdentity(written: expected.identity)
            return identity.identifier.key == sent.identifier.key ? fetched : nil
        default: return nil
        }
    }

    /// Has the archive bring the instance by whatever it gives it, and judges what came.
    private func bringBack(
        _ expected: Expected, _ aliases: () -> PatientAliases?, _ judge: (Dataset) throws -> ReadBack
    ) -> ReadBack {
        defer { rest() }
        guard let listener = destination.listener else { return getBack(expected, aliases, judge) }
        if destination.health.givesByMoveOnly { return moveBack(expected, listener, aliases, judge) }
        let answer = getBack(expected, aliases, judge)
        guard case .unavailable = answer else { return answer }
        let moved = moveBack(expected, listener, aliases, judge)
        guard moved.isGood else { return answer }
        destination.health.noteGivesByMoveOnly()
        return moved
    }

    private func getBack(
        _ expected: Expected, _ aliases: () -> PatientAliases?, _ judge: (Dataset) throws -> ReadBack
    ) -> ReadBack {
        var fresh = reading == nil
        while true {
            do {
                let association = try openReading()
                let answer = try association.get(
                    study: expected.studyInstanceUID, series: expected.seriesInstanceUID,
                    instance: expected.sopInstanceUID)
                guard answer.status == 0 else { return try failedGet(answer.status, expected, aliases) }
                guard !answer.objects.isEmpty else { return .absent }
                guard answer.objects.count == 1, let object = answer.objects.first else {
                    return .differs("the archive holds the instance \(answer.objects.count) times")
                }
                return try judge(object)
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
    private func failedGet(
        _ status: Int, _ expected: Expected, _ aliases: () -> PatientAliases?
    ) throws -> ReadBack {
        switch try find(expected, on: try open(), aliases) {
        case nil: .absent
        case .misplaced(let words): .differs(words)
        // Out of resources (PS3.4 C.4.3.1.4): the archive as a whole, not this instance.
        case .found where !(0xA700...0xA7FF).contains(status): .failed(status: status)
        default:
            .unavailable("the archive \(destination.name) answered \(ArchiveWords.told("C-GET", status))")
        }
    }

    /// Has the archive bring the instance to our listener, and compares.
    private func moveBack(
        _ expected: Expected, _ listener: StoreListener, _ aliases: () -> PatientAliases?,
        _ judge: (Dataset) throws -> ReadBack
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
            if status == 0, let object = objects.first { return try judge(object) }
            // A801: move destination unknown (PS3.4 C.4.2.1.5).
            if status == 0xA801 {
                return .unavailable(ArchiveProof.unknownTitle(listener.aeTitle, at: destination).description)
            }
            switch try find(expected, on: association, aliases) {
            case nil: return .absent
            case .misplaced(let words): return .differs(words)
            case .found where status != 0xA702: return .failed(status: status)
            default:
                return .unavailable(
                    "the archive \(destination.name) answered \(ArchiveWords.told("C-MOVE", status))")
            }
        } catch {
            moving = nil
            _ = listener.take(expected.sopInstanceUID)
            let code = (error as? DICOMError)?.code
            if code == .unreadable { return .differs("the pixels can't be decoded") }
            // Closed by the archive while it was idle.
            if code == .associationLost, !isFresh { return moveBack(expected, listener, aliases, judge) }
            return .unavailable(
                (error as? any OperatorError)?.description ?? "\(destination.name) failed")
        }
    }
}
