extension FilmDescription {
    /// The columns in which another film's row says something else of what was examined: when, what, which side, in which
    /// view. What only one of the two says is no difference, nor are dates of which one may be the other.
    package func differences(from other: FilmDescription) -> [String] {
        var columns: [String] = []
        if let own = examDate, let theirs = other.examDate,
            own.isCertainlyBefore(theirs) || theirs.isCertainlyBefore(own)
        {
            columns.append("exam_date")
        }
        func differ(_ own: String?, _ theirs: String?) -> Bool {
            guard let own = own?.nonEmpty, let theirs = theirs?.nonEmpty else { return false }
            func plain(_ text: String) -> String { text.uppercased().filter { $0.isLetter || $0.isNumber } }
            return plain(own) != plain(theirs)
        }
        if differ(bodyPart, other.bodyPart) { columns.append("body_part") }
        if differ(laterality?.rawValue, other.laterality?.rawValue) { columns.append("laterality") }
        if differ(viewPosition, other.viewPosition) { columns.append("view_position") }
        return columns
    }

    /// Whether another film's row says the very same of what was examined, and is silent where this one is.
    package func saysSame(as other: FilmDescription) -> Bool {
        func isSilent(_ one: String?, _ other: String?) -> Bool {
            (one?.nonEmpty == nil) == (other?.nonEmpty == nil)
        }
        return differences(from: other).isEmpty && examDate == other.examDate
            && isSilent(bodyPart, other.bodyPart) && isSilent(viewPosition, other.viewPosition)
            && laterality == other.laterality
    }
}
