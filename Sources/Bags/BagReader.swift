package import FilmModel
import Foundation

/// Checks a BagIt bag (RFC 8493, version 1.0, and 0.97) and reads its films.
///
/// The checks go from cheap to dear: names and paths before any file is opened, then the declaration and
/// `bag-info.txt`, the Payload-Oxum, completeness, digests, and `films.csv` row by row. All that is wrong is
/// in one report. A bag that is not whole is refused whole. What a bad row comes to is said in its ``FilmRow``;
/// whether the delivery is taken with it, ``DeliveryRule`` says.
///
/// `read` blocks: it belongs on a thread that may.
package struct BagReader: Sendable {
    package var limits: BagLimits
    /// How many files are read at the same time.
    package var threads: Int
    /// The day against which a date lies in the future.
    package var today: @Sendable () -> PartialDate?
    /// Says of a scan's file and page why it can't be used, by its header: asked for the scans of a bag that is
    /// refused for something else, so that one report has it all.
    package var probe: @Sendable (_ file: String, _ page: Int?) -> Reason? = { _, _ in nil }
    /// Called for each file that the digests' pass opens; for tests.
    var opened: @Sendable (BagPath) -> Void = { _ in }

    package init(
        limits: BagLimits = BagLimits(),
        threads: Int = min(4, max(2, ProcessInfo.processInfo.activeProcessorCount)),
        today: @escaping @Sendable () -> PartialDate? = { PartialDate(Timestamp.now().londonDay) }
    ) {
        self.limits = limits
        self.threads = threads
        self.today = today
    }

    /// Reads the bag in `folder`, which may itself be reached through a link; nothing in it may be one.
    ///
    /// `custody` is a folder that must not exist and is created: afterwards it keeps the bag's payload,
    /// manifests and listed tag files under the same names, on the disk. After a refusal it is gone.
    /// Throws ``BagRefusal`` for the bureau and ``BagAccessError`` for the machine.
    package func read(_ folder: String, custody: String? = nil) throws -> Bag {
        let root: Descriptor
        do { root = try Descriptor.folder(atPath: folder) } catch {
            guard error.isGone else { throw BagAccessError.unreachable(folder, error) }
            throw BagAccessError.notAFolder(folder)
        }
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        return try BagCheck(root: root, name: name, reader: self).run(custody: custody)
    }
}
