/// A process that is inside a reading transaction of the ledger.
package struct LedgerReader: Sendable, Hashable {
    package let pid: Int32
    /// The program's name; never its arguments.
    package let program: String

    package init(pid: Int32, program: String) { (self.pid, self.program) = (pid, program) }
}
