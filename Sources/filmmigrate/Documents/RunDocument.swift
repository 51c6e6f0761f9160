import FilmModel
import Migration

/// What one run did.
struct RunDocument: Encodable {
    let ended: String
    /// Films by outcome; a film that was delivered and then verified counts in both, and so does one that was held again
    /// after that, since another film of this run is in conflict with it.
    let films: [String: Int]
    /// Films under way that nothing can be done for now: paused, in closed hours, or before their next attempt.
    let waiting: Int

    init(_ summary: Run.Summary) {
        films = summary.outcomes
        waiting = summary.waiting
        ended = summary.endWord
    }

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
