import FilmModel

/// Which duplicates stand for a film that is verified. Only they are accounted for: the duplicate of a film that is
/// held, rejected or lost stands for nothing.
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

    /// Counts the duplicates that stand on a film whose cover begins or ends, and the film itself where it is,
    /// or was, a duplicate.
    func countCover(of film: Standing, wasDuplicate: Bool, was: Bool) throws {
        // Most moves touch neither end.
        guard was || film.state == .verified || film.state == .duplicate else { return }
        let isNow = try isCovered(film)
        let before = wasDuplicate && was
        let after = film.state == .duplicate && isNow
        if before != after { counts.cover(film.batch, after ? 1 : -1) }
        guard was != isNow else { return }
        for batch in try self[.duplicatesBelow].all(.int(film.film), read: { $0.int() }) {
            counts.cover(batch, isNow ? 1 : -1)
        }
    }
}
