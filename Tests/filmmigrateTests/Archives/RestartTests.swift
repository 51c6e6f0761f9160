import Foundation
import Subprocess
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "An archive that is killed again and again while films come", .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(30)))
struct RestartTests {
    /// A few films and restarts in the suite; 200 and 20 by scripts/ordeal.
    @Test(
        "killed and restarted at random moments during a run: all films are verified at the end, each there once"
    )
    func killed() async throws {
        let films = SmallScene.number("FILMMIGRATE_FILMS", else: 40)
        let restarts = SmallScene.number("FILMMIGRATE_RESTARTS", else: 3)
        let scene = try await SmallScene(films: films)
        let tool = try await scene.workspace("workspace", settings: "connect_seconds: 2\ndimse_seconds: 5\n")
        // 34 kB a film, so that the run outlasts the restarts.
        let speed = max(40, films * 35 / max(1, restarts * 2))
        #expect(
            try await tool("archive", "limit", "primary", "--kilobytes-per-second", String(speed)).status == 0
        )
        let run = Task {
            while true {
                let run = try await tool("run", "--until-idle")
                guard run.status == 69 else { return run }
            }
        }
        var primary = scene.primary
        var duringRun = 0
        for _ in 0..<restarts {
            try await Task.sleep(for: .milliseconds(Int.random(in: 300...1500)))
            let counts = try await tool("status", "--json").json()["total"] as? [String: Any]
            let states = counts?["films"] as? [String: Int] ?? [:]
            if states["verified"] != films { duringRun += 1 }
            await primary.kill()
            primary = try await primary.restarted()
        }
        let end = try await run.value
        #expect(end.status == 0, "\(end.errors)")
        #expect(duringRun == restarts, "the run was over before the last restart")
        #expect(try await scene.states(tool) == Array(repeating: "verified", count: films))
        var uids: Set<String> = []
        let instances = try await primary.instances()
        for id in instances {
            uids.insert(try await primary.rest("GET", "instances/\(id)/content/0008-0018"))
        }
        #expect(instances.count == films && uids.count == films)
        let breaches = try await Workspace(at: tool.workspace).open().ledger.breaches()
        #expect(breaches.isEmpty)
        await primary.stop()
    }
}
