import Foundation
import Testing

@Suite("The documents for newcomers")
struct DocumentTests {
    @Test("every file that they name is there", arguments: ["newcomer.md", "architecture.md"])
    func paths(page: String) throws {
        let text = try String(contentsOf: ImportTests.root.appending(path: "docs/\(page)"), encoding: .utf8)
        for match in text.matches(of: /`((?:Sources|Tests|scripts)\/[A-Za-z+\/]+(?:\.swift)?)`/) {
            let path = ImportTests.root.appending(path: String(match.1)).path(percentEncoded: false)
            #expect(FileManager.default.fileExists(atPath: path), "\(page) names \(match.1)")
        }
    }
}
