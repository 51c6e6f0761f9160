import Foundation
import Glibc

/// A lock on a file that the kernel lifts when the process ends, however it ends: who holds it is at work.
package final class FileLock: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Takes the lock, and makes the file where it is not there. Throws `busy` where another holds it.
    package init(_ path: String, busy: WorkspaceError) throws(WorkspaceError) {
        self.path = path
        descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw busy
        }
    }

    /// Takes the lock as soon as nobody else holds it, and makes the file where it is not there. Blocks.
    init(waitingFor path: String) throws(WorkspaceError) {
        self.path = path
        descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                close(descriptor)
                throw .cannotWrite(path)
            }
        }
    }

    /// Removes the file, while it is still locked.
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    deinit { close(descriptor) }
}
