import FilmModel
import Foundation

/// What a command may write over: nothing but its own earlier documents, unless it is told to; and never, whatever it is
/// told, a file that belongs to a workspace.
package struct OutputRule: Sendable {
    /// Whether `--overwrite` was given.
    var overwrites = false
    /// Files that the command reads.
    var inputs: [String] = []
    /// Other files that the command writes.
    var others: [String] = []

    package init(
        overwrites: Bool = false, inputs: [String] = [], others: [String] = []
    ) {
        self.overwrites = overwrites
        self.inputs = inputs
        self.others = others
    }

    /// Throws where a document of this form must not be written to a path, at whose end no link stands. `given` is how
    /// the path was named.
    func check(_ path: String, _ given: String, _ form: DocumentForm) throws(WorkspaceError) {
        try WorkspaceFiles.check(path, given)
        guard !others.contains(where: { Self.isSame($0, path) }) else {
            throw .usage(
                "\(given) is named for two documents, and one would replace the other",
                remedy: "name a file for each")
        }
        guard FileKind(path) != nil, !overwrites else { return }
        guard !inputs.contains(where: { FileID($0) == FileID(path) }) else {
            throw .usage(
                "\(given) is a file that this command reads; it is left as it is",
                remedy: "name another file, or add --overwrite to lose this one")
        }
        guard form.isWritten(at: path) else {
            throw .usage(
                form.refusal(given),
                remedy: "name another file, or add --overwrite to lose this one")
        }
    }

    /// Whether two paths are one, also where nothing is there yet.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        if let file = FileID(one), let second = FileID(other) { return file == second }
        return WorkspaceFiles.real(one) == WorkspaceFiles.real(other)
    }
}
