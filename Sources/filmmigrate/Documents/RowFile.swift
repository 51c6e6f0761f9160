import Foundation
import Tables

/// A CSV file that is written row by row (RFC 4180, line feeds), safe to open in a
/// spreadsheet, under a temporary name until it is whole.
final class RowFile {
    private let path: String
    private let temporary: String
    private let handle: FileHandle
    private var waiting = Data()

    init(_ given: String) throws {
        path = try OutputTarget(given).path
        temporary = "\(path).part-\(ProcessInfo.processInfo.processIdentifier)"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporary)
        else { throw WorkspaceError.cannotWrite(path) }
        self.handle = handle
    }

    deinit {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: temporary)
    }

    func write(_ cells: [CSVText.Cell]) throws {
        waiting.append(contentsOf: CSVText.row(cells).utf8)
        waiting.append(0x0A)
        if waiting.count > 1 << 18 { try flush() }
    }

    func finish() throws {
        try flush()
        do {
            try handle.synchronize()
            try handle.close()
            if FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: path)
            }
            try FileManager.default.moveItem(atPath: temporary, toPath: path)
        } catch {
            throw WorkspaceError.cannotWrite(path)
        }
    }

    private func flush() throws {
        do { try handle.write(contentsOf: waiting) } catch { throw WorkspaceError.cannotWrite(path) }
        waiting.removeAll(keepingCapacity: true)
    }
}
