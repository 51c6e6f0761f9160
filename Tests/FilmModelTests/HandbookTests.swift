import FilmModel
import Foundation
import Testing

@Suite("The handbook's reason codes are the program's")
struct HandbookTests {
    /// A row of the table, or a code as it should stand there.
    private struct Line: Equatable {
        let code: String
        let effect: String
        let message: String
        let remedy: String

        init(_ code: ReasonCode) {
            self.code = "`\(code.rawValue)`"
            effect = code.effect.rawValue
            message = code.message
            remedy = code.remedy
        }

        /// Nil where the line has another number of cells.
        init?(_ cells: [String]) {
            guard cells.count == 4 else { return nil }
            (code, effect, message, remedy) = (cells[0], cells[1], cells[2], cells[3])
        }
    }

    /// The cells of each line of the one table under `## Reason codes`, its header and rule first.
    private static func table() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/handbook.md"), encoding: .utf8)
        return text.components(separatedBy: "\n").drop { $0 != "## Reason codes" }.dropFirst()
            .prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("|") }
            .map { line in
                line.components(separatedBy: "|").dropFirst().dropLast()
                    .map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }

    @Test("each code has its row, in the order of the program, in the program's words")
    func rows() throws {
        let lines = try Self.table()
        #expect(lines.first == ["code", "effect", "what happened", "remedy"])
        let rows = lines.dropFirst(2)
        #expect(rows.compactMap(\.first) == ReasonCode.allCases.map { "`\($0.rawValue)`" })
        for (cells, code) in zip(rows, ReasonCode.allCases) {
            #expect(Line(cells) == Line(code), "\(code.rawValue)")
        }
    }

    @Test("no text of a code breaks a table or a line", arguments: ReasonCode.allCases)
    func cells(code: ReasonCode) {
        for text in [code.rawValue, code.effect.rawValue, code.message, code.remedy] {
            #expect(!text.isEmpty && text == text.trimmed)
            #expect(!text.contains("|") && !text.contains(where: \.isNewline))
        }
    }
}
