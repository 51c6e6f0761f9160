import FilmModel

/// Application Entity titles (PS3.5 6.2, AE): 1 to 16 printable ASCII characters, no backslash.
enum AETitle {
    static func isValid(_ title: String) -> Bool {
        (1...16).contains(title.utf8.count)
            && title.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x5C }
            && title == title.trimmed
    }
}
