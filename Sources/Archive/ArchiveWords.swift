import FilmModel

/// What an archive says when it refuses, made fit for those who may not see a patient: values that the film names its
/// patient by, and anything that may be a name, a number or a date of one, are left out.
package enum ArchiveWords {
    /// A status in the form of PS3.7, and the archive's comment behind it.
    package static func told(
        _ request: String, _ status: Int, _ comment: String = "", hiding values: some Sequence<String> = []
    ) -> String {
        let code = "\(request) status 0x" + String(status, radix: 16, uppercase: true)
        let words = veiled(comment, hiding: values)
        return words.isEmpty ? code : "\(code): \"\(words)\""
    }

    /// The comment without those values, and without what has the form of a patient's name, number, date or postcode: an
    /// archive tells of other patients, too. Tags (gggg,eeee) stay.
    package static func veiled(_ comment: String, hiding values: some Sequence<String>) -> String {
        let text = comment.dicomText.trimmed
        var result = ""
        var rest = text[...]
        while let tag = rest.firstMatch(of: tag) {
            result += hiding(String(rest[..<tag.range.lowerBound]), values) + tag.output
            rest = rest[tag.range.upperBound...]
        }
        return result + hiding(String(rest), values)
    }

    private static let veil = "•••"
    private static var tag: Regex<Substring> { /\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)/ }
    /// A name in DICOM's form, with its delimiters.
    private static var name: Regex<Substring> { /[^\s"'(),;:]*\^[^\s"'(),;:]*/ }
    private static var postcode: Regex<Substring> { /\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}\b/ }
    /// Letters with three digits or more, as hospital numbers are.
    private static var mixed: Regex<Substring> {
        /\b[A-Za-z]+[-\/]?[0-9]{3,}[A-Za-z0-9]*\b|\b[0-9]{3,}[A-Za-z]+[0-9]*\b/
    }
    /// Any date of a day, whatever its marks, and a person's age with the sex behind it.
    private static var date: Regex<(Substring, Substring?)> {
        /\b[0-9]{1,4}[-.\/ ]([0-9]{1,2}|[A-Za-z]{3,9})[-.\/ ][0-9]{1,4}\b|\b[0-9]{1,3} ?[MFmf]\b/
    }
    private static var word: Regex<Substring> { /[\p{L}\p{N}]+/ }

    private static func hiding(_ text: String, _ values: some Sequence<String>) -> String {
        let parts = Set(
            values.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.filter { $0.count >= 2 }
                .map { $0.lowercased() })
        let forms = text.replacing(date, with: veil).replacing(name, with: veil)
            .replacing(postcode, with: veil).replacing(mixed, with: veil)
        return hidingNumbers(
            forms.replacing(word) { isToBeHidden($0.output, parts) ? veil : String($0.output) })
    }

    /// Whether a word is one of the film's, or one of them with a slip; or written as names are, and known as no other word.
    private static func isToBeHidden(_ word: Substring, _ parts: Set<String>) -> Bool {
        let plain = word.lowercased()
        if parts.contains(plain) || parts.contains(where: { isSlip(of: $0, plain) }) { return true }
        guard let first = word.first, first.isUppercase, word.count > 1 else { return false }
        return !ArchiveVocabulary.knows(word)
    }

    /// Whether two words of some length differ in one letter: another one, one too many, or one that lacks.
    private static func isSlip(of one: String, _ other: String) -> Bool {
        guard min(one.count, other.count) >= 4, abs(one.count - other.count) <= 1, one != other else {
            return false
        }
        let start = zip(one, other).prefix { $0 == $1 }.count
        let end = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
        return start + end >= max(one.count, other.count) - 1
    }

    /// Runs of digits, with spaces, hyphens and points in between, of six digits or more.
    private static func hidingNumbers(_ text: String) -> String {
        var result = ""
        var run = ""
        func flush() {
            let digits = run.filter(\.isNumber).count
            result += digits >= 6 ? veil : run
            run = ""
        }
        for character in text {
            if character.isNumber || (!run.isEmpty && " -./".contains(character)) {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}
