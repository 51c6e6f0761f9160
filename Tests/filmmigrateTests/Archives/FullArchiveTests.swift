import FilmModel
import Foundation
import Testing

@testable import Community
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "An archive that is full says so until it has stored again", .enabled(if: IllBehavedPeer.python != nil),
    .timeLimit(.minutes(5)))
struct FullArchiveTests {
    private func page(_ tool: Tool) async throws -> String {
        try await tool("status", "--watch", "--times", "1").output
    }

    @Test(
        "neither C-ECHO nor a read-back ends it, a stored instance does; who does not answer is told by whoever called"
    )
    func full() async throws {
        let scene = try await SmallScene(films: 4)
        let port = try #require(ListeningPort.free(1).first)
        var peer = try await IllBehavedPeer.start("full-after-two", port: port)
        do {
            let tool = try await scene.workspace(
                "full", settings: SameArchiveTests.settings, primary: "BADPEER@127.0.0.1:\(port)")
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 69, "\(run.output) \(run.errors)")
            #expect(run.errors.components(separatedBy: "the archive is full").count == 2, "\(run.errors)")
            #expect(!run.errors.contains("answers again"), "\(run.errors)")
            #expect(try await scene.states(tool).filter { $0 == "verified" }.count == 2)
            for command in [["archive", "test", "primary"], ["doctor"], ["verify", "--all"], ["status"]] {
                _ = try await tool(command)
                let page = try await page(tool)
                #expect(
                    page.contains("archive primary: is full: refuses to store since"), "\(command) \(page)")
                #expect(page.contains("have its keeper make room"), "\(page)")
            }
            #expect(try await !page(tool).contains("nothing needs a person"))
            #expect(try await tool("archive", "list").output.contains("is full: refuses to store since"))
            #expect(try await tool("doctor").output.contains("it is full: it refuses to store since"))
            let archives = try await tool("status", "--json").json()["archives"] as? [[String: Any]]
            #expect(archives?.first?["refuses_to_store"] as? Bool == true)
            #expect(archives?.first?["trouble"] is String)
            #expect(try await tool("archive", "test", "primary", "--store").status != 0)
            #expect(try await page(tool).contains("is full: refuses to store since"))

            await peer.stop()
            // Away as well: `archive test` and `doctor` put that on the page.
            for command in [["archive", "test", "primary"], ["doctor"]] {
                try await tool.ledger { try await $0.note(trouble: nil, of: "primary", at: .now()) }
                #expect(try await tool(command).status == 69)
                let page = try await page(tool)
                #expect(page.contains("has not answered since"), "\(command) \(page)")
                #expect(page.contains("is full: refuses to store since"), "\(command) \(page)")
            }
            peer = try await IllBehavedPeer.start("behaves", port: port)
            #expect(try await tool("archive", "test", "primary").status == 0)
            #expect(try await page(tool).contains("archive primary: is full"))
            #expect(try await tool("archive", "test", "primary", "--store").status == 0)
            #expect(try await !page(tool).contains("is full"))
            try await tool.ledger { try await $0.note(refusal: "full", of: "primary", at: .now()) }
            let last = try await tool("run", "--until-idle")
            #expect(last.errors.contains("the archive stores again"), "\(last.errors)")
            #expect(try await !page(tool).contains("is full"))
        } catch {
            await scene.primary.stop()
            await peer.stop()
            throw error
        }
        await scene.primary.stop()
        await peer.stop()
    }
}
