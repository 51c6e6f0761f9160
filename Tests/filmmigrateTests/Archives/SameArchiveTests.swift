import Foundation
import Testing

@testable import Community
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "A second copy that is the primary by another name",
    .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled), .timeLimit(.minutes(10)))
struct SameArchiveTests {
    static let settings = "acse_seconds: 3\ndimse_seconds: 3\nconnect_seconds: 3\n"

    private func with(
        _ scene: SmallScene, _ peers: [IllBehavedPeer] = [], _ body: () async throws -> Void
    ) async throws {
        do { try await body() } catch {
            await scene.primary.stop()
            for peer in peers { await peer.stop() }
            throw error
        }
        await scene.primary.stop()
        for peer in peers { await peer.stop() }
    }

    @Test("by another spelling of its host: told by `archive test`, and no run uses it")
    func spelling() async throws {
        let scene = try await SmallScene(films: 3)
        try await with(scene) {
            let other = "\(scene.primary.aeTitle)@localhost:\(scene.primary.dicomPort)"
            let tool = try await scene.workspace("spelling", settings: Self.settings, copy: other)
            for _ in 1...2 {
                let run = try await tool("run", "--until-idle")
                #expect(run.status == 78, "\(run.output) \(run.errors)")
                #expect(run.errors.contains("primary and copy are one archive"))
            }
            #expect(try await scene.states(tool) == [String](repeating: "queued", count: 3))
            #expect(try await scene.primary.instances().isEmpty)
            // The first run has found it out, the second one knew: one instance each way.
            #expect(try await scene.primary.testInstances().count == 2)
            let test = try await tool("archive", "test", "copy", "--json")
            #expect(test.status == 78 && test.errors.contains("are one archive"), "\(test.errors)")
            #expect(try test.json()["passed"] as? Bool == false)
            let doctor = try await tool("doctor")
            #expect(doctor.status == 78 && doctor.output.contains("are one archive"))
            let count = try await scene.primary.testInstances().count

            // Another address is another trial: this one is an archive of its own, with the same identity.
            let second = try await PrivateOrthanc.start(
                folder: scene.folder.path + "/second", name: "second", callingAETitle: "FILMMIGRATE")
            let address = "\(second.aeTitle)@127.0.0.1:\(second.dicomPort)"
            #expect(try await tool("archive", "add", "copy", address, "--role", "second-copy").status == 0)
            for _ in 1...2 { #expect(try await tool("run", "--until-idle").status == 0) }
            #expect(try await scene.states(tool) == [String](repeating: "verified", count: 3))
            #expect(try await second.instances().count == 3)
            // One trial in all, and nothing of it in the primary.
            #expect(try await second.testInstances().count == 1)
            #expect(try await scene.primary.testInstances().count == count)
            let passed = try await tool("archive", "test", "copy", "primary", "--json")
            let archives = try passed.json()["archives"] as? [[String: Any]]
            #expect(passed.status == 0 && archives?.count == 2, "\(passed.errors)")
            #expect(try await second.testInstances().count == 1)
            #expect(try await tool("doctor").output.contains("no fault found"))
            await second.stop()
        }
    }

    @Test("by another AE title of the same server")
    func title() async throws {
        let scene = try await SmallScene(films: 1)
        let peer = try await IllBehavedPeer.start("behaves")
        try await with(scene, [peer]) {
            let tool = try await scene.workspace(
                "title", settings: Self.settings, primary: "BADPEER@127.0.0.1:\(peer.port)",
                copy: "ELSEWHERE@127.0.0.1:\(peer.port)")
            let test = try await tool("archive", "test", "copy")
            #expect(test.status == 78 && test.errors.contains("are one archive"), "\(test.errors)")
            #expect(try await tool("run", "--until-idle").status == 78)
            #expect(try await tool("verify", "--all").status == 78)
            #expect(try await scene.states(tool) == ["queued"])
        }
    }

    @Test("two archives that answer with the same identity are two")
    func twins() async throws {
        let scene = try await SmallScene(films: 2)
        let peers = [try await IllBehavedPeer.start("behaves"), try await IllBehavedPeer.start("behaves")]
        try await with(scene, peers) {
            let tool = try await scene.workspace(
                "twins", settings: Self.settings, primary: "BADPEER@127.0.0.1:\(peers[0].port)",
                copy: "BADPEER@127.0.0.1:\(peers[1].port)")
            let before = try await tool("doctor")
            #expect(before.output.contains("nothing proves yet that it is another archive than primary"))
            let test = try await tool("archive", "test", "copy", "--json").json()
            let others = test["others"] as? [[String: Any]]
            #expect(others?.first?["archive"] as? String == "primary")
            #expect(others?.first?["is_another"] as? Bool == true)
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await scene.states(tool) == ["verified", "verified"])
        }
    }

    @Test(
        "a primary that passes on to the second copy what it gets, or the other way about, is no second copy's twin"
    )
    func passesOn() async throws {
        let scene = try await SmallScene(films: 1)
        let quiet = try await IllBehavedPeer.start("behaves")
        let passing = try await IllBehavedPeer.start("passes-on", callbackPort: quiet.port)
        try await with(scene, [quiet, passing]) {
            for (name, primary, copy) in [("one", passing, quiet), ("other", quiet, passing)] {
                let tool = try await scene.workspace(
                    name, settings: Self.settings, primary: "BADPEER@127.0.0.1:\(primary.port)",
                    copy: "BADPEER@127.0.0.1:\(copy.port)")
                let test = try await tool("archive", "test", "copy")
                #expect(test.status == 0, "\(test.errors)")
            }
        }
    }

