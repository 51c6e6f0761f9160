import FilmModel
import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "From bag to verified, by the commands, against two real Orthancs",
    .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(8)))
struct WholeWayTests {
    @Test("every film ends as it must, each instance is in both archives once, receipts and report say so")
    func wholeWay() async throws {
        let scene = try await Scene(seed: 7)
        do {
            let tool = try await scene.workspace()
            try await takeIn(scene, tool)
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 2, "\(run.errors)")
            try await scene.expectAllSettled(tool)
            try await scene.expectEachOnce(scene.primary, times: scene.verified)
            try await scene.expectEachOnce(scene.copy, times: scene.verified)
            try await judge(scene)
            try await checkReceipts(scene, tool)
            try await decide(scene, tool)
            try await checkReport(scene, tool)
            #expect(try await tool("doctor").status == 0)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    /// The torn bag is refused whole; a bag taken in twice gives the same receipt and no second film.
    private func takeIn(_ scene: Scene, _ tool: Tool) async throws {
        for bag in scene.bags {
            let first = try await tool("intake", bag, "--json")
            #expect([0, 2].contains(first.status), "\(first.errors)")
            let again = try await tool("intake", bag, "--json")
            #expect(again.output == first.output && again.status == first.status)
        }
        let before = try await tool("status", "--json").json()
        let torn = try await tool("intake", scene.files.tornBag, "--json")
        #expect(torn.status == 65)
        #expect((try torn.json()["faults"] as? [Any] ?? []).count >= 2)
        let after = try await tool("status", "--json").json()
        #expect((before["total"] as? NSDictionary) == (after["total"] as? NSDictionary))
        try await scene.expectConserved(tool)
    }

    /// dciodvfy finds no error in any instance that the archive holds.
    private func judge(_ scene: Scene) async throws {
        guard PeerProcess.isInstalled("dciodvfy") else { return }
        for id in try await scene.primary.instances() {
            let path = "\(scene.folder.path)/\(id).dcm"
            _ = try await OutsideTool.run(
                "curl",
                [
                    "--silent", "--fail", "--noproxy", "*", "-o", path,
                    "http://127.0.0.1:\(scene.primary.httpPort)/instances/\(id)/file",
                ])
            let verdict = try await OutsideTool.run(
                "sh", ["-c", "dciodvfy '\(path)' 2>&1 | grep '^Error' || true"])
            #expect(verdict.output.isEmpty, "\(verdict.output)")
        }
    }

    private func checkReceipts(_ scene: Scene, _ tool: Tool) async throws {
        for batch in Set(scene.expectations.map(\.batch)) {
            let receipt = try await tool("receipt", batch, "--json").json()
            #expect(receipt["stage"] as? String == "archive")
            let films = receipt["films"] as? [[String: Any]] ?? []
            #expect(films.count == scene.expectations.filter { $0.batch == batch }.count)
            for film in films {
                let isVerified = film["outcome"] as? String == "verified"
                #expect(film["may_be_released"] as? Bool == isVerified)
                #expect((film["archives"] as? [String] ?? []) == (isVerified ? ["copy", "primary"] : []))
            }
            let path = "\(tool.workspace)/outbox/\(batch).archive.json"
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    /// What a program must not decide is decided by a person, and goes on from there.
    private func decide(_ scene: Scene, _ tool: Tool) async throws {
        let list = try await tool("review", "list", "--json").json()["films"] as? [[String: Any]] ?? []
        let twin = try #require(list.first { $0["code"] as? String == "PATIENT_AMBIGUOUS" })
        let name = try #require(twin["film"] as? String)
        let candidates = try #require(twin["candidates"] as? [String])
        #expect(candidates.count == 2)
        #expect(try await tool("review", "accept", name).status == 64)
        #expect(try await tool("review", "accept", name, "--person", "nobody").status == 65)
        #expect(try await tool("review", "show", name).output.contains(candidates[0]))
        #expect(try await tool("review", "accept", name, "--person", candidates[0]).status == 0)
        let stranger = try #require(
            list.first { $0["code"] as? String == "PATIENT_NOT_FOUND" }?["film"] as? String)
        #expect(try await tool("review", "reject", stranger, "--reason", "wrong jacket").status == 0)
        #expect(try await tool("review", "reject", stranger).status == 65)
        #expect(try await tool("run", "--until-idle").status == 0)
        let film = try await tool("film", "show", name, "--json").json()
        #expect(film["state"] as? String == "verified")
        #expect((film["match"] as? [String: Any])?["person_id"] as? String == candidates[0])
        let rejected = try await tool("film", "show", stranger, "--json").json()
        #expect((rejected["reason"] as? [String: Any])?["message"] as? String == "wrong jacket")
        try await scene.expectConserved(tool)
        try await scene.expectEachOnce(scene.copy, times: scene.verified + 1)
    }

    private func checkReport(_ scene: Scene, _ tool: Tool) async throws {
        #expect(try await tool("report").status == 65)
        #expect(try await tool("plan", "import", scene.files.plan).status == 0)
        #expect(try await tool("plan", "show", "--json").status == 0)
        let report = try await tool("report", "--format", "json").json()
        let rows = report["rows"] as? [[String: Any]] ?? []
        let verified = Dictionary(grouping: rows, by: { $0["level"] as? String ?? "" }).mapValues { rows in
            rows.reduce(0) { $0 + ($1["verified_films"] as? Int ?? 0) }
        }
        #expect(
            verified == [
                "cluster": scene.verified + 1, "sha": scene.verified + 1, "trust": scene.verified + 1,
            ])
        let path = scene.folder.path + "/report.html"
        #expect(try await tool("report", "--format", "html", "--output", path).status == 0)
        let page = try String(contentsOfFile: path, encoding: .utf8)
        #expect(page.contains("<svg") && !page.contains("<script") && !page.contains("src=\"http"))
    }
}
