import FilmModel
import Foundation
import Glibc
package import MigrationQueue

/// This process, as the ledger knows workers, and whether another worker's process still lives.
package enum ThisProcess {
    /// A new worker of this process.
    static func worker() -> WorkerIdentity {
        let pid = getpid()
        return WorkerIdentity(
            id: "\(machine)-\(pid)-\(UUID().uuidString.prefix(8))", machine: machine, boot: boot, pid: pid,
            started: start(of: pid) ?? 0)
    }

    /// Whether the worker is certainly dead: of this machine, and its boot or its process is over.
    package static func isDead(_ worker: WorkerIdentity) -> Bool {
        guard worker.machine == machine else { return false }
        return worker.boot != boot || start(of: worker.pid) != worker.started
    }

    private static var machine: String { ProcessInfo.processInfo.hostName }

    private static var boot: String {
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?.trimmed ?? ""
    }

    /// When a process began, in clock ticks since boot: field 22 of its stat, counted behind the name's
    /// closing parenthesis (proc(5)). Nil where there is none, or where it is only waiting to be reaped.
    private static func start(of pid: Int32) -> Int64? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let close = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z" else { return nil }
        return Int64(fields[19])
    }
}
