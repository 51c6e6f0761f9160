/// What sets a benefit off.
package enum BenefitTrigger: String, CaseIterable, Sendable, Codable, Hashable {
    /// An amount for each verified film.
    case perFilm = "per_film"
    /// An amount for each month from the one in which the Trust's store is empty.
    case storeEmpty = "store_empty"
    /// An amount for each month from the one in which the Trust goes live.
    case goLive = "go_live"
    /// Once, in `from_month`.
    case month

    /// Whether verified films prove the benefit. What follows a date needs a person's word.
    package var isProvenByFilms: Bool { self == .perFilm || self == .storeEmpty }
}
