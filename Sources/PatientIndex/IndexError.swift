package import FilmModel

/// Why an index file was not taken.
package struct IndexError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package var exitStatus: ExitStatus { .unusableInput }

    package static func rows(_ faults: [String], count: Int? = nil, of file: String) -> Self {
        let shown = faults.prefix(5).joined(separator: "; ")
        let count = count ?? faults.count
        let more = count > 5 ? "; and \(count - 5) more" : ""
        return Self(
            message: "\(file) was not taken: \(shown)\(more)",
            remedy: "correct the rows and import the file again; nothing was changed")
    }

    package static func shrinks(_ file: String, missing: Int, of count: Int) -> Self {
        Self(
            message: "\(file) lacks \(missing) of the index's \(count) persons; nothing was changed",
            remedy:
                "see that the extract is whole; --allow-loss 1 if so many are to go, --partial if it is an update"
        )
    }
    package static let mergeTarget = Self(
        message: "a person is merged into one that the index does not have",
        remedy: "export the index with all persons that merged_into names; nothing was changed")
    package static let noModel = Self(
        message: "the model can't be read", remedy: "make it with `filmmigrate match train`")
    package static let mergeCircle = Self(
        message: "persons are merged into each other in a circle",
        remedy: "correct the column merged_into; nothing was changed")
}
