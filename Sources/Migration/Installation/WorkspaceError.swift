package import FilmModel

/// What is wrong with a workspace or its settings.
package struct WorkspaceError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package var exitStatus: ExitStatus = .wrongConfiguration

    package init(
        message: String, remedy: String, exitStatus: ExitStatus = .wrongConfiguration
    ) {
        self.message = message
        self.remedy = remedy
        self.exitStatus = exitStatus
    }

    static func notAWorkspace(_ path: String) -> Self {
        Self(
            message: "\(path) is no workspace of filmmigrate",
            remedy: "`filmmigrate --workspace DIR init`, or name the right one with --workspace")
    }
    static func lostLedger(_ path: String) -> Self {
        Self(
            message: "\(path) holds scans, but its ledger.sqlite is gone",
            remedy: "restore the ledger from its backup; a new one would forget every film")
    }
    static func noSettings(_ path: String) -> Self {
        Self(
            message: "\(path) can't be read",
            remedy: "`filmmigrate init` writes it anew; check its permissions")
    }
    static func badSetting(_ path: String, _ what: String) -> Self {
        Self(message: "\(path): \(what)", remedy: "correct the file; docs/handbook.md lists the keys")
    }
    package static func cannotWrite(_ path: String) -> Self {
        Self(
            message: "\(path) can't be written", remedy: "check its permissions and the disk's free space",
            exitStatus: .inputOutput)
    }
    static func noScans(_ folder: String) -> Self {
        Self(
            message: "no scan in \(folder) can be read",
            remedy:
                "see that the folder is there and files can be opened (`ulimit -n`); films wait unchanged",
            exitStatus: .inputOutput)
    }
    package static let noTimeZone = Self(
        message: "this machine has no rules for the time of Europe/London",
        remedy: "install the package tzdata")
    package static let noPrimary = Self(
        message: "no primary archive is registered",
        remedy: "`filmmigrate archive add NAME AET@HOST:PORT`")
    package static let isRunning = Self(
        message: "another `filmmigrate run` works on this workspace",
        remedy: "wait for it, or stop it with SIGTERM", exitStatus: .stopped)
    package static func unknownTrust(_ text: String) -> Self {
        Self(
            message: "\(text) is no ODS code of three to six letters and digits",
            remedy: "name the Trust by its ODS code, such as RXA", exitStatus: .wrongUsage)
    }
    package static func usage(_ message: String, remedy: String) -> Self {
        Self(message: message, remedy: remedy, exitStatus: .wrongUsage)
    }
    /// Whoever asks may not have this done.
    package static func notAllowed(_ message: String, remedy: String) -> Self {
        Self(message: message, remedy: remedy, exitStatus: .wrongUsage)
    }
    package static func notFound(_ message: String, remedy: String) -> Self {
        Self(message: message, remedy: remedy, exitStatus: .unusableInput)
    }
}
