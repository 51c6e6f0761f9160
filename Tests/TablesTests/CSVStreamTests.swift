import Foundation
import Tables
import Testing

@Suite("CSV in a stream is what CSV in a table is")
struct CSVStreamTests {
    private static func rows(_ text: String) throws -> [[String?]] {
        var columns = 0
        var rows: [[String?]] = []
        try CSVStream.read(
            Data(text.utf8), name: "t", header: { columns = $0.columns.count },
            row: { row in rows.append([String(row.number)] + (0..<columns).map { row[$0] }) })
        return rows
    }

    @Test(
        "the same rows, numbers and cells",
        arguments: [
            "a,b\n1,2\n", "a,b\r\n1,2\r\n\r\n3,4", "\u{FEFF}a,b\n\"1,\"\"x\"\"\",\"two\nlines\"\n5,6\n",
            "a,b\n\n\n1,\n,\n2,3\n",
            "a,b\n é , 李 \n", "a,b\n1\n1,2,3\n", "a,b\n\u{301}x,\u{2028}\n",
        ])
    func same(text: String) throws {
        let table = try CSVTable(Data(text.utf8), name: "t")
        let expected = table.rows.map { row in [String(row.number)] + table.columns.map { row[$0] } }
        #expect(try Self.rows(text) == expected)
    }

    @Test("faults of a file are told", arguments: ["", "a,a\n1,2\n", "a,b\n\"1,2\n", ",\n1,2\n"])
    func faults(text: String) {
        #expect(throws: TableError.self) { try Self.rows(text) }
    }

    @Test("a file that is not UTF-8 is refused")
    func bytes() {
        #expect(throws: TableError.self) {
            try CSVStream.read(Data([0x61, 0x0A, 0xFF, 0x0A]), name: "t", header: { _ in }, row: { _ in })
        }
    }

    @Test(
        "a folder, no file, and a device without end are faults of the table",
        arguments: ["/tmp", "/nonexistent.csv", "/dev/zero"])
    func noFile(path: String) throws {
        #expect(throws: TableError.self) {
            try CSVStream.read(path: path, name: "t", header: { _ in }, row: { _ in })
        }
    }
}
