import FilmModel
import Foundation
import Glibc

/// The files that belong to workspaces: ledger, settings, custody, plans, receipts, bags that wait. Only the workspace
/// itself writes them. No document takes their place, whatever way a path leads there.
package enum WorkspaceFiles {
    /// The folder of the workspace that this process works in: the environment's, or the current folder.
    package static var given: String {
        ProcessInfo.processInfo.environment["FILMMIGRATE_WORKSPACE"].flatMap(\.nonEmpty)
            ?? FileManager.default.currentDirectoryPath
    }

    /// Throws where a path leads to a file of a workspace, or into a folder of one.
    package static func check(_ path: String, _ given: String) throws(WorkspaceError) {
        guard !isOwn(path) else {
            throw .usage(
                "\(given) is a ledger, a key or a certificate, or belongs to a workspace of filmmigrate; it is left as it is",
                remedy:
                    "name a file outside the workspace's own folders (docs/handbook.md, The workspace's own files)"
            )
        }
    }

    /// A path without links and dots in its folders, as the kernel follows them: `..` behind a link leads elsewhere than
    /// its text says. The last part stands as it is, and so do folders that are not there yet.
    static func real(_ path: String) -> String {
        var parts = path.split(separator: "/")
        let name = parts.popLast().map(String.init) ?? ""
        var rest: [Substring] = []
        while true {
            let folder = (path.hasPrefix("/") ? "/" : "./") + parts.joined(separator: "/")
            if let found = unsafe realpath(folder, nil) {
                defer { unsafe free(found) }
                let real = unsafe String(cString: found)
                return ([real == "/" ? "" : real] + rest.map(String.init) + [name]).joined(separator: "/")
            }
            guard let last = parts.popLast() else { return path }
            rest.insert(last, at: 0)
        }
    }

    private static func isOwn(_ path: String) -> Bool {
        let place = real(path)
        let file = FileID(path)
        if file != nil, isLedger(path) || isKey(path) { return true }
        return roots(around: place).contains { root in
            isNamed(place, in: root) || file.map { isLinked($0, in: root) } ?? false
        }
    }

    /// Workspaces that the path lies in, and the one that the command works in.
    private static func roots(around place: String) -> Set<String> {
        var roots: Set<String> = []
        func look(_ folder: String) {
            if FileKind(following: folder + "/ledger.sqlite") == .file { roots.insert(folder) }
        }
        var folder = place
        while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            folder = String(folder[..<slash])
            look(folder)
        }
        look(String(real(given + "/ledger.sqlite").dropLast("/ledger.sqlite".utf8.count)))
        return roots
    }

    private static func isNamed(_ place: String, in root: String) -> Bool {
        guard place.hasPrefix(root + "/") else { return false }
        let parts = place.dropFirst(root.count + 1).split(separator: "/")
        guard let first = parts.first.map(String.init) else { return true }
        return parts.count > 1 ? Workspace.folders.contains(first) : isFile(first)
    }

    /// Whether a name in a workspace's folder is one of its files.
    private static func isFile(_ name: String) -> Bool {
        name == Settings.fileName || Workspace.folders.contains(name)
            || ["ledger.sqlite", "portraits.sqlite", "run.lock", "run.hand", "receipts.lock"].contains {
                name.hasPrefix($0)
            }
    }

    /// Whether a file is one of a workspace's under another name: a hard link, or a certificate that the settings name.
    private static func isLinked(_ file: FileID, in root: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        if names.contains(where: { isFile($0) && FileID(root + "/" + $0) == file }) { return true }
        if let settings = try? Settings.read(root + "/" + Settings.fileName) {
            let keys = [settings.tlsCertificate, settings.tlsKey, settings.tlsTrusted].filter { !$0.isEmpty }
            if keys.contains(where: { FileID($0.hasPrefix("/") ? $0 : root + "/" + $0) == file }) {
                return true
            }
        }
        guard file.links > 1 else { return false }
        return Workspace.folders.contains { folder in
            let all = FileManager.default.enumerator(atPath: root + "/" + folder)
            while let name = all?.nextObject() as? String {
                if FileID("\(root)/\(folder)/\(name)") == file { return true }
            }
            return false
        }
    }

    /// Whether a file is a key or a certificate (RFC 7468): settings of a workspace that is not at hand may name it.
    private static func isKey(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        let head = (try? handle.read(upToCount: 4096)) ?? Data()
        return ["PRIVATE KEY-----", "CERTIFICATE-----"].contains { head.range(of: Data($0.utf8)) != nil }
            && head.range(of: Data("-----BEGIN ".utf8)) != nil
    }

    /// Whether a file is a ledger, wherever it lies: a backup is one too.
    private static func isLedger(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 72), head.count == 72 else { return false }
        // The header of a database (https://sqlite.org/fileformat.html#the_database_header).
        return head.starts(with: "SQLite format 3\0".utf8) && head.suffix(4).elementsEqual("fmlg".utf8)
    }
}
