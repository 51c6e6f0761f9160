/// Which process a worker is, exactly enough to know that it is dead: a pid alone is used again.
package struct WorkerIdentity: Sendable, Hashable {
    package let id: String
    package let machine: String
    /// The kernel's boot id.
    package let boot: String
    package let pid: Int32
    /// The process's start, in clock ticks since boot.
    package let started: Int64

    package init(id: String, machine: String, boot: String, pid: Int32, started: Int64) {
        self.id = id
        self.machine = machine
        self.boot = boot
        self.pid = pid
        self.started = started
    }
}
