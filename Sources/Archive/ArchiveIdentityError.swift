package import FilmModel

/// Another archive answers than the one that was proved. Nothing is sent to it.
package struct ArchiveIdentityError: OperatorError {
    let archive: String
    let was: String
    let answers: String

    package var message: String { "the archive \(archive) answers as \(answers); it was proved as \(was)" }
    package var remedy: String {
        "check its address; if it was upgraded or replaced: `filmmigrate archive test \(archive) --accept-identity`"
    }
    package var exitStatus: ExitStatus { .wrongConfiguration }
}
