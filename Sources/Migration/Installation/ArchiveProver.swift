package import Archive
package import DICOM
import FilmModel
package import Logging
package import MigrationQueue

/// Proves that a registered archive is who it was, and remembers it the first time.
package struct ArchiveProver: Sendable {
    let workspace: Workspace
    let ledger: any ProofLedger
    let logger: Logger

    package init(
        workspace: Workspace, ledger: any ProofLedger, logger: Logger
    ) {
        self.workspace = workspace
        self.ledger = ledger
        self.logger = logger
    }

    /// Calls the archive on a thread that may block. Throws `ArchiveIdentityError` where another one answers.
    package func prove(_ record: DestinationRecord, acceptIdentity: Bool = false) async throws
        -> ProvedArchive
    {
        let destination = try workspace.destination(
            record, identity: acceptIdentity ? nil : record.identity)
        let proof: ArchiveProof
        do { proof = try await onBlockingThread { try ArchiveProof(destination) } } catch let error
            as DICOMError
        {
            // Whoever called, the page says that it did not answer.
            try await ledger.note(trouble: error.message, of: record.name, at: .now())
            throw error
        }
        if record.identity != proof.identity {
            try await ledger.record(identity: proof.identity, of: record)
        }
        let commits = proof.takesCommitment && workspace.settings.asksCommitment
        if record.commits != commits { try await ledger.record(commits: commits, of: record.name) }
        try await ArchiveAnswers(ledger: ledger, logger: logger).answered(record)
        var proved = record
        proved.identity = proof.identity
        return ProvedArchive(record: proved, proof: proof)
    }

    /// Calls archives side by side, so that several mute ones take the time of one. The answers are in the order of the
    /// records; `accepting` names those that may have become others.
    package func prove(
        all records: [DestinationRecord], accepting: Set<String> = []
    ) async -> [(record: DestinationRecord, answer: Result<ProvedArchive, any Error>)] {
        await withTaskGroup(of: (Int, Result<ProvedArchive, any Error>).self) { group in
            for (place, record) in records.enumerated() {
                group.addTask {
                    do {
                        return (
                            place,
                            .success(try await prove(record, acceptIdentity: accepting.contains(record.name)))
                        )
                    } catch {
                        return (place, .failure(error))
                    }
                }
            }
            var answers: [Int: Result<ProvedArchive, any Error>] = [:]
            for await (place, answer) in group { answers[place] = answer }
            return records.enumerated().compactMap { place, record in
                answers[place].map { (record: record, answer: $0) }
            }
        }
    }

    /// Stores a marked test instance, reads it back and compares; its SOP Instance UID.
    func tryOut(_ archive: ProvedArchive) async throws -> String {
        let listener = try archive.proof.givesByMoveOnly ? workspace.listener(for: [archive.record]) : nil
        let destination = try workspace.destination(archive, listener: listener)
        let answers = ArchiveAnswers(ledger: ledger, logger: logger)
        do {
            let instance = try await onBlockingThread { try TestInstance.tryOut(destination) }
            try await answers.heed(destination.health.storage, of: archive.record.name)
            return instance
        } catch {
            try await answers.heed(destination.health.storage, of: archive.record.name)
            throw error
        }
    }
}

extension Workspace {
    /// A proved archive as delivery sees it.
    package func destination(_ archive: ProvedArchive, listener: StoreListener?) throws -> Destination {
        let destination = try destination(
            archive.record, identity: archive.proof.identity, listener: listener)
        destination.learn(archive.proof)
        return destination
    }
}
