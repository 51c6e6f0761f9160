import Foundation
import Glibc

/// A process that is inside a reading transaction of the ledger: it holds one of the read marks of SQLite's
/// WAL index (https://www.sqlite.org/walformat.html, "WAL Locks").
package struct LedgerReader: Sendable, Hashable {
    package let pid: Int32
    /// The program's name; never its arguments.
    package let program: String

    /// The bytes of the index that are locked as WAL_READ_LOCK(0) to WAL_READ_LOCK(4).
    private static let marks = 123...127

    /// Who holds a read mark of the database at `path` now, as far as this process may see: /proc/locks leaves
    /// out other machines and containers. The index is never opened for this: closing it would drop the locks
    /// that SQLite holds in this process (fcntl(2)).
    static func all(of path: String) -> Set<LedgerReader> {
        guard let index = fileID(path + "-shm"),
            let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
        else { return [] }
        let pids = locks.split(separator: "\n").compactMap { holder(of: $0, inode: index.inode) }
        return Set(pids.filter { hasOpen(index, $0) }.map { LedgerReader(pid: $0, program: name(of: $0)) })
    }

    /// Asks the process to end. A stopped one is woken for it. False where that is not ours to do.
    func end() -> Bool {
        guard pid > 1, pid != getpid(), kill(pid, SIGTERM) == 0 else { return false }
        kill(pid, SIGCONT)
        return true
    }

    private struct FileID: Equatable {
        let device: UInt64
        let inode: UInt64
    }

    private static func fileID(_ path: String) -> FileID? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return FileID(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// One line of /proc/locks: number, kind, strictness, READ or WRITE, process, device:inode, first and last
    /// byte (proc(5)). What waits for a lock has an arrow, and one field more.
    private static func holder(of line: Substring, inode: UInt64) -> Int32? {
        let fields = line.split(separator: " ")
        guard fields.count == 8, fields[1] == "POSIX", fields[5].split(separator: ":").last == "\(inode)",
            let first = Int(fields[6]), let last = Int(fields[7]),
            marks.contains(first) || marks.contains(last)
        else { return nil }
        return Int32(fields[4])
    }

    /// Inode numbers are unique on one file system only, and /proc/locks names devices as few file systems do.
    private static func hasOpen(_ file: FileID, _ pid: Int32) -> Bool {
        let folder = "/proc/\(pid)/fd"
        let open = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return open.contains { fileID("\(folder)/\($0)") == file }
    }

    private static func name(of pid: Int32) -> String {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) ?? "?"
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
