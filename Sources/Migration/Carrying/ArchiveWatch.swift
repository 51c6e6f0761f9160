import Archive
import DICOM
import MigrationQueue

/// What the feed asks of the archives, and what it tells them.
struct ArchiveWatch: Sendable {
    /// The primary first.
    let destinations: [Destination]

    /// Whether a second copy takes so long that proving films, which brings it those that it lacks, would take all
    /// lanes from the primary.
    var copyLags: Bool {
        guard let primary = destinations.first else { return false }
        return destinations.dropFirst().contains { $0.health.isSlow(beside: primary.health) }
    }

    /// Whether an archive has refused to store in these words.
    func isRefusal(_ message: String, of name: String) -> Bool {
        destinations.first { $0.name == name }?.health.isRefusal(message) ?? false
    }

    /// Takes over the limits that an operator may have changed.
    func heed(_ records: [DestinationRecord]) {
        for record in records {
            destinations.first { $0.name == record.name }?.pace.limit(bytesPerSecond: record.bytesPerSecond)
        }
    }
}
