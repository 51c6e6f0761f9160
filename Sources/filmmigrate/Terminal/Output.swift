import FilmModel
import Foundation
import Glibc
import Migration

/// Where results and messages go: one document on standard output, everything else on standard error.
enum Output {
    static func result(_ text: String) { write(PrintableText.of(text) + "\n", to: .standardOutput) }

    /// A part of a result that is written bit by bit.
    static func part(_ text: String) { write(PrintableText.of(text), to: .standardOutput) }

    static func message(_ text: String) { write(PrintableText.of(text) + "\n", to: .standardError) }

    /// Shows a text in place of the one before it: standard output is a terminal. Lines that do not fit are left out,
    /// so that the top stays where it is; the text itself is veiled, the control sequences are ours (ECMA-48).
    static func screen(_ text: String) {
        let size = terminalSize
        var lines = PrintableText.of(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            wrapped($0, at: size?.columns)
        }
        if let rows = size?.rows, rows > 3, lines.count >= rows {
            let hidden = lines.count - (rows - 2)
            lines = lines.prefix(rows - 2) + ["… \(hidden.counted("more line")): make the terminal higher"]
        }
        // No line goes on in the next row meanwhile. Home, each line cleared to its end, then all below: no flicker.
        let shown = lines.map { $0 + "\u{1B}[K\n" }.joined()
        write("\u{1B}[?7l\u{1B}[H\(shown)\u{1B}[J\u{1B}[?7h", to: .standardOutput)
    }

    /// Rows and columns of the terminal of standard output; nil where it does not say.
    static var terminalSize: (rows: Int, columns: Int?)? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        return (Int(size.ws_row), size.ws_col > 0 ? Int(size.ws_col) : nil)
    }

    /// A line in as many as it takes, broken at spaces.
    static func wrapped(_ line: Substring, at columns: Int?) -> [Substring] {
        guard let columns, columns > 0 else { return [line] }
        var lines: [Substring] = []
        var rest = line
        while rest.count > columns {
            let end = rest.index(rest.startIndex, offsetBy: columns)
            let space = rest[...end].lastIndex(of: " ").flatMap { $0 > rest.startIndex ? $0 : nil }
            lines.append(rest[..<(space ?? end)])
            rest = rest[(space ?? end)...].drop { $0 == " " }
        }
        return lines + [rest]
    }

    static func write(_ text: String, to handle: FileHandle) {
        do { try handle.write(contentsOf: Data(text.utf8)) } catch {
            // A reader that has gone (a closed pipe) is no fault of ours; a full disk must not pass for success.
            guard handle === FileHandle.standardOutput, errno != EPIPE else { return }
            message(
                "filmmigrate: the result can't be written\n  free space where standard output goes, then again"
            )
            ProcessEnd.now(.inputOutput)
        }
    }

    /// From here on the command writes what names patients or shows films: files for this account alone.
    static func keepPrivate() { umask(0o077) }

    /// Writes a document that a command's option names, as a whole, where the rule allows it.
    static func write(
        _ text: String, toFile path: String, as form: DocumentForm, _ rule: OutputRule
    ) throws {
        try OutputTarget(path, as: form, rule).write(text)
    }
}
