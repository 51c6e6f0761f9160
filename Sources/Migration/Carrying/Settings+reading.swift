import FilmModel

extension Settings {
    /// When a film that is delivered now may be read back; nil: at once.
    func readBackAt() -> Timestamp? {
        readBackAfterMinutes > 0 ? Timestamp.now().adding(seconds: readBackAfterMinutes * 60) : nil
    }

    /// When a film that is verified now is to be read again; nil: never. The sample is the same at every try.
    func readAgainAt(_ film: FilmID) -> Timestamp? {
        let draw = UInt64(bitPattern: film.number) &* 0x9E37_79B9_7F4A_7C15
        guard Double(draw >> 11) / Double(1 << 53) < readAgainShare else { return nil }
        return Timestamp.now().adding(seconds: readAgainAfterHours * 3600)
    }
}
