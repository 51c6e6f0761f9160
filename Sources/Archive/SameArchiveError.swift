package import FilmModel

/// Two registered archives are one: a film would be verified twice from the same place.
package struct SameArchiveError: OperatorError {
    private let first: String
    private let second: String

    package init(_ first: String, _ second: String) {
        self.first = first
        self.second = second
    }

    package var message: String {
        "the archives \(first) and \(second) are one archive: what is stored in one is in the other"
    }
    package var remedy: String {
        "give \(second) another archive's address (`filmmigrate archive add \(second) AET@HOST:PORT --role second-copy`), "
            + "or remove it (`filmmigrate archive remove \(second)`)"
    }
    package var exitStatus: ExitStatus { .wrongConfiguration }
}
