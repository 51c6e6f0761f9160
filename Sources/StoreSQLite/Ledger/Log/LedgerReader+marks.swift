import Foundation
import Glibc
import MigrationQueue

/// Such a process holds one of the read marks of SQLite's WAL index (https://www.sqlite.org/walformat.html, "WAL Locks").
extension LedgerReader {
    /// The bytes of the index that are locked as WAL_READ_LOCK(0) to WAL_READ_LOCK(4).
    private static let marks = 123...127

    /// Who holds a read mark of the database at `path` now, among the processes that this one may look into. The
    /// index is never opened for this: closing it would drop the locks that SQLite holds in this process (fcntl(2)).
    static func all(of path: String) -> Set<LedgerReader> {
        guard let index = FileID(path + "-shm") else { return [] }
        let pids = names(in: "/proc").compactMap { Int32($0) }.filter { holdsMark(of: index, $0) }
        return Set(pids.map { LedgerReader(pid: $0, program: name(of: $0)) })
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

        init?(_ path: String) {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return nil }
            (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }
    }

    /// By what the kernel says of each open file. /proc/locks has the same for all at once, and leaves lines out
    /// while others take and drop locks.
    private static func holdsMark(of index: FileID, _ pid: Int32) -> Bool {
        names(in: "/proc/\(pid)/fd").contains { number in
            guard FileID("/proc/\(pid)/fd/\(number)") == index,
                let text = try? String(contentsOfFile: "/proc/\(pid)/fdinfo/\(number)", encoding: .utf8)
            else { return false }
            return text.split(separator: "\n").contains(where: isMark)
        }
    }

    /// One line of a file's `fdinfo`: lock, number, kind, strictness, READ or WRITE, process, file, first and last
    /// byte (proc(5)).
    private static func isMark(_ line: Substring) -> Bool {
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count == 9, fields[0] == "lock:", fields[2] == "POSIX", let first = Int(fields[7]),
            let last = Int(fields[8])
        else { return false }
        return marks.contains(first) || marks.contains(last)
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private static func name(of pid: Int32) -> String {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) ?? "?"
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
