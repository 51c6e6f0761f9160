import Documents
import FilmModel
import MigrationQueue

extension CancelDocument {
    var text: String {
        var lines = ["batch \(batch) is cancelled: \(rejected.counted("film is", "films are")) rejected"]
        if inFlight > 0 {
            lines.append(
                "\(inFlight.counted("is", "are")) in flight: each is delivered, or rejected where it comes back"
            )
        }
        if archived > 0 {
            lines.append(
                "\(archived.counted("is in an archive and stays as it is", "are in an archive and stay as they are"))"
            )
        }
        if settled > 0 {
            lines.append(
                "\(settled.counted("was rejected or a duplicate", "were rejected or duplicates")) before")
        }
        return lines.joined(separator: "\n")
    }
}
