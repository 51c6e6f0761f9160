import FilmModel
import Foundation
import Testing

@testable import Tables

@Suite("A table in CSV")
struct CSVTableTests {
    static let name = "t.csv"

    func table(_ text: String) throws -> CSVTable { try CSVTable(Data(text.utf8), name: Self.name) }

    /// The cells of one column, row by row.
    func column(_ name: String, _ text: String) throws -> [String?] { try table(text).rows.map { $0[name] } }

    @Test("is read whatever ends its lines, with a byte-order mark or without")
    func lineEnds() throws {
        for end in ["\n", "\r\n", "\r"] {
            for mark in ["", "\u{FEFF}"] {
                let table = try table(mark + ["A ,b", "1,2", "3,\"4\""].joined(separator: end) + end)
                #expect(table.columns == ["a", "b"])
                #expect(table.rows.map { $0["a"] } == ["1", "3"])
                #expect(table.rows.map { $0["b"] } == ["2", "4"])
            }
        }
    }

    @Test(
        "has cells in quotation marks as RFC 4180 writes them",
        arguments: [
            ("\"x\"", "x"), ("\"a,b\"", "a,b"), ("\"a \"\"b\"\" c\"", "a \"b\" c"), ("\"a\r\nb\"", "a\r\nb"),
            ("\"\"\"\"", "\""), (" \"x\" ", "x"), ("\"a\nb,\"\"\n\"", "a\nb,\""), ("\"é\"", "é"),
        ])
    func quotation(cell: String, value: String) throws {
        #expect(try column("a", "z,a,b\n1,\(cell),2\n3,4,5") == [value, "4"])
        #expect(try column("a", "z,a\n1,\(cell)") == [value])
        #expect(try column("b", "z,a,b\n1,\(cell),2\n3,4,5") == ["2", "5"])
    }

    @Test("trims cells, and takes an empty one for none")
    func empty() throws {
        #expect(try column("a", "a,b\n x ,1\n,2\n\"\",3\n\u{A0}\t,4\n") == ["x", nil, nil, nil])
        #expect(try column("b", "a,b\n1\n") == [nil])
        #expect(try column("no such column", "a\n1\n") == [nil])
    }

    @Test(
        "keeps every character in its cell: only a comma, a quotation mark and an end of line divide",
        arguments: [
            "\u{301}x", "x\u{301}", "e\u{301}\u{327}", "\u{200D}x", "\u{FE0F}", "a\u{2028}b", "a\u{2029}b",
            "a\u{85}b",
            "a\u{B}b", "a\u{C}b", "a\u{0}b", "\u{1F468}\u{200D}\u{1F469}", "\u{4E00}\u{4EFF}", "\u{4F00}",
            "𐀀",
            "שלום", "O\u{2019}Brien",
        ])
    func characters(cell: String) throws {
        for text in ["a,b,c\n1,\(cell),2\n3,4,5\n", "a,b,c\n1,\"\(cell)\",2\n3,4,5"] {
            let table = try table(text)
            #expect(table.rows.map { $0["a"] } == ["1", "3"])
            #expect(table.rows.map { $0["c"] } == ["2", "5"])
            let found = try #require(table.rows.first?["b"])
            #expect(Array(found.utf8) == Array(cell.utf8))
        }
        #expect(try table("a,\(cell)\n").columns.map { Array($0.utf8) }.last == Array(cell.lowercased().utf8))
    }

    @Test("numbers its rows as a spreadsheet does, past blank rows and line breaks in cells")
    func numbers() throws {
        let text = "a,b\n1,2\n\n , \n\"x\ny\r\nz\",3\n,\"\"\n4\n"
        #expect(try table(text).rows.map(\.number) == [2, 5, 7])
        #expect(try table(text.replacing("\n", with: "\r\n")).rows.map(\.number) == [2, 5, 7])
    }

