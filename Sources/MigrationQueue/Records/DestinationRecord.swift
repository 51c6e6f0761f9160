package import FilmModel

/// An archive as the ledger knows it.
package struct DestinationRecord: Sendable, Hashable {
    /// What the archive is for.
    package enum Role: String, Sendable, CaseIterable, Codable {
        case primary
        case secondCopy = "second-copy"
    }

    package var name: String
    package var aeTitle: String
    package var host: String
    package var port: Int
    package var role: Role
    /// Who answered when `archive test` proved the archive: Implementation Class UID and Version Name
    /// (PS3.7 D.3.3.2), joined by a space; over TLS its certificate's fingerprint as well. Nil until proved.
    package var identity: String?
    /// The most films that may be under way to it or be proved with it at once; nil: no limit of its own.
    package var maxInFlight: Int?
    package var paused = false
    /// The transfer syntax that it is sent films in, by name, or `auto`.
    package var transferSyntax = "explicit-vr-little-endian"
    /// The most bytes that are sent to it in a second; nil: no limit.
    package var bytesPerSecond: Int?
    /// Whether it takes storage commitment, as its last proof found.
    package var commits = false
    /// Films that came back different since it was last resumed.
    package var differences = 0
    /// Why it did not answer, and since when; nil once it has answered.
    package var trouble: Trouble?
    /// Why it refuses to store, and since when; nil once it has stored an instance. It may answer all the while.
    package var refusal: Trouble?
    /// Why the program paused it, and when; nil where it did not.
    package var pausedFor: Trouble?

    /// What was met at an archive.
    package struct Trouble: Sendable, Hashable {
        package let message: String
        package let since: Timestamp

        package init(
            message: String, since: Timestamp
        ) {
            self.message = message
            self.since = since
        }
    }
    /// Whether it is called over TLS.
    package var tls: Bool

    package init(
        name: String, aeTitle: String, host: String, port: Int, role: Role, identity: String? = nil,
        tls: Bool = false
    ) {
        self.name = name
        self.aeTitle = aeTitle
        self.host = host
        self.port = port
        self.role = role
        self.identity = identity
        self.tls = tls
    }
}
