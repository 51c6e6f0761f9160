import FilmModel
import Migration
import MigrationQueue

extension Closing {
    /// In words: `mon-fri` is listed day by day.
    var text: String {
        let names = days.sorted().map(\.name).joined(separator: ",")
        let subject =
            switch scope {
            case .all: "everything"
            case .trust(let trust): "Trust \(trust)"
            case .archive(let name): "archive \(name)"
            }
        return "\(subject), \(names) from \(ClockTime.text(from)) to \(ClockTime.text(to)), London time"
    }
}
