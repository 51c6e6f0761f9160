import FilmModel
import Foundation
import Migration
import MigrationQueue

extension Choice {
    /// Asks, where somebody sits at a terminal; true where it may go on.
    func isConfirmed(_ film: FilmRecord) -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return true }
        FileHandle.standardError.write(
            Data(
                "film \(PrintableText.of(film.reference)) is to be \(PrintableText.of(told)). Go on? [y/N] "
                    .utf8))
        return ["y", "yes"].contains(readLine()?.trimmed.lowercased())
    }
}
