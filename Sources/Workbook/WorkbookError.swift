package import FilmModel

/// A spreadsheet that could not be written.
package struct WorkbookError: OperatorError, Equatable {
    package let path: String
    /// libxlsxwriter's number for what went wrong.
    package let code: UInt32

    package var message: String { "\(path) can't be written as a spreadsheet (\(code))" }
    package var remedy: String { "check the folder's permissions and the disk's free space" }
    package var exitStatus: ExitStatus { .inputOutput }
}
