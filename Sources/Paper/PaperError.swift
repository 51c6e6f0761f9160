package import FilmModel

/// A PDF file that could not be written.
package struct PaperError: OperatorError, Equatable {
    package let path: String

    package var message: String { "\(path) can't be written as PDF" }
    package var remedy: String { "check the folder's permissions and the disk's free space" }
    package var exitStatus: ExitStatus { .inputOutput }
}
