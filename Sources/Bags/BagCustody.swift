import Foundation
import Glibc

/// The folder on the workspace's disk that keeps a bag: the same names below it as in the bag. A scan is
/// linked into it where the disk and the file's owner allow, else copied in the pass that digests it.
final class BagCustody: Sendable {
    let path: String
    private let root: Descriptor
    private let folders: [BagPath]

    /// Creates the folder, which must not exist, and all folders that the paths need.
    init(at path: String, for paths: [BagPath]) throws {
        self.path = path
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // A parent that cannot be made shows in the next call, with its cause.
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        guard unsafe mkdir(path, 0o750) == 0 else {
            let cause = SystemCallError.last()
            throw cause.number == EEXIST ? BagAccessError.custodyExists(path) : .custodyFailed(path, cause)
        }
        self.folders = Self.parents(of: paths)
        do {
            self.root = try Descriptor.folder(atPath: path)
            for folder in folders {
                let place = try root.parent(of: folder)
                guard unsafe mkdirat(place.folder.number, place.name, 0o750) == 0 else {
                    throw SystemCallError.last()
                }
            }
        } catch let cause as SystemCallError {
            try Self.remove(path)
            throw BagAccessError.custodyFailed(path, cause)
        }
    }

    /// Links the open file under its path: the very inode that is about to be digested. False where it has to
    /// be copied: another disk, no permission, too many links, or another account owns the file and could
    /// change it later.
    func link(_ file: Descriptor, owner: UInt32, as path: BagPath) throws(SystemCallError) -> Bool {
        guard owner == geteuid() else { return false }
        let place = try root.parent(of: path)
        let source = "/proc/self/fd/\(file.number)"
        return unsafe linkat(AT_FDCWD, source, place.folder.number, place.name, AT_SYMLINK_FOLLOW) == 0
    }

    /// A new file, to be filled by the pass that digests its source.
    func newFile(_ path: BagPath) throws(SystemCallError) -> Descriptor {
        let place = try root.parent(of: path)
        return try place.folder.newFile(place.name)
    }

    /// Stores bytes that are in memory.
    func store(_ bytes: [UInt8], as path: BagPath) throws {
        do {
            let file = try newFile(path)
            try file.write(bytes[...])
            try file.synchronise()
        } catch { throw BagAccessError.custodyFailed(self.path, error) }
    }

    /// Brings all names to the disk, the deepest folder first; the files' contents are there already.
    func seal() throws {
        do {
            for folder in folders.reversed() {
                let place = try root.parent(of: folder)
                try place.folder.folder(place.name).synchronise()
            }
            try root.synchronise()
            try Descriptor.folder(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
                .synchronise()
        } catch { throw BagAccessError.custodyFailed(path, error) }
    }

    /// Removes the folder with all that is in it.
    func discard() throws { try Self.remove(path) }

    private static func remove(_ path: String) throws {
        // Links are removed, never followed.
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw BagAccessError.custodyLeft(path)
        }
    }

    /// Every folder above the paths, each before those in it.
    private static func parents(of paths: [BagPath]) -> [BagPath] {
        var found: Set<BagPath> = []
        for path in paths {
            var text = path.text[...]
            while let slash = text.utf8.lastIndex(of: 0x2F) {
                text = text[..<slash]
                // What is above a safe path is safe.
                guard let folder = try? BagPath(String(text)), found.insert(folder).inserted else { break }
            }
        }
        return found.sorted()
    }
}
