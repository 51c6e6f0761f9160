import FilmModel
import Foundation
import Glibc

/// The file that a document goes to: what a path names, symbolic links followed to their end. Something else
/// than a regular file is refused, so that no device, pipe or folder is ever replaced by a document; so is what the
/// rule protects. The document is made under a name of its own and takes the target's place in one step.
package struct OutputTarget {
    package let path: String
    /// Where the document is made.
    package let staged: String
    private let given: String
    /// Nil for the workspace's own files, which the workspace itself replaces.
    private let document: (form: DocumentForm, rule: OutputRule)?

    /// The file that a command's option names.
    package init(_ given: String, as form: DocumentForm, _ rule: OutputRule) throws(WorkspaceError) {
        try self.init(given, (form, rule))
    }

    /// A file that the workspace keeps itself.
    init(own path: String) throws(WorkspaceError) { try self.init(path, nil) }

    private init(
        _ given: String, _ document: (form: DocumentForm, rule: OutputRule)?
    ) throws(WorkspaceError) {
        (self.given, self.document) = (given, document)
        path = try Self.end(of: given)
        let folder = URL(filePath: path).deletingLastPathComponent()
        guard FileKind(following: folder.path(percentEncoded: false)) == .folder else {
            throw .cannotWrite(given)
        }
        staged = folder.appending(path: ".\(UUID().uuidString).part").path(percentEncoded: false)
        try check()
    }

    private func check() throws(WorkspaceError) {
        guard let document else { return }
        try document.rule.check(path, given, document.form)
    }

    /// Whether a path names what is open already: standard output, another descriptor.
    private static func isDescriptor(_ given: String) -> Bool {
        ["/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/tty"].contains(given)
            || ["/dev/fd/", "/proc/self/fd/"].contains { given.hasPrefix($0) }
    }

    private static func end(of given: String) throws(WorkspaceError) -> String {
        guard given != "-" else {
            throw .usage(
                "- names no file here", remedy: "name a file; one of this very name is ./-")
        }
        guard !isDescriptor(given) else {
            throw .usage(
                "\(given) is no file that a document can take the place of",
                remedy: "name a file; `report` writes to standard output where none is named")
        }
        guard !given.isEmpty else { throw .usage("no file is named", remedy: "name a file to write") }
        var path = given
        // As many links in a row as the kernel follows.
        for _ in 0..<40 {
            switch FileKind(path) {
            case nil, .file: return path
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

    /// Makes the document by `make`, which is handed the path to write to. No half document ever has the target's name.
    package func write(_ make: (String) throws -> Void) throws {
        do {
            try make(staged)
            try commit()
        } catch {
            discard()
            throw error
        }
    }

    /// Writes a text as the document.
    package func write(_ text: String) throws {
        do {
            try write { try Data(text.utf8).write(to: URL(filePath: $0)) }
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError.cannotWrite(path)
        }
    }

    /// Puts the document that was made in the target's place.
    package func commit() throws(WorkspaceError) {
        // Something may have come there since.
        try check()
        do { try document?.form.mark(staged) } catch { throw .cannotWrite(given) }
        if let rights = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] {
            try? FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: staged)
        }
        guard unsafe rename(staged, path) == 0 else { throw .cannotWrite(given) }
    }

    /// Removes what was made and is not to be kept.
    package func discard() { try? FileManager.default.removeItem(atPath: staged) }
}
