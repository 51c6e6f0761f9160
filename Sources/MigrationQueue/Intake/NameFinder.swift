import FilmModel

/// Finds the file that a name means which is spelt otherwise: by backslashes, in other case, from another
/// folder on. Never by the last name alone: another folder may hold another patient's film of that name.
final class NameFinder {
    private let given: [String]
    /// What may be missing at the beginning: `data/` in a manifest, nothing in `films.csv`.
    private let missing: String?
    /// Nearly no bag asks for a name. As keys, names in any Unicode form are one.
    private lazy var names = Dictionary(grouping: given, by: BagPath.folded)

    /// `names` as they are in the bag.
    init(_ names: [String], missing: String? = nil) {
        given = names
        self.missing = missing
    }

    /// The bag's spelling of the file that is meant; nil where there is none, or more than one.
    func name(for text: String) -> String? {
        let parts = text.trimmed.replacing("\\", with: "/").split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else { return nil }
        var wanted = [parts.joined(separator: "/")]
        if let data = parts.firstIndex(where: { $0.lowercased() == "data" }) {
            wanted.append(parts[(data + 1)...].joined(separator: "/"))
        }
        if let missing {
            wanted += wanted.map { missing + $0 }
        }
        for text in wanted {
            if let found = names[BagPath.folded(text)] { return found.count == 1 ? found[0] : nil }
        }
        return nil
    }

    /// `; the bag has scans/0001.tif`, or nothing.
    func hint(for text: String) -> String {
        name(for: text).map { "; the bag has \(BagPath.shown($0))" } ?? ""
    }
}
