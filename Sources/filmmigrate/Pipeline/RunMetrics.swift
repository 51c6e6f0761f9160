import Metrics
import MigrationQueue

/// All metrics of a run, labelled by step and outcome, never by film.
enum RunMetrics {
    static func record(_ finish: Finish, seconds: Double) {
        let dimensions = [("step", finish.lease.kind.rawValue), ("outcome", finish.outcome.name)]
        Counter(label: "filmmigrate_films_total", dimensions: dimensions).increment()
        Recorder(label: "filmmigrate_film_seconds", dimensions: dimensions).record(seconds)
    }
}
