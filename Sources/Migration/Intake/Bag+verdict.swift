import Bags
import FilmModel
import MigrationQueue

extension Bag {
    /// What is wrong with each row, its scan's header included.
    func rows(_ probes: [ScanProbe.Finding]) -> [DeliveryRule.Row] {
        zip(films, probes).map { row, finding in
            if case .unusable = finding { return .unusable }
            if row.rejection != nil { return row.isFormal ? .formal : .unusable }
            return .sound
        }
    }

    /// Every fault of rows and scans, for the report of a delivery that is refused.
    func faults(_ probes: [ScanProbe.Finding]) -> [BagFault] {
        zip(films, probes).flatMap { row, finding in
            if case .unusable(let reason) = finding { return row.faults(scan: reason) }
            return row.faults(scan: nil)
        }
    }
}
