import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Several archives that are mute take the time of one",
    .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled), .timeLimit(.minutes(5)))
struct MuteArchivesTests {
    private static let limit = 6.0

    @Test("doctor, archive test, verify and a run's start name both within about one limit")
    func bothNamed() async throws {
        let folder = try TemporaryFolder()
        let peers = [
            try await IllBehavedPeer.start("mute-connect"), try await IllBehavedPeer.start("mute-connect"),
        ]
        do {
            let tool = Tool(workspace: folder.path + "/workspace")
            #expect(try await tool("init").status == 0)
            try Data("acse_seconds: \(Int(Self.limit))\ndimse_seconds: \(Int(Self.limit))\n".utf8)
                .write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
            for (name, peer, role) in registered(peers) {
                let address = "BADPEER@127.0.0.1:\(peer.port)"
                #expect(try await tool("archive", "add", name, address, "--role", role).status == 0)
            }
            for (command, status) in [
                (["doctor"], Int32(69)), (["archive", "test", "north", "south"], 69),
                (["verify", "--all"], 69), (["run", "--until-idle"], 0),
            ] {
                let started = ContinuousClock.now
                let answer = try await tool(command)
                let seconds = (.now - started) / .seconds(1)
                #expect(answer.status == status, "\(command) \(answer.errors)")
                #expect((Self.limit..<Self.limit * 1.8).contains(seconds), "\(command): \(seconds) s")
                let text = answer.output + answer.errors
                #expect(text.contains("north") && text.contains("south"), "\(text)")
            }
            // One that is paused is not asked.
            #expect(try await tool("archive", "pause", "north").status == 0)
            let verified = try await tool("verify", "--all")
            #expect(verified.status == 69 && !(verified.output + verified.errors).contains("north"))
            #expect(try await tool("archive", "pause", "south").status == 0)
            #expect(try await tool("verify", "--all").status == 64)
            for name in ["north", "south"] {
                #expect(try await tool("archive", "resume", name).status == 0)
            }
            let page = try await tool("status").output
            #expect(page.contains("archive north: has not answered since"))
            #expect(page.contains("archive south: has not answered since"))
        } catch {
            for peer in peers { await peer.stop() }
            throw error
        }
        for peer in peers { await peer.stop() }
    }

    private func registered(_ peers: [IllBehavedPeer]) -> [(String, IllBehavedPeer, String)] {
        [("north", peers[0], "primary"), ("south", peers[1], "second-copy")]
    }
}
