import FilmModel
import Glibc

/// How many files this process may have open. Below a few dozen nothing that carries films works, and libdispatch ends a
/// process that can't open one more.
enum OpenFileLimit {
    /// What a run needs at least: databases, scans, associations, and what the libraries open for themselves.
    private static let least = 64

    /// Raises the limit as far as this account may. Throws where that is not enough for a run.
    static func require() throws(WorkspaceError) {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        guard limit.rlim_cur >= rlim_t(least) else {
            throw WorkspaceError(
                message: "this process may have \(limit.rlim_cur) files open, and a run needs \(least)",
                remedy: "raise the limit: `ulimit -n`, or LimitNOFILE of the service",
                exitStatus: .inputOutput)
        }
    }
}
