import Foundation
import Testing

@testable import Community
@testable import PatientIndex
@testable import filmmigrate

@Suite("docs/archives.md")
struct CorrectionRecipeTests {
    @Test(
        "an instance that an Orthanc's keeper puts right word by word is there once, the new patient's"
    )
    func orthanc() async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("recipe")
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(
                try await tool(["review", "assign", "F0", "--person", "P1"] + ConflictTests.meant).status == 0
            )
            let recipe = try await Self.recipe(for: "F0", tool, scene)
            #expect(
                try await OutsideTool.run("bash", ["-c", "cd '\(scene.folder.path)'; \(recipe)"]).succeeded)
            let instances = try await scene.primary.instances()
            #expect(instances.count == 2)
            #expect(try await tool("review", "accept", "F0", "--person", "P1").status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await scene.states(tool) == ["verified", "verified"])
            // Where the first step fails, nothing is deleted.
            let broken = recipe.replacingOccurrences(of: "0010-1000", with: "NoSuchKeyword")
            let failed = try await OutsideTool.run("bash", ["-c", "cd '\(scene.folder.path)'; \(broken)"])
            #expect(!failed.succeeded)
            #expect(try await scene.primary.instances().count == 2)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    /// The page's commands for a film that is to become the second person's.
    private static func recipe(for film: String, _ tool: Tool, _ scene: SmallScene) async throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/archives.md"), encoding: .utf8)
        let block = try #require(
            page.components(separatedBy: "```").first { $0.contains("/instances/ID/modify") })
        let uid = try #require(
            try await tool("film", "show", film, "--json").json()["sop_instance_uid"] as? String)
        let found = try await scene.primary.rest(
            "POST", "tools/find", body: #"{"Level":"Instance","Query":{"SOPInstanceUID":"\#(uid)"}}"#)
        let ids = try JSONDecoder().decode([String].self, from: Data(found.utf8))
        let person = SmallScene.person(1).split(separator: ",").map(String.init)
        return block.replacingOccurrences(of: "localhost:8042", with: "127.0.0.1:\(scene.primary.httpPort)")
            .replacingOccurrences(of: "instances/ID", with: "instances/\(try #require(ids.first))")
            .replacingOccurrences(of: "…", with: "RXA-\(person[0])")
            .replacingOccurrences(of: "Family^Given", with: "\(person[1])^\(person[2])")
            .replacingOccurrences(of: "YYYYMMDD", with: person[3].replacingOccurrences(of: "-", with: ""))
    }
}