    @Test(
        "one that does not take the test instance is used all the same, and that is said wherever one looks")
    func unclear() async throws {
        let scene = try await SmallScene(films: 1)
        let peer = try await IllBehavedPeer.start("status-A900")
        try await with(scene, [peer]) {
            let tool = try await scene.workspace(
                "unclear", settings: Self.settings, copy: "BADPEER@127.0.0.1:\(peer.port)")
            let words = "nothing proves that it is another archive than primary"
            for _ in 1...2 {
                let run = try await tool("run", "--until-idle")
                #expect(run.errors.contains("\(words), and films are verified from both"), "\(run.errors)")
            }
            for arguments in [["status"], ["status", "--watch", "--times", "1"]] {
                let page = try await tool(arguments).output
                #expect(
                    page.contains("archive copy: \(words); see `filmmigrate archive test copy`"), "\(page)")
            }
            let archives = try await tool("status", "--json").json()["archives"] as? [[String: Any]]
            #expect(archives?.compactMap { $0["not_proved_apart_from"] as? [String] } == [[], ["primary"]])
            #expect(try await tool("doctor").output.contains("nothing proves yet that it is another archive"))
            let test = try await tool("archive", "test", "copy")
            #expect(
                test.status == 0 && test.output.contains("warning: that it is another archive than primary"))
        }
    }

    /// Takes what it is sent and gives it back three seconds later: a first trial finds nothing.
    @Test(
        "a slow archive is asked again before a film is proved, and found to be the primary by another title")
    func slow() async throws {
        let scene = try await SmallScene(films: 2)
        let peer = try await IllBehavedPeer.start("slow-index")
        try await with(scene, [peer]) {
            let tool = try await scene.workspace(
                "slow", settings: Self.settings + "read_back_after_minutes: 0.1\n",
                primary: "BADPEER@127.0.0.1:\(peer.port)", copy: "ELSEWHERE@127.0.0.1:\(peer.port)")
            let test = try await tool("archive", "test", "copy")
            #expect(test.status == 0 && test.output.contains("could not be proved"), "\(test.errors)")
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 78, "\(run.output) \(run.errors)")
            #expect(run.errors.contains("primary and copy are one archive"))
            #expect(try await scene.states(tool) == ["delivered", "delivered"])
            let page = try await tool("status").output
            #expect(
                page.contains("archive copy: it is archive primary by another name or address"), "\(page)")
            let archives = try await tool("status", "--json").json()["archives"] as? [[String: Any]]
            #expect(archives?.compactMap { $0["same_as"] as? [String] } == [[], ["primary"]])
            #expect(archives?.compactMap { $0["not_proved_apart_from"] as? [String] } == [[], []])
        }
    }

    @Test("two that are slow are two once they were asked again, and the receipt says so no more")
    func slowTwins() async throws {
        let scene = try await SmallScene(films: 2)
        let slow = try await IllBehavedPeer.start("slow-index")
        try await with(scene, [slow]) {
            let copy = "BADPEER@127.0.0.1:\(slow.port)"
            let tool = try await scene.workspace(
                "pair", settings: Self.settings + "read_back_after_minutes: 0.1\n", copy: copy)
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 0, "\(run.output) \(run.errors)")
            #expect(try await scene.states(tool) == ["verified", "verified"])
            #expect(try await tool("receipt", "B1", "--json").json()["archive_remarks"] == nil)
            #expect(try await !tool("status").output.contains("nothing proves"))
            // At another address nothing is known of it, and what was verified was verified from both.
            #expect(
                try await tool(
                    "archive", "add", "copy", "ELSE@127.0.0.1:\(slow.port)", "--role", "second-copy"
                )
                .status == 0)
            let receipt = try await tool("receipt", "B1", "--json").json()
            #expect(
                (receipt["archive_remarks"] as? [String])?.first?.hasPrefix("archive copy: nothing proves")
                    == true)
            #expect(try await tool("receipt", "B1").output.contains("remark: archive copy: nothing proves"))
        }
    }

    @Test("one that is away when the run begins is told from the primary before a film is proved")
    func later() async throws {
        let scene = try await SmallScene(films: 2)
        try await with(scene) {
            let port = try #require(ListeningPort.free(1).first)
            let tool = try await scene.workspace(
                "later", settings: Self.settings, copy: "\(scene.primary.aeTitle)@localhost:\(port)")
            async let run = tool("run")
            try await Task.sleep(for: .seconds(2))
            // Now the copy's address leads to the primary.
            let relay = try await IllBehavedPeer.start(
                "relay", port: port, callbackPort: scene.primary.dicomPort)
            let answer = try await run
            await relay.stop()
            #expect(answer.status == 78, "\(answer.output) \(answer.errors)")
            #expect(answer.errors.contains("primary and copy are one archive"))
            #expect(try await scene.states(tool) == ["delivered", "delivered"])
        }
    }
}
