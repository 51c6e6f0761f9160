/// How long a worker's claim on its films lasts without a sign of life.
package enum LeasePolicy {
    /// How long a worker counts as alive after a heartbeat, in seconds.
    package static let lifetime = 30.0
    /// How often it gives one.
    package static let interval = Duration.seconds(10)
}
