import CXattr
import Foundation

/// The mark of a document that this program has written: its kind, and the SHA-256 of all that stands before the mark. A
/// document that somebody has changed has no mark that is right.
enum FileMark: CaseIterable {
    /// A comment behind an HTML page, a comment behind a PDF, the comment of a ZIP archive.
    case page, paper, workbook
    /// An extended attribute of the file. A copy may lose it, and some file systems have none: then `--overwrite` is needed.
    case attribute

    static var all: AllCases { allCases }

    private static let name = "filmmigrate"
    private static let attributeName = "user.filmmigrate"
    /// Of the longest mark there is, and more.
    private static let longest = 256

    /// What stands before and behind the mark's words. `\n` begins a paper's, since the last line of a PDF may have no end.
    private var frame: (before: String, behind: String) {
        switch self {
        case .page: ("<!-- ", " -->\n")
        case .paper: ("\n% ", "\n")
        case .workbook, .attribute: ("", "")
        }
    }

    private static func words(_ kind: String, _ digest: String) -> String {
        "\(name) \(kind) sha256:\(digest)"
    }

    /// The kind of document that a file's mark names; nil where it has none, or its contents are not those that were marked.
    func kind(of path: String) -> String? {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            return nil
        }
        guard self != .attribute else {
            return Self.attribute(of: path).flatMap { Self.kind($0, covers: data) }
        }
        let tail = data.suffix(Self.longest)
        guard let place = tail.range(of: Data((frame.before + Self.name + " ").utf8), options: .backwards)
        else {
            return nil
        }
        let text = String(
            decoding: data[place.lowerBound...].dropFirst(frame.before.utf8.count), as: UTF8.self)
        guard text.hasSuffix(frame.behind) else { return nil }
        let words = String(text.dropLast(frame.behind.count))
        guard self == .workbook else { return Self.kind(words, covers: data[..<place.lowerBound]) }
        // The comment follows its own length, which is the archive's last field (APPNOTE 4.3.16).
        let length = words.utf8.count
        let end = place.lowerBound - 2
        guard end > 0, data[end] == UInt8(length & 0xFF), data[end + 1] == UInt8(length >> 8) else {
            return nil
        }
        return Self.kind(words, covers: data[..<end])
    }

    private static func kind(_ words: String, covers data: Data) -> String? {
        let parts = words.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let kind = String(parts[1])
        return words == Self.words(kind, SourceDigest.of(data)) ? kind : nil
    }

    /// Marks a document that has been written.
    func mark(_ path: String, _ kind: String) throws {
        let data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        guard self != .attribute else {
            let words = Array(Self.words(kind, SourceDigest.of(data)).utf8)
            // Where the file system has no attributes the document is left without a mark.
            _ = unsafe setxattr(path, Self.attributeName, words, words.count, 0)
            return
        }
        let kept = self == .workbook ? data.dropLast(2) : data
        let words = Self.words(kind, SourceDigest.of(kept))
        guard let handle = FileHandle(forUpdatingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        defer { try? handle.close() }
        let end = try handle.seekToEnd()
        guard self == .workbook else {
            return try handle.write(contentsOf: Data((frame.before + words + frame.behind).utf8))
        }
        // The comment's length are the last two bytes of an archive that has none.
        try handle.seek(toOffset: end - 2)
        let length = words.utf8.count
        try handle.write(contentsOf: Data([UInt8(length & 0xFF), UInt8(length >> 8)] + words.utf8))
    }

    private static func attribute(of path: String) -> String? {
        var words = [UInt8](repeating: 0, count: longest)
        let count = unsafe getxattr(path, attributeName, &words, words.count)
        return count > 0 ? String(decoding: words.prefix(count), as: UTF8.self) : nil
    }
}