    @Test("counts the cells beyond its header, row by row")
    func surplus() throws {
        let text = "a,b\n1,2\n1,2,3\n1,2,,,5\n1,2,,,\n1\n1,2, \n1,2,\"x\ny\"\n,,z\n"
        #expect(try table(text).rows.map(\.surplus) == [0, 1, 3, 0, 0, 0, 1, 1])
        #expect(try table("a,,\n1,2,3\n1,2,3,4\n").rows.map(\.surplus) == [0, 1])
    }

    @Test("keeps columns without a name apart, and gives no cell of them")
    func unnamed() throws {
        let table = try table("a,,b,\n1,2,3,4\n")
        #expect(table.columns == ["a", "", "b", ""])
        let row = try #require(table.rows.first)
        #expect(row["a"] == "1")
        #expect(row["b"] == "3")
        #expect(row[""] == nil)
        #expect(row.surplus == 0)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            ("", TableError.Kind.header), ("\n", .header), (",,\n1,2,3\n", .header),
            ("\na,b\n1,2\n", .header),
            ("a,b,A \n", .column), ("a\n\"x", .quotation), ("\"a,b\n1,2\n", .quotation),
            ("a\n\"x\"\"\n", .quotation), ("a\n1\n\"", .quotation), ("a\n\"x\"y\n", .quotation),
            ("a\nx\"y\n", .quotation), ("a\nx\"", .quotation), ("\"a\"\u{301},b\n", .quotation),
        ])
    func refused(text: String, kind: TableError.Kind) {
        #expect(throws: TableError.self) { try table(text) }
        do { _ = try table(text) } catch { #expect((error as? TableError)?.kind == kind, "\(error)") }
    }

    @Test("has a column that nobody reads as often as it likes, and a known one once")
    func repeatedColumn() throws {
        let text = "a,notes,b,Notes\n1,x,2,y\n"
        let table = try CSVTable(Data(text.utf8), name: Self.name, known: ["a", "b"])
        #expect(table.rows.map { $0["b"] } == ["2"])
        #expect(table.rows.map(\.surplus) == [0])
        let error = #expect(throws: TableError.self) {
            try CSVTable(Data(text.utf8), name: Self.name, known: ["a", "notes"])
        }
        #expect(
            error?.message
                == "t.csv, line 1, column 4: the column notes stands twice, as column 2 and as column 4")
    }

    @Test("says which required column is missing")
    func required() throws {
        let table = try table("a,b\n")
        try table.require(["b", "a"])
        let error = #expect(throws: TableError.self) { try table.require(["a", "c"]) }
        #expect(error?.message == "t.csv, line 1: the column c is missing")
    }

    @Test("gives back what was written, whatever the cells hold")
    func roundTrip() throws {
        var random = SystemRandomNumberGenerator()
        let alphabet = [
            "a", "B", "7", ",", "\"", "\n", "\r\n", "\r", " ", "é", "\u{301}", "\u{2028}", "\u{B}", "漢", "👩🏽",
        ]
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (0..<3).map { _ in
                    (0..<Int.random(in: 0...6, using: &random)).map { _ in
                        alphabet.randomElement(using: &random) ?? "a"
                    }.joined()
                }
            }
            let text = ([["x", "y", "z"] + (0..<9).map { "c\($0)" }] + rows).map { row in
                row.map { cell in
                    // By scalars: a combining mark hides a quotation mark from a search by characters.
                    let doubled = cell.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
                    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
                }.joined(separator: ",")
            }.joined(separator: "\n")
            let table = try table(text)
            let full = rows.enumerated().filter { !$0.element.joined().trimmed.isEmpty }
            #expect(table.rows.map(\.number) == full.map { $0.offset + 2 })
            for (row, expected) in zip(table.rows, full) {
                let cells = ["x", "y", "z"].map { row[$0] }
                #expect(cells == expected.element.map(\.nonEmpty), "\(text.debugDescription)")
            }
        }
    }
}
