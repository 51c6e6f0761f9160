import FilmModel
import MigrationQueue

extension DestinationRecord {
    /// How it stands, in words.
    var standing: String {
        let silence = trouble.map { "has not answered since \($0.since): \($0.message)" }
        let full = refusal.map { "is full: refuses to store since \($0.since): \($0.message)" }
        let troubles = [silence, full].compactMap(\.self)
        guard paused else { return troubles.isEmpty ? "in use" : troubles.joined(separator: "; ") }
        let pause = pausedFor.map { "paused since \($0.since): \($0.message)" } ?? "paused"
        return ([pause] + (pausedFor == nil ? troubles : [])).joined(separator: "; ")
    }
}
