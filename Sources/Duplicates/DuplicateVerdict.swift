package import FilmModel

/// What is known of a film's picture.
package enum DuplicateVerdict: Sendable, Hashable {
    /// How two scans are the same film (INTERFACES: `kind`).
    package enum Kind: String, Sendable {
        case sameBytes = "same-bytes"
        case samePixels = "same-pixels"
    }

    case original
    case duplicate(of: FilmID, Kind)
    /// The same picture under another person: never merged.
    case conflict(with: FilmID)
}
