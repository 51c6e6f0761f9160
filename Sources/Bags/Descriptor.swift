import Glibc

/// An open file or folder; closed when the last owner lets go. Whatever is opened below a folder is opened
/// by one name at a time, relative to it and without following links, so that nothing can be exchanged
/// between the check of a path and its use.
final class Descriptor: Sendable {
    let number: Int32

    private init(_ number: Int32) throws(SystemCallError) {
        guard number >= 0 else { throw .last() }
        self.number = number
    }

    deinit { close(number) }

    /// Opens a folder by its path; this one may be reached through links.
    static func folder(atPath path: String) throws(SystemCallError) -> Descriptor {
        try Descriptor(unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    func folder(_ name: String) throws(SystemCallError) -> Descriptor {
        try Descriptor(unsafe openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    }

    /// Opens a file to be read. A pipe that took its place does not make this wait (`O_NONBLOCK`).
    func file(_ name: String) throws(SystemCallError) -> Descriptor {
        try Descriptor(unsafe openat(number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    }

    /// Creates a file that must not exist.
    func newFile(_ name: String) throws(SystemCallError) -> Descriptor {
        try Descriptor(
            unsafe openat(number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640))
    }

    /// The folder that holds a path, and the path's last name.
    func parent(of path: BagPath) throws(SystemCallError) -> (folder: Descriptor, name: String) {
        var folder = self
        let segments = path.segments
        for segment in segments.dropLast() { folder = try folder.folder(segment) }
        return (folder, segments[segments.count - 1])
    }

    func status() throws(SystemCallError) -> FileStatus {
        var result = stat()
        guard unsafe fstat(number, &result) == 0 else { throw .last() }
        return FileStatus(result)
    }

    /// The status of an entry, of the link itself where it is one.
    func status(of name: String) throws(SystemCallError) -> FileStatus {
        var result = stat()
        guard unsafe fstatat(number, name, &result, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last() }
        return FileStatus(result)
    }

    /// Fills the buffer from its start; 0 at the end of the file.
    func read(into buffer: inout [UInt8]) throws(SystemCallError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last() }
        }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(SystemCallError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw .last()
            }
        }
    }

    /// Brings the file or folder to the disk.
    func synchronise() throws(SystemCallError) {
        guard fsync(number) == 0 else { throw .last() }
    }
}
