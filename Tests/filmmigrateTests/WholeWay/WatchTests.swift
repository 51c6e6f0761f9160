import Foundation
import Testing

@testable import filmmigrate

@Suite("`status --watch` on a terminal", .enabled(if: OutsideTool.isInstalled("script")))
struct WatchTests {
    private func workspace(_ body: (Tool) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/workspace")
        #expect(try await tool("init").status == 0)
        try await body(tool)
        withExtendedLifetime(folder) {}
    }

    /// The text of the last look, as the terminal got it.
    private func lastLook(_ output: String) throws -> String {
        String(try #require(output.split(separator: "\u{1B}[H").last))
    }

    @Test("each look stands in place of the one before, and no name of a Trust acts on the terminal")
    func terminal() async throws {
        try await workspace { tool in
            #expect(try await tool("trust", "add", "RXA", "--name", "North\u{1B}[2J\u{9B}1mHall").status == 0)
            let looks = try await tool.onTerminal(
                rows: 60, "status", "--watch", "--every", "0.2", "--times", "3")
            #expect(looks.status == 0)
            #expect(looks.output.split(separator: "\u{1B}[H").count == 4)
            #expect(looks.output.contains("filmmigrate, 2"))
            #expect(looks.output.contains("\u{1B}[K") && looks.output.contains("\u{1B}[J"))
            #expect(looks.output.contains("North\u{FFFD}[2J\u{FFFD}1mHall"))
            // Nothing of ours is veiled.
            let ours = looks.output.replacing("North\u{FFFD}[2J\u{FFFD}1mHall", with: "")
            #expect(!ours.contains("\u{FFFD}"))
            // Every control sequence is one of those that a look is made of.
            let kinds = Set(ours.matches(of: /\u{1B}\[([?0-9]*[A-Za-z])/).map { String($0.1) })
            #expect(kinds == ["?7l", "H", "K", "J", "?7h"])
        }
    }

    @Test("on a terminal of few rows the top stays, and what is left out is counted")
    func fewRows() async throws {
        try await workspace { tool in
            for number in 0..<20 {
                #expect(try await tool("trust", "add", "RX\(number)").status == 0)
            }
            let look = try lastLook(
                try await tool.onTerminal(rows: 12, "status", "--watch", "--times", "1").output)
            #expect(look.hasPrefix("filmmigrate, 2"))
            #expect(look.split(separator: "\r\n").count { $0.contains("\u{1B}[K") } == 11)
            #expect(look.contains(/… \d+ more lines: make the terminal higher/))
            let whole = try lastLook(
                try await tool.onTerminal(rows: 60, "status", "--watch", "--times", "1").output)
            #expect(whole.contains("RX19") && !whole.contains("more line"))
        }
    }

    @Test("a narrow terminal keeps verified and done by, and says what is left out", arguments: [40, 60, 80])
    func narrow(columns: Int) async throws {
        try await workspace { tool in
            let name =
                "A Trust whose name is as long as one may be, and not a word"
            #expect(try await tool("trust", "add", "RXA", "--name", name).status == 0)
            let look = try lastLook(
                try await tool.onTerminal(rows: 60, columns: columns, "status", "--watch", "--times", "1")
                    .output)
            let lines = look.replacing("\u{1B}[K", with: "").split(separator: "\r\n").map(String.init)
            #expect(lines.allSatisfy { $0.contains("\u{1B}") || $0.count <= columns }, "\(look)")
            let header = try #require(lines.first { $0.hasPrefix("Trust") })
            #expect(header.contains("verified") && header.contains("done by"), "\(header)")
            #expect(lines.contains { $0.hasPrefix("left out: name") }, "\(look)")
            // Prose goes on in the next line.
            #expect(look.replacing("\u{1B}[K\r\n", with: " ").contains("so there is none"))
            let wide = try lastLook(
                try await tool.onTerminal(rows: 60, columns: 250, "status", "--watch", "--times", "1").output)
            #expect(wide.contains(name) && !wide.contains("left out"))
        }
    }

    @Test("elsewhere looks follow each other without a control sequence")
    func noTerminal() async throws {
        try await workspace { tool in
            let looks = try await tool("status", "--watch", "--every", "0.2", "--times", "2")
            #expect(looks.output.components(separatedBy: "filmmigrate, 2").count == 3)
            #expect(!looks.output.contains("\u{1B}") && !looks.output.contains("\u{FFFD}"))
        }
    }
}
