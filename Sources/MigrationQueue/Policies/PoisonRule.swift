/// A film that kills its workers is held: three deaths within 72 hours that may be its doing.
package enum PoisonRule {
    /// Deaths that hold a film.
    package static let deaths = 3
    /// Within how many seconds they count together.
    package static let window = 72.0 * 3600
}
