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

    /// One finding for each row of the bag, in their order; an image with many pages is mapped once.
    func probe(_ bag: Bag, in custody: String) -> [Finding] {
        var mapped: (path: String, data: Data)?
        return bag.films.map { row in
            guard row.rejection == nil, let scan = row.scan else { return .cost(0) }
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
            return probe(data, page: row.description.page)
        }
    }

    private func probe(_ data: Data, page: Int?) -> Finding {
        do {
            return .cost(try Scan.probe(data, page: page, limits: limits).pixelBytes)
        } catch {
            return .unusable(error.reason)
        }
    }
}
