import Foundation
import Glibc

/// The right to be the one `run` of a workspace, as a lock that the kernel lifts when the process ends,
/// however it ends.
final class RunLock {
    private let descriptor: Int32

    init(_ path: String) throws(WorkspaceError) {
        descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .isRunning(path)
        }
    }

    deinit { close(descriptor) }
}
