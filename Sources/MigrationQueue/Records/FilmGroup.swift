package import FilmModel

/// Films that a command names together.
package enum FilmGroup: Sendable, Hashable {
    case all
    case trust(TrustID)
    case batch(BatchID)
}
