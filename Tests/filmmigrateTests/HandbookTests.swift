import Foundation
import Testing

@testable import Migration
@testable import filmmigrate

@Suite("The handbook's settings are the program's")
struct HandbookTests {
    /// Key and default of each row of the one table under `## Settings`.
    private static func table() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/handbook.md"), encoding: .utf8)
        return text.components(separatedBy: "\n").drop { $0 != "## Settings" }.dropFirst()
            .prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("| `") }
            .map { line in
                line.components(separatedBy: "|").dropFirst().prefix(2)
                    .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
            }
    }

    /// Key and value of each line of the file that `init` writes.
    private static var template: [[String]] {
        Settings.template.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let pair = line.prefix { $0 != "#" }.split(separator: ":", maxSplits: 1)
            return pair.map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test("each key has its row, in the order of the program, with its default")
    func rows() throws {
        #expect(Self.template.compactMap(\.first) == Settings.CodingKeys.allCases.map(\.rawValue))
        #expect(try Self.table() == Self.template)
    }

    @Test("the file that init writes says the defaults")
    func defaults() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/" + Settings.fileName
        try Data(Settings.template.utf8).write(to: URL(filePath: path))
        let written = try Settings.read(path)
        #expect("\(written)" == "\(Settings())")
    }
}
