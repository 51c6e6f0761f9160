import Foundation

/// The bytes of a table, piece by piece, for reading and once more for finding a fault's place.
enum CSVSource {
    case file(path: String)
    case memory(Data)

    /// Hands the pieces over until there is none left or `body` answers false.
    func read(name: String, _ body: (Data) throws -> Bool) throws {
        switch self {
        case .memory(let data):
            if !data.isEmpty { _ = try body(data) }
        case .file(let path):
            let unreadable = TableError(
                .unreadable, name, finding: "the file can't be read",
                remedy: "name a file, and check its permissions")
            guard let file = FileHandle(forReadingAtPath: path) else { throw unreadable }
            defer { try? file.close() }
            while true {
                // A folder is opened all the same, and fails here.
                guard let piece = try? file.read(upToCount: 1 << 20) ?? Data() else { throw unreadable }
                if piece.isEmpty { return }
                guard try body(piece) else { return }
            }
        }
    }

    /// Whether the bytes can be had again: a pipe gives them once, and a device may have no end.
    var isRepeatable: Bool {
        guard case .file(let path) = self else { return true }
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }
}
