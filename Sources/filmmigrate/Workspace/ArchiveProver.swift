import Archive
import FilmModel
import MigrationQueue

/// Proves that a registered archive is who it was, and remembers it the first time.
struct ArchiveProver: Sendable {
    let workspace: Workspace
    let ledger: any ProofLedger

    /// Calls the archive on a thread that may block. Throws `ArchiveIdentityError` where another one answers.
    func prove(_ record: DestinationRecord, acceptIdentity: Bool = false) async throws -> ArchiveProof {
        let destination = try workspace.destination(
            record, identity: acceptIdentity ? nil : record.identity)
        let proof = try await onBlockingThread { try ArchiveProof(destination) }
        if record.identity != proof.identity {
            try await ledger.record(identity: proof.identity, of: record.name)
        }
        let commits = proof.takesCommitment && workspace.settings.asksCommitment
        if record.commits != commits { try await ledger.record(commits: commits, of: record.name) }
        return proof
    }

    /// Stores a marked test instance, reads it back and compares; its SOP Instance UID.
    func tryOut(_ record: DestinationRecord, _ proof: ArchiveProof) async throws -> String {
        let listener = try proof.givesByMoveOnly ? workspace.listener(for: [record]) : nil
        let destination = try workspace.destination(record, identity: proof.identity, listener: listener)
        destination.learn(proof)
        return try await onBlockingThread { try TestInstance.tryOut(destination) }
    }
}
