import FilmModel

/// Why a peer of our own did not start, or did not say what was asked of it.
package struct PeerError: OperatorError, Equatable {
    let message: String
    let remedy: String
    var exitStatus: ExitStatus { .unreachable }

    static func notInstalled(_ program: String, package: String) -> Self {
        Self(message: "\(program) is not installed", remedy: "`apt-get install \(package)`")
    }
    static func noStart(_ program: String, _ folder: String) -> Self {
        Self(
            message: "\(program) did not come into service",
            remedy: "see the log in \(folder); is there memory and room on the disk?")
    }
    package static func silent(_ program: String) -> Self {
        Self(
            message: "\(program) does not say what it holds",
            remedy: "`apt-get install curl`, and see whether the archive still runs")
    }
}
