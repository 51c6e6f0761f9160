import MigrationQueue

/// A film for a lane, and the second copies that it is not to be sent to for now: `verify` brings it there.
struct Work: Sendable {
    let lease: Lease
    let skipping: Set<String>
}
