import Archive
import MigrationQueue

/// An archive that has answered as the one it should be.
struct ProvedArchive: Sendable {
    /// As it is registered, with the identity of the proof.
    let record: DestinationRecord
    let proof: ArchiveProof
}
