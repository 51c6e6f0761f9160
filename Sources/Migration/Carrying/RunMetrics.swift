import FilmModel
import Metrics
import MigrationQueue

/// All metrics of a run, labelled by step and outcome, never by film.
enum RunMetrics {
    /// Counts a remark on a scan that went on.
    static func record(_ remark: ReasonCode) {
        Counter(label: "filmmigrate_scan_remarks_total", dimensions: [("code", remark.rawValue)]).increment()
    }

    static func record(_ finish: Finish, seconds: Double) {
        let dimensions = [("step", finish.lease.kind.rawValue), ("outcome", finish.outcome.name)]
        Counter(label: "filmmigrate_films_total", dimensions: dimensions).increment()
        Recorder(label: "filmmigrate_film_seconds", dimensions: dimensions).record(seconds)
    }
}
