import Foundation
import Migration
import Tables

/// A CSV file that is written row by row (RFC 4180, line feeds), safe to open in a
/// spreadsheet, under a temporary name until it is whole.
final class RowFile {
    private let target: OutputTarget
    private let handle: FileHandle
    private var waiting = Data()

    /// Begins with the header.
    init(_ given: String, as kind: DocumentForm.Kind, header: [String], _ rule: OutputRule) throws {
        let line = CSVText.row(header.map { .value($0) })
        target = try OutputTarget(given, as: DocumentForm(kind, .table), rule)
        guard FileManager.default.createFile(atPath: target.staged, contents: nil),
            let handle = FileHandle(forWritingAtPath: target.staged)
        else { throw WorkspaceError.cannotWrite(given) }
        self.handle = handle
        add(line)
    }

    deinit {
        try? handle.close()
        target.discard()
    }

    func write(_ cells: [CSVText.Cell]) throws {
        add(CSVText.row(cells))
        if waiting.count > 1 << 18 { try flush() }
    }

    func finish() throws {
        try flush()
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw WorkspaceError.cannotWrite(target.path)
        }
        try target.commit()
    }

    private func add(_ line: String) {
        waiting.append(contentsOf: line.utf8)
        waiting.append(0x0A)
    }

    private func flush() throws {
        do { try handle.write(contentsOf: waiting) } catch { throw WorkspaceError.cannotWrite(target.path) }
        waiting.removeAll(keepingCapacity: true)
    }
}
