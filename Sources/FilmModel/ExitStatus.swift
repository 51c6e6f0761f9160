/// What the process says when it ends (INTERFACES: Commands).
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// Done, but some films were rejected or held, or a gate failed.
    case doneWithExceptions = 2
    case wrongUsage = 64
    case unusableInput = 65
    case unreachable = 69
    case ourFault = 70
    case inputOutput = 74
    /// Stopped part-way: run again to go on.
    case stopped = 75
    case wrongConfiguration = 78
}
