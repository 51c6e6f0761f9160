import FilmModel

/// What an archive says when it refuses, made fit for those who may not see a patient: values that the film names its
/// patient by, and anything that may be a number of one, are left out.
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
    private static var word: Regex<Substring> { /[\p{L}\p{N}]+/ }

    private static func hiding(_ text: String, _ values: some Sequence<String>) -> String {
        let parts = Set(
            values.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.filter { $0.count >= 2 }
                .map { $0.lowercased() })
        let named = text.replacing(name, with: veil)
            .replacing(word) { parts.contains($0.output.lowercased()) ? veil : String($0.output) }
        return hidingNumbers(named.replacing(postcode, with: veil).replacing(mixed, with: veil))
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
