/// What a bag may demand of this machine. RFC 8493 (6.2) leaves such limits to the receiver: a bag that goes
/// beyond one is refused before the work that the limit guards is begun.
package struct BagLimits: Sendable, Hashable {
    /// Files and folders together.
    package var entries = 1_000_000
    /// Lines of one manifest.
    package var manifestLines = 1_000_000
    /// All manifests together, in bytes: they are held in memory.
    package var manifestBytes = 256 << 20
    /// `bagit.txt` and `bag-info.txt`, each, in bytes.
    package var tagFileBytes = 1 << 20
    /// `data/films.csv`, in bytes.
    package var filmsBytes = 64 << 20
    /// One file that is streamed, in bytes.
    package var fileBytes = 16 << 30
    /// The whole payload, in bytes.
    package var payloadBytes = 2 << 40
    /// How many faults a report holds; those beyond are counted.
    package var faults = 10_000

    package init() {}
}
