import FilmModel

/// The cells of the row that is being read, and what becomes of a row when it ends.
final class CSVCells {
    private let onRow: (Int, CSVCells) throws -> Void
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private(set) var number = 0
    /// The lines that cells in quotation marks, and the line `sep=,`, have taken so far.
    var extraLines = 0
    /// How many columns the header has; 0 before it.
    var width = 0
    private var lastEnd: Int32 = -1
    private(set) var error: (any Error)?

    init(onRow: @escaping (Int, CSVCells) throws -> Void) { self.onRow = onRow }

    var count: Int { ends.count }

    func contains(_ byte: UInt8) -> Bool { bytes.contains(byte) }

    /// The trimmed cell, or nil where it is absent or empty.
    subscript(_ place: Int) -> String? {
        guard place < ends.count else { return nil }
        let start = place == 0 ? 0 : ends[place - 1]
        guard start < ends[place] else { return nil }
        return String(decoding: bytes[start..<ends[place]], as: UTF8.self).nonEmpty
    }

    /// How many of the row's cells, the last that is filled included, lie beyond the header's columns.
    var surplus: Int {
        guard count > width else { return 0 }
        let filled = (width..<count).last { self[$0] != nil }
        return filled.map { $0 + 1 - width } ?? 0
    }

    /// Whether a cell begins with a quotation mark that CSV does not know: curly, low or angled.
    var hasCurlyQuotes: Bool {
        (0..<count).contains { place in
            self[place]?.unicodeScalars.first.map {
                "\u{201C}\u{201D}\u{201E}\u{00AB}\u{201F}".unicodeScalars.contains($0)
            }
                ?? false
        }
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
            guard String(validating: bytes, as: UTF8.self) != nil else { throw CSVTrouble.notUTF8 }
            if bytes.contains(0x0A) || bytes.contains(0x0D) { try takeLines() }
            guard number == 1 || ends.indices.contains(where: { self[$0] != nil }) else { return }
            try onRow(number, self)
        } catch {
            self.error = error
        }
    }

    /// Counts the line breaks in the row's cells. A quotation mark that was left open and is closed by that of
    /// a later row swallows the rows between: a cell's line with as many commas as the header is taken for one.
    private func takeLines() throws {
        let first = number + extraLines
        var start = 0
        for (place, end) in ends.enumerated() {
            let lines = Self.lines(bytes[start..<end])
            let line = number + extraLines
            start = end
            extraLines += lines.count - 1
            guard width >= 3, lines.count > 1 else { continue }
            let rows = lines.dropFirst().count { line in line.count { $0 == 0x2C } == width - 1 }
            if rows > 0 {
                throw CSVTrouble.swallowedRows(line: max(first, line), column: place + 1, rows: rows)
            }
        }
    }

    private static func lines(_ cell: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = cell.startIndex
        for index in cell.indices where cell[index] == 0x0A || cell[index] == 0x0D {
            let isPair = cell[index] == 0x0D && index + 1 < cell.endIndex && cell[index + 1] == 0x0A
            if isPair { continue }
            lines.append(cell[start..<index])
            start = index + 1
        }
        return lines + [cell[start...]]
    }

}
