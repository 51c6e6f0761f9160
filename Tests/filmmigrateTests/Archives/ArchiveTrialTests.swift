import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "An archive is tried by an instance before the first film",
    .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled))
struct ArchiveTrialTests {
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
                #expect(try await scene.primary.testInstances().count == count)
            }
            let id = try #require(try await scene.primary.testInstances().first)
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
