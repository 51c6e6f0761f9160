import FilmModel
import Foundation

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

    static func result(_ text: String) { write(text + "\n", to: .standardOutput) }

    static func message(_ text: String) { write(text + "\n", to: .standardError) }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that has gone (a closed pipe) is no fault of ours.
        try? handle.write(contentsOf: Data(text.utf8))
    }

    /// Writes a file as a whole: under a temporary name, on the disk, then renamed.
    static func write(_ text: String, toFile path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw WorkspaceError.cannotWrite(path)
        }
    }
}
