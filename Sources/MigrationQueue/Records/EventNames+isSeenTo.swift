extension [String] {
    /// Of a rejected film's history: whether somebody has said since that the archives' keepers have seen to it.
    package var isSeenTo: Bool {
        guard let rejected = lastIndex(of: FilmEvent.reject.rawValue) else { return false }
        return self[rejected...].contains("look")
    }
}
