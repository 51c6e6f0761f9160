import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("A remark that the settings name keeps the paper film until somebody has looked", .serialized)
struct KeptPaperTests {
    private func lines(_ tool: Tool) async throws -> [[String: Any]] {
        try await tool("receipt", "B1", "--json").json()["films"] as? [[String: Any]] ?? []
    }

    @Test("a coarse scan is verified, and its paper stays until the look: in receipt, film, batch and counts")
    func coarse() async throws {
        let scene = try await SmallScene(films: 2)
        let tool = try await scene.workspace("w", settings: "min_line_pairs_per_mm: 5\n")
        #expect(try await tool("run", "--until-idle").status == 0)
        for line in try await lines(tool) {
            #expect(line["outcome"] as? String == "verified")
            #expect(line["may_be_released"] as? Bool == false)
            #expect(line["paper_kept_for"] as? [String] == ["RESOLUTION_LOW"])
            #expect((line["remedy"] as? String)?.contains("film looked") == true)
            let remarks = line["remarks"] as? [[String: Any]]
            #expect(remarks?.map { $0["code"] as? String } == ["RESOLUTION_LOW"])
        }
        let receipt = try await tool("receipt", "B1")
        #expect(receipt.output.contains("remarks on scans: RESOLUTION_LOW 2"))
        #expect(!receipt.output.contains("may be released"))
        let written = try String(contentsOfFile: tool.workspace + "/outbox/B1.archive.json", encoding: .utf8)
        #expect(written.contains("\"may_be_released\" : false"))

        let film = try await tool("film", "show", "B1/F0", "--json").json()
        #expect((film["remarks"] as? [[String: Any]])?.first?["code"] as? String == "RESOLUTION_LOW")
        #expect(film["may_be_released"] as? Bool == false && film["looked"] is NSNull)
        #expect(
            try await tool("film", "show", "B1/F0").output.contains(
                "remark RESOLUTION_LOW: 2.5 line pairs/mm"))
        let batch = try await tool("batch", "show", "B1", "--json").json()
        #expect(batch["scan_remarks"] as? [String: Int] == ["RESOLUTION_LOW": 2])
        #expect((batch["films"] as? [[String: Any]])?.first?["remarks"] as? [String] == ["RESOLUTION_LOW"])
        #expect(try await tool("batch", "show", "B1").output.contains("remarks on scans: RESOLUTION_LOW 2"))
        let status = try await tool("status", "--json").json()
        #expect(status["scan_remarks"] as? [String: Int] == ["RESOLUTION_LOW": 2])
        #expect(try await tool("status").output.contains("remarks on scans: RESOLUTION_LOW 2"))

        #expect(try await tool("film", "looked", "B1/F0").status == 64)
        #expect(try await tool("film", "looked", "B1/F0", "--reason", " ").status == 64)
        let looked = try await tool(
            "film", "looked", "B1/F0", "--reason", "nothing is lost", "--actor", "Dr A")
        #expect(looked.status == 0, "\(looked.errors)")
        let after = try await lines(tool)
        #expect(after.map { $0["may_be_released"] as? Bool } == [true, false])
        #expect(after[0]["looked_at"] is String)
        #expect((after[0]["remarks"] as? [Any])?.count == 1, "the remark itself stays")
        let shown = try await tool("film", "show", "B1/F0", "--json").json()
        #expect((shown["looked"] as? [String: Any])?["actor"] as? String == "Dr A")
        #expect(shown["may_be_released"] as? Bool == true)

        // Where the Trust has agreed to such scans, the setting says so.
        try Data("min_line_pairs_per_mm: 5\nkeep_paper_for: []\n".utf8)
            .write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
        #expect(try await lines(tool).map { $0["may_be_released"] as? Bool } == [true, true])
        await scene.primary.stop()
    }

    @Test("a film held for its scan and accepted by a person has been looked at")
    func accepted() async throws {
        let scene = try await SmallScene(films: 1)
        let tool = try await scene.workspace(
            "w", settings: "min_line_pairs_per_mm: 5\nhold_for: [RESOLUTION_LOW]\n")
        #expect(try await tool("run", "--until-idle").status == 2)
        #expect(try await scene.states(tool) == ["held RESOLUTION_LOW"])
        #expect(try await lines(tool).first?["may_be_released"] as? Bool == false)
        #expect(try await tool("review", "accept", "B1/F0", "--reason", "it will do").status == 0)
        #expect(try await tool("run", "--until-idle").status == 0)
        let line = try #require(try await lines(tool).first)
        #expect(line["outcome"] as? String == "verified" && line["may_be_released"] as? Bool == true)
        await scene.primary.stop()
    }

    @Test("only codes of scan checks may be named")
    func setting() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        for text in ["keep_paper_for: [BLANK]\n", "keep_paper_for: [COARSE]\n", "keep_paper_for: 3\n"] {
            try Data(text.utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
            #expect(try await tool("status").status == 78, "\(text)")
        }
    }
}
