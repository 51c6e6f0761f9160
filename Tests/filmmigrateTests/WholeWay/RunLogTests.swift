import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("What a run logs", .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(3)))
struct RunLogTests {
    @Test("one line says what a run is about to do, and one what it has done, of no patient")
    func twoLines() async throws {
        let scene = try await SmallScene(films: 3)
        do {
            let tool = try await scene.workspace("workspace")
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 0)
            let lines = run.errors.split(separator: "\n")
            let begin = try #require(lines.first { $0.contains("the run begins") })
            for word in ["archives=primary", "lanes=4", "queued=3", "to_verify=0"] {
                #expect(begin.contains(word), "\(begin)")
            }
            let ends = lines.filter { $0.contains("the run has ended") }
            let end = try #require(ends.first)
            #expect(ends.count == 1)
            for word in ["delivered=3", "duplicate=0", "end=idle", "held=0", "verified=3", "waiting=0"] {
                #expect(end.contains(word), "\(end)")
            }
            #expect(end.contains(/seconds=\d+/))
            // Of a few seconds it would be a guess.
            #expect(!end.contains("films_per_hour"))
            #expect(!run.errors.contains("Family") && !run.errors.contains("1950"))
            // Nothing to do is said as well.
            let idle = try await tool("run", "--until-idle")
            #expect(idle.errors.contains("queued=0") && idle.errors.contains("verified=0"))
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }
}
