import FilmModel
import Foundation

/// The file that a document goes to: what a path names, symbolic links followed to their end. Something else
/// than a regular file is refused, so that no device, pipe or folder is ever replaced by a document.
struct OutputTarget {
    let path: String

    init(_ given: String) throws(WorkspaceError) {
        guard given != "-" else {
            throw .usage(
                "- names no file here", remedy: "name a file; one of this very name is ./-")
        }
        var path = given
        // As many links in a row as the kernel follows.
        for _ in 0..<40 {
            switch FileKind(path) {
            case nil, .file:
                self.path = path
                return
            case .link:
                guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
                    throw .cannotWrite(given)
                }
                let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
                path = next.hasPrefix("/") ? next : folder + (folder.hasSuffix("/") ? "" : "/") + next
            case .folder, .other:
                throw WorkspaceError(
                    message: "\(given) is no regular file, and is left as it is",
                    remedy: "name a file, or a name that is free", exitStatus: .inputOutput)
            }
        }
        throw .cannotWrite(given)
    }

    /// Where the document is made before it takes the target's place in one step.
    func staged(_ ending: String) throws(WorkspaceError) -> String {
        let folder = URL(filePath: path).deletingLastPathComponent()
        guard FileKind(following: folder.path(percentEncoded: false)) == .folder else {
            throw .cannotWrite(path)
        }
        return folder.appending(path: ".\(UUID().uuidString).\(ending)").path(percentEncoded: false)
    }
}
