import Archive
import DICOM
import FilmModel
import MigrationQueue

/// Proves that a registered archive is who it was, and remembers it the first time.
struct ArchiveProver: Sendable {
    let workspace: Workspace
    let ledger: any Ledger

    /// Calls the archive on a thread that may block. Throws `ArchiveIdentityError` where another one answers.
    func prove(_ record: DestinationRecord, acceptIdentity: Bool = false) async throws -> ArchiveProof {
        let destination = Destination(
            name: record.name, peer: try workspace.peer(record),
            identity: acceptIdentity ? nil : record.identity)
        let proof = try await onBlockingThread { try ArchiveProof(destination) }
        if record.identity != proof.identity {
            try await ledger.record(identity: proof.identity, of: record.name)
        }
        return proof
    }

    /// Stores a marked test instance, reads it back and compares; its SOP Instance UID.
    func tryOut(_ record: DestinationRecord, _ proof: ArchiveProof) async throws -> String {
        let destination = Destination(
            name: record.name, peer: try workspace.peer(record), identity: proof.identity)
        destination.identity.answersFind = proof.answersFind
        return try await onBlockingThread { try TestInstance.tryOut(destination) }
    }
}
