package import Archive
package import MigrationQueue

/// An archive that has answered as the one it should be.
package struct ProvedArchive: Sendable {
    /// As it is registered, with the identity of the proof.
    package let record: DestinationRecord
    package let proof: ArchiveProof
}
