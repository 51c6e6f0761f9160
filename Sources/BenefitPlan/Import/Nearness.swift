/// Finds the word that a misspelt one was meant to be.
package enum Nearness {
    /// The nearest of the words: at most two letters away, or a third of a short word's; capitals, hyphens
    /// and spaces count as no difference. Nil where none is near.
    package static func nearest(to word: String, among words: [String]) -> String? {
        let given = plain(word)
        let distances = words.map { (word: $0, distance: distance(given, plain($0))) }
        guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= min(2, given.count / 3) ? best.word : nil
    }

    private static func plain(_ word: String) -> [Character] {
        // No name of ours is longer than this; what is need not be compared.
        Array(word.prefix(60).lowercased().replacing("-", with: "_").replacing(" ", with: "_"))
    }

    /// Letters to put in, take out or replace (Levenshtein), row by row.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (place, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
