package import FilmModel

/// Why an index file was not taken.
package struct IndexError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package var exitStatus: ExitStatus { .unusableInput }

    package static func rows(_ faults: [String], of file: String) -> Self {
        let shown = faults.prefix(5).joined(separator: "; ")
        let more = faults.count > 5 ? "; and \(faults.count - 5) more" : ""
        return Self(
            message: "\(file) was not taken: \(shown)\(more)",
            remedy: "correct the rows and import the file again; nothing was changed")
    }
}
