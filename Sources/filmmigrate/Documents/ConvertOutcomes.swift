import ArgumentParser
import FilmModel

/// What a `convert` has written and refused so far.
struct ConvertOutcomes {
    var written: [String] = []
    private var refused: [any OperatorError] = []

    mutating func refuse(_ error: any OperatorError) { refused.append(error) }

    /// Ends the command: with the first refusal where nothing was written, with 2 where some was refused.
    func end() throws {
        guard let first = refused.first else { return }
        guard written.isEmpty else { throw ExitCode(ExitStatus.doneWithExceptions.rawValue) }
        // What was wrong has been told.
        if refused.count > 1 { throw ExitCode(first.exitStatus.rawValue) }
        throw first
    }
}
