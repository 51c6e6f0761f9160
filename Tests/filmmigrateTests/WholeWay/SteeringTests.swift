import FilmModel
import Foundation
import Testing

@testable import Community
@testable import MigrationQueue
@testable import filmmigrate

@Suite("Steering the queue by commands", .enabled(if: PrivateOrthanc.isInstalled))
struct SteeringTests {
    @Test("pauses, holds, cancels and retries by command; films end where they should, and none is lost")
    func steering() async throws {
        let scene = try await Scene(seed: 900)
        do {
            try await steer(scene)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    private func counts(_ tool: Tool) async throws -> [String: Int] {
        let total = try await tool("status", "--json").json()["total"] as? [String: Any]
        return total?["films"] as? [String: Int] ?? [:]
    }

    private func steer(_ scene: Scene) async throws {
        let tool = try await scene.workspace()
        for bag in scene.bags { _ = try await tool("intake", bag) }
        // Everything is stopped in one way or another: nothing is carried, and the run says that films wait.
        #expect(try await tool("archive", "pause", "primary").status == 0)
        let idle = try await tool("run", "--until-idle", "--json")
        #expect(try idle.json()["waiting"] as? Int ?? 0 > 0)
        #expect(try await counts(tool)["verified"] == 0)
        #expect(try await tool("archive", "resume", "primary").status == 0)
        for trust in ["RXA", "RXB", "RXC"] { #expect(try await tool("trust", "pause", trust).status == 0) }
        _ = try await tool("run", "--until-idle")
        #expect(try await counts(tool)["verified"] == 0)
        #expect(try await tool("trust", "resume", "RXA", "RXB", "RXC").status == 0)
        #expect(try await tool("trust", "weight", "RXA", "5").status == 0)
        #expect(try await tool("trust", "weight", "RXA", "0").status == 64)

        let closed = try await tool("window", "add", "--from", "00:00", "--to", "24:00")
        #expect(closed.status == 0)
        _ = try await tool("run", "--until-idle")
        #expect(try await counts(tool)["verified"] == 0)
        let windows = try await tool("window", "list", "--json").json()["windows"] as? [[String: Any]]
        let number = try #require(windows?.first?["id"] as? Int)
        #expect(windows?.first?["closed"] as? Bool == true)
        #expect(try await tool("window", "remove", "\(number)").status == 0)
        for bad in [
            ["--from", "9", "--to", "10:00"], ["--from", "09:00", "--to", "25:00"],
            ["--from", "06:00", "--to", "06:00"],
        ] {
            #expect(try await tool("window", "add", bad[0], bad[1], bad[2], bad[3]).status == 64)
        }

        // One film is stopped by hand, and goes on by hand.
        let batch = try #require(scene.expectations.first { $0.state == .verified })
        let film = "\(batch.batch)/\(batch.filmID)"
        #expect(try await tool("film", "hold", film, "--reason", "look again").status == 0)
        #expect(try await tool("film", "urgent", film).status == 0)
        _ = try await tool("run", "--until-idle")
        let held = try await tool("film", "show", film, "--json").json()
        #expect(held["state"] as? String == "held")
        #expect((held["reason"] as? [String: Any])?["code"] as? String == "HELD_BY_OPERATOR")
        let groups = try await tool("errors", "--json").json()["errors"] as? [[String: Any]]
        #expect(
            groups?.contains { $0["code"] as? String == "HELD_BY_OPERATOR" && $0["films"] as? Int == 1 }
                == true)
        #expect(try await tool("errors", "--retry", "NO_SUCH_CODE").status == 64)
        let dry = try await tool("errors", "--retry", "HELD_BY_OPERATOR", "--dry-run", "--json").json()
        #expect(dry["films"] as? Int == 1)
        let trust = try #require(held["trust"] as? String)
        let other = trust == "RXA" ? "RXB" : "RXA"
        for (filter, films) in [
            (["--trust", trust], 1), (["--batch", batch.batch], 1), (["--trust", other], 0),
        ] {
            let some = try await tool(
                ["errors", "--retry", "HELD_BY_OPERATOR", "--dry-run", "--json"] + filter
            ).json()
            #expect(some["films"] as? Int == films && some["held"] as? Int == films, "\(filter)")
            let listed = try await tool(["errors", "--json"] + filter).json()["errors"] as? [[String: Any]]
            #expect(listed?.contains { $0["code"] as? String == "HELD_BY_OPERATOR" } == (films == 1))
        }
        #expect(
            try await tool("errors", "--retry", "HELD_BY_OPERATOR", "--trust", other, "--batch", batch.batch)
                .status == 64)
        #expect(try await tool("errors", "--retry", "HELD_BY_OPERATOR", "--trust", "RXZ").status == 65)
        #expect(try await tool("errors", "--retry", "HELD_BY_OPERATOR", "--batch", "none").status == 65)
        #expect(try await tool("errors", "--retry", "ROW_INVALID", "--dry-run").status == 65)
        let retried = try await tool("errors", "--retry", "HELD_BY_OPERATOR", "--json").json()
        #expect(retried["held"] as? Int == 1)
        _ = try await tool("run", "--until-idle")
        // Another scan of the same film may have gone first meanwhile.
        let after = try await tool("film", "show", film, "--json").json()["state"] as? String
        #expect(after == "verified" || after == "duplicate")
        try await scene.expectConserved(tool)

        // A duplicate stands for itself where a person says so.
        let twin = try #require(scene.expectations.first { $0.state == .duplicate })
        let second = "\(twin.batch)/\(twin.filmID)"
        let shown = try await tool("film", "show", second, "--json").json()
        if shown["state"] as? String == "duplicate" {
            #expect(shown["duplicate_of"] as? String != nil)
            #expect(try await tool("film", "release", second).status == 0)
            _ = try await tool("run", "--until-idle")
            let alone = try await tool("film", "show", second, "--json").json()
            #expect(alone["state"] as? String == "verified")
            #expect(alone["duplicate_of"] as? String == nil)
            #expect(try await tool("film", "release", second).status == 64)
            try await scene.expectConserved(tool)
        }

        // A look without a terminal, a copy, and a batch that is given up: what is archived stays.
        let look = try await tool("status", "--watch", "--times", "1")
        #expect(look.status == 0 && look.output.contains("waiting to be"))
        #expect(try await tool("status", "--watch", "--json").status == 64)
        let copy = tool.workspace + "/copy.sqlite"
        #expect(try await tool("backup", copy).status == 0)
        #expect(try await tool("backup", copy).status == 65)
        #expect(try Tool.rights(copy) == 0o600)
        #expect(try await tool("backup", "/nowhere/copy.sqlite").status == 74)
        let before = try await counts(tool)
        let cancelled = try await tool("batch", "cancel", batch.batch, "--json").json()
        #expect(cancelled["archived"] as? Int ?? 0 > 0)
        #expect(try await counts(tool)["verified"] == before["verified"])
        try await scene.expectConserved(tool)
    }
}
