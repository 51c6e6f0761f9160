import Foundation
import Testing

@Suite("Numbers with their nouns")
struct CountedNounTests {
    @Test(
        "no text writes a plural behind a number by hand",
        arguments: ["filmmigrate", "Migration", "MigrationQueue", "StoreSQLite", "Bags", "Documents"])
    func plurals(target: String) throws {
        let nouns = "films|faults|persons|labels|pairs|rows|batches|archives|Trusts|scans|problems"
        let plural = try Regex(#"\\\([^"]*\) (more |verified )?(\#(nouns))\b"#)
        for file in ImportTests.files(of: target) {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            where line.contains(plural) && !line.contains("///") {
                Issue.record("\(file.lastPathComponent): use `counted(_:_:)` in \(line)")
            }
        }
    }
}
