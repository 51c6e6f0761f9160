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

    /// The comment without those values, without runs of six or more digits, and without control characters.
    package static func veiled(_ comment: String, hiding values: some Sequence<String>) -> String {
        var text = comment.dicomText.trimmed
        let parts = Set(values.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.map(String.init))
        // The longest first, so that no part of a value is left.
        for part in parts.sorted(by: { ($1.count, $0) < ($0.count, $1) }) where part.count >= 2 {
            text = text.replacing(part, caseInsensitive: true, with: veil)
        }
        return hidingNumbers(text)
    }

    private static let veil = "•••"

    /// Runs of digits, with spaces, hyphens and points in between, of six digits or more.
    private static func hidingNumbers(_ text: String) -> String {
        var result = ""
        var run = ""
        func flush() {
            let digits = run.filter(\.isNumber).count
            // A tag has eight digits: (gggg,eeee) is told apart by its comma, which ends a run.
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

extension String {
    /// The text with every occurrence of a part replaced.
    fileprivate func replacing(_ part: String, caseInsensitive: Bool, with other: String) -> String {
        let wanted = Array(part.lowercased())
        let own = Array(self)
        let folded = own.map { Character($0.lowercased().first.map(String.init) ?? String($0)) }
        guard !wanted.isEmpty, folded.count >= wanted.count else { return self }
        var result = ""
        var index = 0
        while index < own.count {
            if index + wanted.count <= own.count, Array(folded[index..<index + wanted.count]) == wanted {
                result += other
                index += wanted.count
            } else {
                result.append(own[index])
                index += 1
            }
        }
        return result
    }
}
