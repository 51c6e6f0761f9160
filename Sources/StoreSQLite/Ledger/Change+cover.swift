import FilmModel
import MigrationQueue

/// Which duplicates stand for a film that is verified. Only they are accounted for: the duplicate of a film that is
/// held, rejected or lost stands for nothing, and neither does the same scan in another delivery.
extension Change {
    /// Whether the film is verified, or the duplicate of one that is: originals may turn out to be duplicates
    /// themselves, so the way is followed to its end.
    func isCovered(_ film: Standing) throws -> Bool {
        guard film.state == .duplicate, let original = film.duplicateOf else {
            return film.state == .verified
        }
        return try db.quick(SQLiteLedger.SQL.isVerifiedAtLast).first(.int(original)) { $0.int() == 1 }
            ?? false
    }

    /// Whether the film is the very scan of a film of another delivery, delivered again: it stands for no further
    /// sheet. Within one delivery each row stands for a sheet that the bureau has listed.
    func isAgain(_ film: Standing) throws -> Bool {
        guard film.state == .duplicate, film.reason == .duplicateExact, let original = film.duplicateOf else {
            return false
        }
        return try standing(original).batch != film.batch
    }

    /// Counts the duplicates that stand on a film whose cover begins or ends, and the film itself where it is,
    /// or was, a duplicate; and scans that were delivered again.
    func countCover(of film: Standing, wasDuplicate: Bool, was: Bool, wasAgain: Bool) throws {
        // Most moves touch neither end.
        guard was || wasAgain || film.state == .verified || film.state == .duplicate else { return }
        let isNow = try isCovered(film)
        let isAgain = try isAgain(film)
        if wasAgain != isAgain { counts.again(film.batch, isAgain ? 1 : -1) }
        let before = wasDuplicate && was && !wasAgain
        let after = film.state == .duplicate && isNow && !isAgain
        if before != after { counts.cover(film.batch, after ? 1 : -1) }
        guard was != isNow else { return }
        for batch in try self[.duplicatesBelow].all(.int(film.film), read: { $0.int() }) {
            counts.cover(batch, isNow ? 1 : -1)
        }
    }
}
