import FilmModel
import Foundation
import Glibc

/// A progress bar on standard error, where that is a terminal; nothing anywhere else.
enum ProgressLine {
    private static let width = 40

    static func show(_ done: Int, of all: Int) {
        guard isatty(STDERR_FILENO) == 1, all > 0 else { return }
        let filled = done * width / all
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        write("\r  \(bar) \(done) of \(all.counted("film"))")
    }

    static func end() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        write("\n")
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
