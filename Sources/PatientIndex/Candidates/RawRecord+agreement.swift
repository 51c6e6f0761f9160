extension RawRecord {
    /// Whether two labels name one person beyond doubt: nothing that both have differs, and a number agrees,
    /// or the whole name with the birth date. A jacket's films are decided together on the strength of it.
    package func agrees(with other: RawRecord) -> Bool {
        var pool: [UInt8] = []
        let features = other.features(into: &pool)
        let levels = Comparer(self).identity(features, pool.span)
        let compared = [levels.national, levels.local, levels.family, levels.given, levels.birth, levels.sex]
        guard compared.allSatisfy({ $0 == .missing || $0 == .exact }) else { return false }
        if levels.national == .exact || levels.local == .exact { return true }
        return levels.family == .exact && levels.given == .exact && levels.birth == .exact
    }
}
