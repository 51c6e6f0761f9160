import FilmModel
import Foundation
import Subprocess
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Whatever ends a run, the next one goes on", .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(8)))
struct CrashTests {
    @Test(
        "25 and more kills at random moments: every film ends as without them, each archive has each instance once"
    )
    func kills() async throws {
        var kills = 0
        var seed: UInt64 = 100
        while kills < 25 {
            seed += 1
            kills += try await killUntilDone(seed: seed)
            #expect(seed < 125, "the run ends before it can be killed")
            if seed >= 125 { return }
        }
        #expect(kills >= 25)
    }

    /// Carries one community while killing the program again and again; answers how often it was killed.
    private func killUntilDone(seed: UInt64) async throws -> Int {
        let scene = try await Scene(seed: seed)
        var kills = 0
        do {
            let tool = try await scene.workspace()
            for bag in scene.bags {
                // Intake too is killed, at one random moment, and then done again.
                let pause = Duration.milliseconds(Int.random(in: 1...120))
                let (status, _) = try await tool.interrupted(["intake", bag], after: pause, by: .kill)
                kills += status == nil ? 1 : 0
                try await scene.expectConserved(tool)
                #expect([0, 2].contains(try await tool("intake", bag).status))
            }
            while true {
                let pause = Duration.milliseconds(Int.random(in: 60...700))
                let (status, _) = try await tool.interrupted(
                    ["run", "--until-idle"], after: pause, by: .kill)
                guard status == nil else { break }
                kills += 1
                try await scene.expectConserved(tool)
            }
            _ = try await tool("run", "--until-idle")
            try await scene.expectAllSettled(tool)
            try await scene.expectEachOnce(scene.primary, times: scene.verified)
            try await scene.expectEachOnce(scene.copy, times: scene.verified)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
        return kills
    }

    @Test("SIGTERM finishes or hands back what is in hand, charges no attempt, and exits 75")
    func terminate() async throws {
        let scene = try await Scene(seed: 300)
        do {
            let tool = try await scene.workspace()
            for bag in scene.bags { _ = try await tool("intake", bag) }
            var stops = 0
            for _ in 0..<40 {
                let pause = Duration.milliseconds(Int.random(in: 150...500))
                let (status, _) = try await tool.interrupted(["run"], after: pause, by: .terminate)
                #expect(status == 75 || status == nil)
                stops += 1
                try await scene.expectConserved(tool)
                let films = try await tool("status", "--json").json()["total"] as? [String: Any]
                let counts = films?["films"] as? [String: Int] ?? [:]
                if status == 75 { #expect(counts["in_flight"] == 0) }
                if counts["queued"] == 0, counts["delivered"] == 0 { break }
            }
            #expect(stops > 1)
            _ = try await tool("run", "--until-idle")
            try await scene.expectAllSettled(tool)
            try await scene.expectEachOnce(scene.primary, times: scene.verified)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }
}
