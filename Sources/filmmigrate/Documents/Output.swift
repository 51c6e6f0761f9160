import FilmModel
import Foundation
import Glibc

/// Where results and messages go: one document on standard output, everything else on standard error.
enum Output {
    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    static func json(_ value: some Encodable) throws -> String {
        String(decoding: try encoder().encode(value), as: UTF8.self)
    }

    static func result(_ text: String) { write(plain(text) + "\n", to: .standardOutput) }

    static func message(_ text: String) { write(plain(text) + "\n", to: .standardError) }

    /// Shows a text in place of the one before it: standard output is a terminal. Lines that do not fit are left out,
    /// so that the top stays where it is; the text itself is veiled, the control sequences are ours (ECMA-48).
    static func screen(_ text: String) {
        let size = terminalSize
        var lines = plain(text).split(separator: "\n", omittingEmptySubsequences: false).flatMap {
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

    /// The text without what would act on a terminal or turn the direction of a line: labels, file names and
    /// receipts hold what others wrote.
    static func plain(_ text: String) -> String {
        func acts(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x0A, 0x09: false
            case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        guard text.unicodeScalars.contains(where: acts) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(acts(scalar) ? "\u{FFFD}" : scalar) }
        return String(scalars)
    }

    /// What others wrote, on one line and of a length that a terminal bears: a label's own line breaks would
    /// pass for lines of ours.
    static func line(_ text: String) -> String {
        let limit = 200
        let breaks = CharacterSet.newlines.union(["\t"])
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            line.append(breaks.contains(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(line) + (text.unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")
    }

    private static func write(_ text: String, to handle: FileHandle) {
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
        try write(text, to: OutputTarget(path, as: form, rule))
    }

    static func write(_ text: String, to target: OutputTarget) throws {
        do {
            try target.write { try Data(text.utf8).write(to: URL(filePath: $0)) }
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError.cannotWrite(target.path)
        }
    }
}
