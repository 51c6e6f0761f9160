import Documents
import FilmModel
import Migration

extension RunDocument {
    var text: String {
        let words = Run.Summary.words
            .compactMap { word in films[word].map { "\($0) \(word.replacing("_", with: " "))" } }
        let what = words.isEmpty ? "nothing was carried" : words.joined(separator: ", ")
        return switch ended {
        case "idle" where waiting > 0:
            "\(what); \(waiting.counted("film waits", "films wait")): paused, in closed hours, or for their next attempt; "
                + "see `filmmigrate status --watch`"
        case "idle":
            "\(what); nothing is left to carry; next: `filmmigrate status`, `filmmigrate review list`"
        case "stopped": "\(what); stopped on request; run again to go on"
        default: "\(what); stopped because an archive can't be reached or refuses to store"
        }
    }
}
