package import FilmModel

extension FilmPortrait {
    /// The films of an index that look alike by hash, however they lie.
    package func neighbours(in index: HashIndex, within radius: Int, limit: Int = .max) -> [FilmID] {
        index.near(queries, within: radius, limit: limit).map(\.film)
    }
}
