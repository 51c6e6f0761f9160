import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Archives that are registered or moved once films are verified",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(8)))
struct LaterArchiveTests {
    @Test(
        "a second copy that comes later gets what is verified, and an empty archive at a known name is found out"
    )
    func later() async throws {
        let scene = try await SmallScene(films: 4)
        let copy = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
        let empty = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/empty", name: "empty", callingAETitle: "FILMMIGRATE")
        func address(_ archive: PrivateOrthanc) -> String {
            "\(archive.aeTitle)@127.0.0.1:\(archive.dicomPort)"
        }
        do {
            let tool = try await scene.workspace("workspace")
            #expect(try await tool("run", "--until-idle").status == 0)
            let added = try await tool(
                "archive", "add", "copy", address(copy), "--role", "second-copy")
            #expect(added.status == 0 && added.errors.contains("4 verified films"))
            // A film that is only not there yet is no difference.
            let early = try await tool("verify", "--all", "--json")
            #expect(early.status == 0, "\(early.errors)")
            let told = try early.json()
            #expect(told["not_brought"] as? Int == 4 && told["equal"] as? Int == 4)
            #expect(try await copy.instances().isEmpty)
            // What can't be made again as it was sent, here since its scan is damaged, comes from the primary.
            let scans = tool.workspace + "/scans"
            let batch = try #require(FileManager.default.contentsOfDirectory(atPath: scans).first)
            try Data("no scan".utf8).write(to: URL(filePath: "\(scans)/\(batch)/data/F1.tif"))
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await copy.instances().count == 4)
            #expect(try await scene.primary.instances().count == 4)
            #expect(try await scene.states(tool) == Array(repeating: "verified", count: 4))
            let verify = try await tool("verify", "--all", "--json").json()
            #expect(verify["not_brought"] as? Int == 0 && verify["equal"] as? Int == 4)
            // Changed to where it is already, nothing is due; moved to where nothing is, nothing is proved.
            let same = try await tool("archive", "add", "copy", address(copy), "--role", "second-copy")
            #expect(!same.errors.contains("read again"))
            // One that was mistyped goes again; one that has films does not.
            #expect(
                try await tool("archive", "add", "typo", "X@127.0.0.1:1", "--role", "second-copy").status == 0
            )
            #expect(try await tool("archive", "remove", "typo").status == 0)
            #expect(try await tool("archive", "remove", "copy").status == 65)
            #expect(try await tool("archive", "remove", "typo").status == 65)
            let moved = try await tool("archive", "add", "copy", address(empty), "--role", "second-copy")
            #expect(moved.errors.contains("4 verified films"))
            #expect(try await tool("run", "--until-idle").status == 2)
            let states = try await scene.states(tool)
            #expect(states == Array(repeating: "held READ_BACK_DIFFERS", count: 4))
            #expect(try await tool("doctor").status == 0)
        } catch {
            await [scene.primary, copy, empty].stopAll()
            throw error
        }
        await [scene.primary, copy, empty].stopAll()
    }

    @Test("where no scan can be read the run ends, and each film waits where it was")
    func scansAway() async throws {
        let scene = try await SmallScene(films: 3)
        do {
            let tool = try await scene.workspace("workspace")
            let scans = tool.workspace + "/scans"
            try FileManager.default.moveItem(atPath: scans, toPath: scans + ".away")
            let away = try await tool("run", "--until-idle")
            #expect(away.status == 74 && away.errors.contains("no scan"), "\(away.errors)")
            #expect(try await scene.states(tool) == Array(repeating: "queued", count: 3))
            try FileManager.default.moveItem(atPath: scans + ".away", toPath: scans)
            // One scan that is gone is that film's fault alone. And pictures that are damaged are made again.
            let batch = try #require(FileManager.default.contentsOfDirectory(atPath: scans).first)
            try FileManager.default.removeItem(atPath: "\(scans)/\(batch)/data/F1.tif")
            try Data(repeating: 0x78, count: 9999).write(
                to: URL(filePath: tool.workspace + "/portraits.sqlite"))
            #expect(try await tool("run", "--until-idle").status == 2)
            #expect(try await scene.states(tool) == ["verified", "held SCAN_CHANGED", "verified"])
            // Nor does a process that may open or write too little hold a film.
            let poor = try await scene.workspace("poor")
            for limit in ["-n 16", "-f 100"] {
                let limited = try await poor.limited(limit, "run", "--until-idle")
                #expect([69, 74].contains(limited.status), "\(limit) \(limited.errors)")
                #expect(!(try await scene.states(poor).contains { $0.hasPrefix("held") }), "\(limit)")
            }
            #expect(try await poor("run", "--until-idle").status == 0)
            #expect(try await scene.states(poor) == Array(repeating: "verified", count: 3))
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }
}

extension [PrivateOrthanc] {
    fileprivate func stopAll() async { for archive in self { await archive.stop() } }
}
