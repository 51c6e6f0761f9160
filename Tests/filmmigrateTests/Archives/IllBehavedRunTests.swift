import FilmModel
import Foundation
import Testing

@testable import filmmigrate

@Suite(
    "A whole run beside an archive that misbehaves",
    .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled))
struct IllBehavedRunTests {
    /// Runs the first bag with a second copy of a mode; gives the run's answer and the films' states and codes.
    private func run(
        _ mode: String, seed: UInt64
    ) async throws -> (
        status: Int32, errors: String, states: [String], codes: Set<String>, sent: Int, due: Int
    ) {
        let scene = try await Scene(seed: seed)
        let peer = try await IllBehavedPeer.start(mode)
        do {
            let tool = try await scene.workspace(archives: false)
            let limits = "connect_seconds: 2\nacse_seconds: 1\ndimse_seconds: 2\n"
            try Data(limits.utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
            let primary = "\(scene.primary.aeTitle)@127.0.0.1:\(scene.primary.dicomPort)"
            #expect(try await tool("archive", "add", "primary", primary).status == 0)
            #expect(
                try await tool(
                    "archive", "add", "copy", "BADPEER@127.0.0.1:\(peer.port)", "--role", "second-copy"
                ).status == 0)
            _ = try await tool("intake", scene.bags[0])
            let run = try await tool("run", "--until-idle")
            let batch = scene.expectations[0].batch
            let films =
                try await tool("batch", "show", batch, "--json").json()["films"] as? [[String: Any]] ?? []
            let due = scene.expectations.filter { $0.batch == batch && $0.state == .verified }
            let wanted = Set(due.map(\.filmID))
            let mine = films.filter { wanted.contains($0["film_id"] as? String ?? "") }
            let result = (
                run.status, run.errors, mine.compactMap { $0["state"] as? String },
                Set(mine.compactMap { $0["code"] as? String }), try await scene.primary.instances().count,
                due.count
            )
            try await scene.expectConserved(tool)
            await peer.stop()
            await scene.close()
            return result
        } catch {
            await peer.stop()
            await scene.close()
            throw error
        }
    }

    @Test(
        "films that a second copy does not give back as they were are held, and none counts as verified",
        arguments: [("flips", UInt64(420)), ("forgetful", 421), ("other-patient", 422)])
    func differs(mode: String, seed: UInt64) async throws {
        let result = try await run(mode, seed: seed)
        #expect(result.status == 2, "\(result.errors)")
        #expect(result.due > 0 && result.states.count == result.due)
        #expect(result.states.allSatisfy { $0 == "held" }, "\(result.states)")
        #expect(result.codes == ["READ_BACK_DIFFERS"])
        #expect(result.sent == result.due)
    }

    @Test(
        "a second copy that is mute stops verification alone: the primary has every film",
        arguments: [("mute-connect", UInt64(423)), ("mute-store", 424)])
    func mute(mode: String, seed: UInt64) async throws {
        let result = try await run(mode, seed: seed)
        #expect(result.status == 69, "\(result.errors)")
        #expect(result.states.allSatisfy { $0 == "delivered" }, "\(result.states)")
        #expect(result.due > 0 && result.sent == result.due)
    }

    @Test("`archive test --store` tells an archive that keeps from one that does not")
    func tried() async throws {
        let scene = try await Scene(seed: 425)
        let peer = try await IllBehavedPeer.start("flips")
        do {
            let tool = try await scene.workspace()
            for count in 1...2 {
                let kept = try await tool("archive", "test", "primary", "--store", "--json")
                #expect(kept.status == 0, "\(kept.errors)")
                let instance = try kept.json()["test_instance"] as? String ?? ""
                #expect(instance.hasPrefix("2.25."))
                #expect(try await scene.primary.instances().count == count)
            }
            let id = try #require(try await scene.primary.instances().first)
            let path = scene.folder.path + "/test.dcm"
            let saved = try await OutsideTool.run(
                "curl",
                [
                    "--silent", "--noproxy", "*", "--output", path,
                    "http://127.0.0.1:\(scene.primary.httpPort)/instances/\(id)/file",
                ])
            #expect(saved.succeeded)
            if OutsideTool.isInstalled("dciodvfy") {
                let judged = try await OutsideTool.run("sh", ["-c", "dciodvfy \(path) 2>&1"])
                #expect(!judged.output.contains("Error"), "\(judged.output)")
            }
            _ = try await tool(
                "archive", "add", "bad", "BADPEER@127.0.0.1:\(peer.port)", "--role", "second-copy")
            let refused = try await tool("archive", "test", "bad", "--store")
            #expect(refused.status == 69 && refused.errors.contains("the pixels differ"), "\(refused.errors)")
        } catch {
            await peer.stop()
            await scene.close()
            throw error
        }
        await peer.stop()
        await scene.close()
    }
}
