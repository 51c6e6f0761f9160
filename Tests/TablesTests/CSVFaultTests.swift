import FilmModel
import Foundation
import Glibc
import Tables
import Testing

@Suite("A file that is no CSV says where and why")
struct CSVFaultTests {
    /// A file with one thing wrong, and what its message says.
    struct Wrong: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let place: String
        let words: [String]

        init(_ name: String, _ bytes: [UInt8], _ place: String, _ words: String...) {
            testDescription = name
            self.bytes = bytes
            self.place = place
            self.words = words
        }

        init(_ name: String, _ text: String, _ place: String, _ words: String...) {
            testDescription = name
            bytes = Array(text.utf8)
            self.place = place
            self.words = words
        }
    }

    static let head = "person_id,family_name,town\n"
    static let files = [
        Wrong(
            "a quotation mark that never closes", head + "P1,Doe,York\nP2,\"Roe,York\nP3,Poe,York\n",
            ", line 3, column 2: ", "never closed"),
        Wrong(
            "one that closes in a later row", head + "P2,\"Roe,York\nP3,\"Poe\",York\n",
            ", line 2, column 2: ",
            "opens here", "line 3"),
        Wrong(
            "one that swallows rows and closes at a cell's end",
            head + "P2,\"Roe\nP3,Poe,York\nP4,Moe\",York\n",
            ", line 2, column 2: ", "takes in a row below"),
        Wrong(
            "a quotation mark in a cell", head + "P1,Doe,York\nP2,O\"Neill,York\n", ", line 3, column 2: ",
            "inside a cell"),
        Wrong(
            "text behind a quoted cell", head + "P1,\"Doe\" Jr,York\n", ", line 2, column 2: ", "behind"),
        Wrong(
            "a stray mark behind a cell of two lines", head + "P1,\"D\noe\",York\r\nP2,R\"oe,York\n",
            ", line 4, column 2: ", "inside a cell"),
        Wrong(
            "Windows-1252", Array((head + "P1,Doe,York\nP2,M").utf8) + [0xFC] + Array("ller,York\n".utf8),
            ", line 3, column 2: ", "Windows-1252"),
        Wrong(
            "Windows-1252 at the file's end", Array((head + "P2,Ren").utf8) + [0xE9],
            ", line 2, column 2: ", "Windows-1252"),
        Wrong(
            "Windows-1252 with semicolons", Array("person_id;family_name\nP2;M".utf8) + [0xFC, 0x0A],
            ", line 2: ", "Windows-1252", "semicolons"),
        Wrong("semicolons", "person_id;family_name\nP1;Doe\n", ", line 1: ", "semicolons"),
        Wrong(
            "semicolons and marks", "\"person_id\";\"family_name\"\n\"P1\";\"Doe\"\n", ", line 1: ",
            "semicolons"),
        Wrong(
            "semicolons and a comma in a name", "person_id;\"name, full\"\nP1;Doe\n", ", line 1: ",
            "semicolons"),
        Wrong("tabs", "person_id\tfamily_name\nP1\tDoe\n", ", line 1: ", "tabs"),
        Wrong("vertical bars", "person_id|family_name\nP1|Doe\n", ", line 1: ", "vertical bars"),
        Wrong(
            "another separator that is named", "sep=;\nperson_id;family_name\n", ", line 1: ", "semicolons"),
        Wrong(
            "UTF-16 with a mark", [0xFF, 0xFE] + head.utf8.flatMap { [$0, 0] }, ": ", "UTF-16"),
        Wrong("UTF-16 without a mark", head.utf8.flatMap { [0, $0] }, ": ", "UTF-16"),
        Wrong("a workbook", Array("PK\u{3}\u{4}".utf8) + [0x14, 0, 0xFF, 0xFE], ": ", "workbook"),
        Wrong("a web page", "<!DOCTYPE html>\n<p title=\"x\"y>\n", ": ", "HTML"),
        Wrong("an empty file", "", ", line 1: ", "no header row"),
        Wrong("a nearly right name", "Person ID,family_name\nP1,Doe\n", ", line 1, column 1: ", "nearly"),
        Wrong("no header row", "P1,Doe,York\nP2,Roe,York\n", ", line 1: ", "probably no header row"),
        Wrong(
            "a missing column", "family_name,town\nDoe,York\n", ", line 1: ",
            "the column person_id is missing"),
        Wrong(
            "two files in one", head + "P1,Doe,York\nPERSON_ID,family_name,town\nP2,Roe,York\n", ", line 3: ",
            "header row stands here again"),
        Wrong(
            "a nearly right name of another column", "person_id,Family Name\nP1,Doe\n",
            ", line 1, column 2: ", "family_name"),
        Wrong("another system's name", "person_id,Surname\nP1,Doe\n", ", line 1, column 2: ", "family_name"),
        Wrong(
            "another system's name of a column that must be there", "MPI ID,family_name\nP1,Doe\n",
            ", line 1, column 1: ", "person_id"),
        Wrong(
            "a known column twice", "person_id,town,notes,notes,town\n", ", line 1, column 5: ", "town",
            "twice"),
    ]

    private static let known: Set<String> = ["person_id", "family_name", "town"]

    private func error(_ bytes: [UInt8], path: String? = nil) -> TableError? {
        func header(_ header: CSVHeader) throws {
            try header.require(["person_id"])
            try header.refuseNearlyKnown()
        }
        do {
            if let path {
                try CSVStream.read(path: path, name: "i.csv", known: Self.known, header: header) { _ in }
            } else {
                try CSVStream.read(Data(bytes), name: "i.csv", known: Self.known, header: header) { _ in }
            }
        } catch {
            return error as? TableError
        }
        return nil
    }

    @Test("with file, line, column and cause, from memory and from a file", arguments: files)
    func message(wrong: Wrong) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
        try Data(wrong.bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        for error in [error(wrong.bytes), error(wrong.bytes, path: path)] {
            let message = try #require(error?.message)
            #expect(message.hasPrefix("i.csv" + wrong.place), "\(message)")
            for words in wrong.words { #expect(message.contains(words), "\(message)") }
            // No cell reaches a message.
            for cell in ["Doe", "Roe", "Poe", "P1", "York"] { #expect(!message.contains(cell), "\(message)") }
            #expect(error?.remedy.isEmpty == false)
        }
    }

    @Test("the place is right after a byte-order mark, whatever ends the lines, and far down the file")
    func places() {
        for end in ["\n", "\r\n", "\r"] {
            let rows = (0..<50_000).map { "P\($0),\"Doe\",York" }
            let text =
                "\u{FEFF}"
                + ([String(Self.head.dropLast())] + rows + ["P,R\"oe,York", "Q,Poe,York"])
                .joined(separator: end)
            let error = error(Array(text.utf8))
            #expect(error?.line == 50_002)
            #expect(error?.column == 2)
        }
    }

    @Test("a byte-order mark and the line sep=, are no part of the table", arguments: ["\n", "\r\n", "\r"])
    func spreadsheetStarts(end: String) throws {
        for start in ["sep=,", "SEP=,", "\"sep=,\"", "\u{FEFF}sep=,"] {
            let text = [start, "person_id,town", "P1,York"].joined(separator: end)
            let table = try CSVTable(Data(text.utf8), name: "t.csv", known: Self.known)
            #expect(table.columns == ["person_id", "town"])
            #expect(table.rows.map(\.number) == [2])
            #expect(table.rows.map { $0["town"] } == ["York"])
            // A text editor shows the line.
            let wrong = [start, "person_id,town", "P1,Y\"ork"].joined(separator: end)
            #expect(error(Array(wrong.utf8))?.line == 3)
        }
        let named = try CSVTable(Data("sep=x,town\n1,York\n".utf8), name: "t.csv")
        #expect(named.columns == ["sep=x", "town"])
    }

    @Test("a cell of several lines with as many commas as an address has is no swallowed row")
    func multilineCells() throws {
        let text = Self.head + "P1,\"Doe\nof Leeds, York\",York\nP2,Roe,\"a\n\n,b\"\n"
        #expect(try CSVTable(Data(text.utf8), name: "t.csv").rows.count == 2)
    }

    @Test("a pipe is read once, and still refused with a reason")
    func pipe() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        #expect(unsafe mkfifo(path, 0o600) == 0)
        defer { try? FileManager.default.removeItem(atPath: path) }
        Thread.detachNewThread {
            try? FileHandle(forWritingAtPath: path)?.write(contentsOf: Data("a,b\n1,\"2\n".utf8))
        }
        let error = error([], path: path)
        #expect(error?.message.isEmpty == false)
    }
}
