package import FilmModel

/// What is known of a film's picture.
package enum DuplicateVerdict: Sendable, Hashable {
    /// How two scans are the same film (INTERFACES: `kind`).
    package enum Kind: String, Sendable {
        case sameBytes = "same-bytes"
        case samePixels = "same-pixels"
        case sameFilm = "same-film"
    }

    case original
    case duplicate(of: FilmID, Kind)
    /// The very same picture, but the rows say different things of it, in these columns: a person looks.
    case rowsDiffer(from: FilmID, Kind, columns: [String])
    /// The same film, but this scan is much better than the one that is known: a person decides which stays.
    case better(than: FilmID, reasons: [String])
    /// It may be the same film: a person looks.
    case suspected(of: FilmID, reasons: [String])
    /// The same picture under another person, and under what further films: never merged.
    case conflict(with: FilmID, others: [FilmID] = [])
    /// Another film of this examination is another person's: one study would have two patients.
    case stranger(to: FilmID)
}
