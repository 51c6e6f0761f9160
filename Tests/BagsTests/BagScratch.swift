import Foundation
import Glibc

/// A folder of its own for one test, removed with all that is in it.
final class BagScratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "bag-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ bytes: [UInt8], to name: String) throws {
        let target = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: target)
    }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: file(name), withDestinationPath: target)
    }

    func pipe(_ name: String) { _ = unsafe mkfifo(file(name), 0o600) }

    /// A file whose name is these bytes, in a folder that is there.
    func touch(_ folder: String, _ name: [UInt8]) {
        let path =
            (file(folder) + "/").utf8.map(CChar.init(bitPattern:)) + name.map(CChar.init(bitPattern:)) + [0]
        close(unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
    }

    func inode(_ name: String) -> UInt64 {
        var status = stat()
        _ = unsafe lstat(file(name), &status)
        return UInt64(status.st_ino)
    }

    /// Every file and folder below, by its path.
    func names() -> [String] { (FileManager.default.subpaths(atPath: path) ?? []).sorted() }
}
