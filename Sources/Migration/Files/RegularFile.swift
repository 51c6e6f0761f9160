import FilmModel
package import Foundation

/// Reads a file that must be a regular one, or a link to one: a pipe or a device would block or never end.
package enum RegularFile {
    /// Why a file was not read, and what mends it.
    struct Refusal: Error {
        let what: String
        let remedy: String
    }

    static func read(_ path: String) throws(Refusal) -> Data {
        guard let kind = FileKind(following: path) else {
            throw FileKind(path) == nil
                ? Refusal(what: "the file is missing", remedy: "check the path")
                : Refusal(
                    what: "the file can't be reached", remedy: "mend the link, or check the permissions")
        }
        guard kind == .file else {
            throw Refusal(what: "that is no regular file", remedy: "put a file of this name in its place")
        }
        do { return try Data(contentsOf: URL(filePath: path)) } catch {
            throw Refusal(what: "the file can't be read", remedy: "check its permissions")
        }
    }

    /// The same for a file that a command's option names.
    package static func read(given path: String) throws(WorkspaceError) -> Data {
        do { return try read(path) } catch {
            throw .notFound("\(path): \(error.what)", remedy: error.remedy)
        }
    }
}
