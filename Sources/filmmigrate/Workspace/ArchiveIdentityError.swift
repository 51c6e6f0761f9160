import FilmModel

/// Another archive answers than the one that was proved. Nothing is sent to it.
struct ArchiveIdentityError: OperatorError {
    let archive: String
    let was: String
    let answers: String

    var message: String { "the archive \(archive) answers as \(answers); it was proved as \(was)" }
    var remedy: String {
        "check its address; if it was upgraded or replaced: `filmmigrate archive test \(archive) --accept-identity`"
    }
    var exitStatus: ExitStatus { .wrongConfiguration }
}
