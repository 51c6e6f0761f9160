/// The order of films inside a Trust. Lanes share the Trust's bytes 6:3:1 while each has films, so that none
/// starves.
package enum Lane: Int64, Sendable, CaseIterable {
    /// The clinic date is near, or an operator asked for it; in order of date.
    case urgent
    case normal
    /// What operators retry in bulk.
    case backfill

    /// Its part of the Trust's bytes.
    var share: Int { [6, 3, 1][Int(rawValue)] }

    package var name: String { "\(self)" }
}
