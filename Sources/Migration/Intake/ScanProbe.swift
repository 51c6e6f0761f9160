import Bags
import Digitise
import FilmModel
import Foundation
import MigrationQueue

/// Looks at the headers of a bag's scans, so that a film that can't be carried is told at once, and each
/// film's cost is known to the queue.
struct ScanProbe: Sendable {
    let limits: ScanLimits

    /// What the header of one film's scan says: the cost in decoded bytes, or why it can't be used.
    enum Finding: Sendable {
        case cost(Int)
        case unusable(Reason)
    }

    /// One finding for each row of the bag, in their order, of rejected rows too: a delivery that is refused has
    /// every fault in one report. An image with many pages is mapped once.
    func probe(_ bag: Bag, in custody: String) -> [Finding] {
        var mapped: (path: String, data: Data)?
        return bag.films.map { row in
            guard let scan = row.scan ?? row.meant else { return .cost(0) }
            let path = custody + "/" + scan.path.text
            if mapped?.path != path {
                // Mapped, not read: only the header's pages are touched, and the file is in our custody.
                mapped = (try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped)).map {
                    (path, $0)
                }
            }
            guard let data = mapped?.data, mapped?.path == path else {
                return .unusable(Reason(.imageMissing))
            }
            let finding = probe(data, page: row.description.page)
            guard row.rejection != nil else { return finding }
            // What a row is rejected for comes first; a page that it writes wrongly is not the scan's fault.
            guard case .unusable(let reason) = finding, reason.code != .pageMissing else { return .cost(0) }
            return finding
        }
    }

    /// Why one page of the scan in a file can't be used; nil where it can.
    func reason(of file: String, page: Int?) -> Reason? {
        guard let data = try? Data(contentsOf: URL(filePath: file), options: .alwaysMapped),
            case .unusable(let reason) = probe(data, page: page)
        else { return nil }
        return reason
    }

    private func probe(_ data: Data, page: Int?) -> Finding {
        do {
            return .cost(try Scan.probe(data, page: page, limits: limits).pixelBytes)
        } catch {
            return .unusable(error.reason)
        }
    }
}
