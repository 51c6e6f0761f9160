import FilmModel

/// Finds the file that a name means which is spelt otherwise: by backslashes, in other case, from another
/// folder on. Never by the last name alone: another folder may hold another patient's film of that name.
final class NameFinder {
    private let given: [String]
    /// What may be missing at the beginning: `data/` in a manifest, nothing in `films.csv`.
    private let missing: String?
    /// Nearly no bag asks for a name. As keys, names in any Unicode form are one.
    private lazy var names = Dictionary(grouping: given, by: BagPath.folded)
    private lazy var stems = Dictionary(grouping: given, by: Self.stem)

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

    /// `; the bag has scans/0001.tif`, or nothing. Also names a file that is only like it: a person is to look.
    func hint(for text: String) -> String {
        if let name = name(for: text) { return "; the bag has \(BagPath.shown(name))" }
        return like(text).map { "; the bag has \(BagPath.shown($0)): is it meant?" } ?? ""
    }

    /// The one file whose last name is the same but for its extension and leading noughts, in the folder that the text
    /// names; in any, where it names none.
    private func like(_ text: String) -> String? {
        guard let found = stems[Self.stem(text)], found.count == 1 else { return nil }
        let folder = Self.folder(text)
        return folder.isEmpty || folder == Self.folder(found[0]) ? found[0] : nil
    }

    private static func folder(_ text: String) -> String {
        let parts = text.trimmed.split { $0 == "/" || $0 == "\\" }.dropLast()
        return BagPath.folded(parts.joined(separator: "/"))
    }

    /// `12` of `scans\\0012.TIFF`.
    private static func stem(_ text: String) -> String {
        let last = text.trimmed.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let name = last.lastIndex(of: ".").map { last[..<$0] } ?? last
        let digits = name.drop { $0 == "0" }
        return BagPath.folded(String(digits.isEmpty ? name : digits))
    }
}
