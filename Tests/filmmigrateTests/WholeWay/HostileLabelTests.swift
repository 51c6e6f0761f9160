import FilmModel
import Foundation
import Testing

@testable import filmmigrate

@Suite("Labels that are made to do harm are decided on, and shown safely", .timeLimit(.minutes(3)))
struct HostileLabelTests {
    private static let values = [
        "\u{1B}[2J\u{1B}]0;owned\u{7}", "two\nlines\r\u{2028}more",
        "\u{202E}nhoJ\u{2066}", "\u{61C}محمد", "👩‍👩‍👧", "=HYPERLINK(\"http://x\",\"y\")", "+1", "@SUM(A1)",
        "-2+3",
        "\u{9B}31m", "<script>alert(1)</script>", "\"\u{301},x", "\u{0}\u{1}\u{7F}",
    ]
    private static let columns = [
        "nhs_number", "local_id", "family_name", "given_name", "birth_date", "sex", "address", "town",
        "postcode", "exam_date",
    ]

    private static func cell(_ text: String) -> String {
        var cell = "\""
        for scalar in text.unicodeScalars { cell += scalar == "\"" ? "\"\"" : String(scalar) }
        return cell + "\""
    }

    private static func file(_ key: String, _ folder: TemporaryFolder, truth: Bool = false) throws -> String {
        var text = ([key] + (truth ? ["person_id"] : columns)).joined(separator: ",") + "\n"
        for (number, value) in values.enumerated() {
            // The number keeps ids apart; the value is at the beginning, where it would do harm.
            let id = value + "\(number)"
            text +=
                ([id] + (truth ? [id] : columns.map { _ in value })).map(cell).joined(separator: ",") + "\n"
        }
        let path = "\(folder.path)/\(key)\(truth ? "-truth" : "").csv"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// Whether a terminal may have it: no control character but line feeds, no mark that turns the text.
    private static func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }

    @Test("in the terminal, JSON, HTML and CSV")
    func shown() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path)
        let index = try Self.file("person_id", folder)
        let labels = try Self.file("label_id", folder)
        let files = ["--index", index, "--labels", labels]
        let matches = folder.path + "/matches.csv"
        let decided = try await tool(["match", "--output", matches, "--candidates", "10"] + files)
        #expect(decided.status == 0 && Self.isHarmless(decided.errors), "\(decided.errors)")
        for name in ["matches.csv", "matches-candidates.csv"] {
            let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
            #expect(text.utf8.count < 100_000)
            for line in text.split(separator: "\n") {
                let first = line.drop { $0 == "\"" }.unicodeScalars.first
                #expect(first.map { !"=+-@".unicodeScalars.contains($0) } ?? true, "\(line)")
            }
        }
        for (number, value) in Self.values.enumerated() {
            // A null ends an argument, and white space at either end is no part of a cell.
            let subject = (value + "\(number)").trimmed
            guard !subject.utf8.contains(0) else { continue }
            let text = try await tool(["match", "explain"] + files + ["--", subject])
            #expect(text.status == 0 && Self.isHarmless(text.output), "\(text.errors)")
            #expect(text.output.split(separator: "\n").allSatisfy { !$0.hasPrefix("lines") })
            let json = try await tool(["match", "explain", "--json"] + files + ["--", subject])
            #expect(try json.json()["decision"] is String && Self.isHarmless(json.output))
        }
        let page = folder.path + "/page.html"
        let truth = try Self.file("label_id", folder, truth: true)
        let evaluated = try await tool(
            ["match", "evaluate", "--truth", truth, "--html", page] + files)
        #expect(evaluated.status == 0 && Self.isHarmless(evaluated.output))
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(!html.contains("<script") && !html.contains("HYPERLINK") && Self.isHarmless(html))
    }

    @Test("ten megabytes of one field are weighed, told on a line, and written nowhere")
    func long() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path)
        let name = String(repeating: "A", count: 10_000_000)
        var files: [String] = []
        for (option, key) in [("--index", "person_id"), ("--labels", "label_id")] {
            let path = "\(folder.path)/\(key).csv"
            try Data("\(key),family_name,birth_date\nX1,\(name),1931-04-02\n".utf8)
                .write(to: URL(filePath: path))
            files += [option, path]
        }
        let matches = folder.path + "/matches.csv"
        #expect(try await tool(["match", "--output", matches] + files).status == 0)
        #expect(try String(contentsOfFile: matches, encoding: .utf8).utf8.count < 2000)
        let text = try await tool(["match", "explain"] + files + ["X1"])
        #expect(text.status == 0 && text.output.utf8.count < 20_000)
    }
}
