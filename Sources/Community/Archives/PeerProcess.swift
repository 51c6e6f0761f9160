import Foundation
import Glibc
import Subprocess
import Synchronization

/// A server that we started: a process in a session of its own, so that Ctrl-C on our terminal leaves it
/// alone. It ends when it is stopped or this value goes; a detached one runs on after us.
package final class PeerProcess: Sendable {
    private enum Order { case stop, kill, detach }

    let pid: Int32
    /// Whether the process is gone and its number may be another's.
    private let reaped: Flag
    private let orders: AsyncStream<Order>.Continuation
    private let end: Task<Void, Never>

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }
        func set() { value.withLock { $0 = true } }
    }

    private init(pid: Int32, reaped: Flag, orders: AsyncStream<Order>.Continuation, end: Task<Void, Never>) {
        self.pid = pid
        self.reaped = reaped
        self.orders = orders
        self.end = end
    }

    deinit { orders.finish() }

    /// Starts a program by its name; its output is discarded.
    static func start(_ program: String, _ arguments: [String]) async throws -> PeerProcess {
        let (received, orders) = AsyncStream.makeStream(of: Order.self)
        let (started, report) = AsyncStream.makeStream(of: Int32.self)
        let reaped = Flag()
        let end = Task {
            var options = PlatformOptions()
            options.createSession = true
            _ = try? await Subprocess.run(
                .name(program), arguments: Arguments(arguments), environment: environment,
                platformOptions: options, input: .none, output: .discarded, error: .discarded
            ) { execution in
                report.yield(execution.processIdentifier.value)
                switch await received.first(where: { _ in true }) {
                case .detach: return
                case .kill: await execution.teardown(using: [])
                case .stop, nil:
                    await execution.teardown(using: [
                        .gracefulShutDown(allowedDurationToNextStep: .seconds(10))
                    ])
                }
            }
            reaped.set()
            report.finish()
        }
        guard let pid = await started.first(where: { _ in true }) else {
            throw PeerError(message: "\(program) can't be started", remedy: "check that it is installed")
        }
        return PeerProcess(pid: pid, reaped: reaped, orders: orders, end: end)
    }

    /// Where programs lie: the search path, and where servers are kept, which is not on everybody's path.
    private static let searchPath =
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin") + ":/usr/local/sbin:/usr/sbin"

    /// Our own environment, with the longer search path.
    static var environment: Environment { .inherit.updating(["PATH": searchPath]) }

    /// Whether a program is installed.
    static func isInstalled(_ program: String) -> Bool {
        searchPath.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// Whether the process still runs; one that ended and waits to be reaped does not.
    var isRunning: Bool {
        guard !reaped.isSet, let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let name = stat.lastIndex(of: ")")
        else { return false }
        return stat[name...].dropFirst(2).first != "Z"
    }

    /// Waits until the process listens on every port, and nobody else does; false where it ends before, or
    /// the time is over.
    func listens(on ports: [Int], within limit: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while isRunning {
            // Looked at before the time is: a busy machine may sleep us past the deadline.
            if ports.allSatisfy({ ListeningPort.isHeld($0, by: pid) }) { return true }
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(25))
        }
        return false
    }

    /// SIGTERM, after ten seconds SIGKILL; returns when the process is gone.
    func stop() async {
        orders.yield(.stop)
        await end.value
    }

    /// SIGKILL; returns when the process is gone.
    func kill() async {
        orders.yield(.kill)
        await end.value
    }

    /// Lets the process run on, after this one too. It can no longer be stopped from here.
    func detach() { orders.yield(.detach) }
}
