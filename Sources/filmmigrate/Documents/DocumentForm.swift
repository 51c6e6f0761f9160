import DICOM
import Foundation

/// What a document is, and how a file shows that this program has written it: then the next document of this form may
/// take its place.
enum DocumentForm: Sendable {
    /// A DICOM instance, by the implementation that its meta header names.
    case instance
    /// A table, by its header row.
    case table(header: String)
    /// A JSON object, by its keys.
    case object(keys: Set<String>)
    /// A page, a paper or a workbook, by a mark at its end that readers pass over.
    case page, paper, workbook

    /// A table's form by its text.
    static func table(of text: String) -> Self { .table(header: firstLine(of: text.utf8)) }

    /// A JSON document's form by its text.
    static func object(of text: String) -> Self { .object(keys: keys(of: Data(text.utf8)) ?? []) }

    private static let mark = "filmmigrate"
    /// More than any header row or meta header has.
    private static let mostOfHead = 1 << 16

    /// Whether the file at a path is one of ours: of this form, or of one that says by itself that it is.
    func isWritten(at path: String) -> Bool {
        switch self {
        case .table(let header):
            if !header.isEmpty, Self.firstLine(of: Self.head(path, most: Self.mostOfHead)) == header {
                return true
            }
        case .object(let keys):
            let data = FileManager.default.contents(atPath: path) ?? Data()
            if !keys.isEmpty, Self.keys(of: data) == keys { return true }
        case .instance, .page, .paper, .workbook: break
        }
        return Self.isInstance(path) || Self.tail(path).range(of: Data(Self.mark.utf8)) != nil
    }

    private static func isInstance(_ path: String) -> Bool {
        let head = head(path, most: 2048)
        return head.dropFirst(128).starts(with: "DICM".utf8)
            && head.range(of: Data(UID.implementationClass.utf8)) != nil
    }

    /// Marks a document that has been written under a name of its own.
    func mark(_ path: String) throws {
        let handle: FileHandle
        switch self {
        case .instance, .table, .object: return
        case .page, .paper, .workbook:
            guard let open = FileHandle(forUpdatingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
            handle = open
        }
        defer { try? handle.close() }
        let end = try handle.seekToEnd()
        switch self {
        case .page: try handle.write(contentsOf: Data("<!-- \(Self.mark) -->\n".utf8))
        case .paper: try handle.write(contentsOf: Data("\n% \(Self.mark)\n".utf8))
        default:
            // The comment of a ZIP archive: its length are the last two bytes of one that has none (APPNOTE 4.3.16).
            try handle.seek(toOffset: end - 2)
            try handle.write(contentsOf: Data([UInt8(Self.mark.utf8.count), 0] + Self.mark.utf8))
        }
    }

    private static func head(_ path: String, most: Int) -> Data {
        guard let handle = FileHandle(forReadingAtPath: path) else { return Data() }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: most)) ?? Data()
    }

    private static func tail(_ path: String) -> Data {
        guard let handle = FileHandle(forReadingAtPath: path) else { return Data() }
        defer { try? handle.close() }
        guard let end = try? handle.seekToEnd(), (try? handle.seek(toOffset: end - min(end, 64))) != nil
        else { return Data() }
        return (try? handle.readToEnd()) ?? Data()
    }

    /// The first line, without a byte-order mark.
    private static func firstLine(of bytes: some Collection<UInt8>) -> String {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes.dropFirst(0)
        return String(decoding: text.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }

    private static func keys(of data: Data) -> Set<String>? {
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
        return Set(object.keys)
    }
}
