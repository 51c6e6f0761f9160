import FilmModel

/// The cells of the row that is being read, and what becomes of a row when it ends.
final class CSVCells {
    private let name: String
    private let onRow: (Int, CSVCells) throws -> Void
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private(set) var number = 0
    private var lastEnd: Int32 = -1
    private(set) var error: (any Error)?

    init(name: String, onRow: @escaping (Int, CSVCells) throws -> Void) {
        self.name = name
        self.onRow = onRow
    }

    var count: Int { ends.count }

    /// The trimmed cell, or nil where it is absent or empty.
    subscript(_ place: Int) -> String? {
        guard place < ends.count else { return nil }
        let start = place == 0 ? 0 : ends[place - 1]
        guard start < ends[place] else { return nil }
        return String(decoding: bytes[start..<ends[place]], as: UTF8.self).nonEmpty
    }

    func append(_ cell: UnsafeRawBufferPointer) {
        unsafe bytes.append(contentsOf: cell)
        ends.append(bytes.count)
    }

    /// Ends a row at the byte `end` (−1: the file's end). The line feed of CR LF ends no row of its own.
    func endRow(_ end: Int32) {
        defer {
            bytes.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            lastEnd = end
        }
        if ends.isEmpty, end == 0x0A, lastEnd == 0x0D { return }
        number += 1
        guard error == nil, !bytes.isEmpty || number == 1 else { return }
        do {
            // A cell begins and ends at a comma, so the row is UTF-8 where its cells are.
            guard String(validating: bytes, as: UTF8.self) != nil else { throw TableError.notUTF8(name) }
            guard number == 1 || ends.indices.contains(where: { self[$0] != nil }) else { return }
            try onRow(number, self)
        } catch {
            self.error = error
        }
    }

    func fail(_ error: any Error) { self.error = self.error ?? error }

    var malformed: TableError { .malformed(name) }
    var endlessRow: TableError { .endlessRow(name) }
    var openQuotation: TableError { .openQuotation(name) }
}
