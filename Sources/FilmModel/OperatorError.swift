/// An error that a person can act on: what happened and where, the remedy, and how the process ends for it.
/// Neither text ever holds a patient's details or a library's own words.
package protocol OperatorError: Error, CustomStringConvertible {
    var message: String { get }
    var remedy: String { get }
    var exitStatus: ExitStatus { get }
}

extension OperatorError {
    package var description: String { "\(message); \(remedy)" }
}
