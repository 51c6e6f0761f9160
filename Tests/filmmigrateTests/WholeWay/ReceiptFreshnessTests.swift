import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("No receipt in the outbox says more than is true", .serialized)
struct ReceiptFreshnessTests {
    private func released(_ tool: Tool) throws -> [Bool?] {
        let bytes = try Data(contentsOf: URL(filePath: tool.workspace + "/outbox/B1.archive.json"))
        let receipt = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        #expect(receipt?["stage"] as? String == "archive")
        return (receipt?["films"] as? [[String: Any]] ?? []).map { $0["may_be_released"] as? Bool }
    }

    @Test("a film that is held, lost, looked at or proved again is told at once, and by no other run")
    func told() async throws {
        let scene = try await SmallScene(films: 2)
        let tool = try await scene.workspace("w", settings: "")
        #expect(try await tool("run", "--until-idle").status == 0)
        #expect(try released(tool) == [true, true])
        for film in ["B1/F0", "B1/F1"] { #expect(try await tool("film", "hold", film).status == 0) }
        #expect(try released(tool) == [false, false])
        #expect(try await tool("receipt", "B1", "--json").json()["stage"] as? String == "archive")
        #expect(try await tool("film", "release", "B1/F0").status == 0)
        #expect(try await tool("run", "--until-idle").status == 0)
        #expect(try released(tool) == [true, false])
        // What keeps the paper may change without any film.
        try Data("min_line_pairs_per_mm: 5\nkeep_paper_for: [RESOLUTION_LOW]\n".utf8)
            .write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
        #expect(try await tool("film", "release", "B1/F1").status == 0)
        let path = tool.workspace + "/outbox/B1.archive.json"
        let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        #expect(try await tool("run", "--until-idle").status == 0)
        #expect(try released(tool) == [true, true])
        let after = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        #expect(before != after)
        // A run in which nothing happens writes none.
        #expect(try await tool("run", "--until-idle").status == 0)
        #expect(
            try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == after)
        await scene.primary.stop()
    }
}
