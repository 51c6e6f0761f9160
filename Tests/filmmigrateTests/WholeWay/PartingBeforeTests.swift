import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("Films decided before a wrong merge, and sent while it held", .serialized)
struct PartingBeforeTests {
    @Test("are held once it is taken back, can be corrected, and no rejection with a retry gets round that")
    func before() async throws {
        let scene = try await SmallScene(films: 2)
        do { try await Self.live(scene) } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    private static func live(_ scene: SmallScene) async throws {
        let tool = try await scene.workspace("before")
        func run() async throws { #expect([0, 2].contains(try await tool("run", "--until-idle").status)) }
        func load(_ name: String, _ merged: String) async throws {
            let index = try scene.index(
                name, "P0,RXA,\(SmallScene.person(0)),\(merged)", "P1,RXA,\(SmallScene.person(1)),")
            #expect(try await tool("index", "import", index).status == 0)
        }
        try await load("zero", "")
        try await run()
        for (name, picture) in [("N0", 20), ("N1", 21)] {
            let bag = try scene.bag(
                "B" + name, .init(name: name, picture: picture, label: ",Nobodyknown,,,"))
            #expect(try await tool("intake", bag).status == 0)
        }
        try await run()
        for name in ["N0", "N1"] {
            #expect(
                try await tool(["review", "accept", name, "--person", "P0"] + SmallScene.meant).status == 0)
        }
        try await load("one", "P1")
        try await run()
        #expect(try await scene.state("N0", tool) == "verified")
        #expect(try await scene.tags("N0", tool)?["PatientID"] == "RXA-H1")
        try await load("two", "")
        for name in ["N0", "N1"] {
            #expect(try await scene.state(name, tool) == "held IDENTITY_CONFLICT")
        }
        let receipt = try String(contentsOfFile: tool.workspace + "/outbox/BN0.archive.json", encoding: .utf8)
        #expect(receipt.contains("\"may_be_released\" : false"))
        // A rejection is no answer that a retry could take off.
        #expect(try await tool("review", "reject", "N1").status == 0)
        #expect(try await tool("film", "retry", "N1").status == 64)
        _ = try await tool("errors", "--retry", "REJECTED_BY_OPERATOR")
        #expect(try await scene.state("N1", tool).hasPrefix("rejected"))
        #expect(try await tool("review", "undo", "N1").status == 0)
        #expect(try await scene.state("N1", tool) == "held IDENTITY_CONFLICT")
        let answer = try await tool(["review", "accept", "N0", "--person", "P0"] + SmallScene.meant)
        #expect(answer.status == 0 && answer.output.contains("correction noted"), "\(answer.output)")
    }

    /// An index in which P1 is merged into P0, or is not.
    private static func load(
        _ scene: SmallScene, _ tool: Tool, _ name: String, isMerged: Bool
    ) async throws {
        let index = try scene.index(
            name, "P0,RXA,\(SmallScene.person(0)),",
            "P1,RXA,\(SmallScene.person(1)),\(isMerged ? "P0" : "")")
        #expect(try await tool("index", "import", index).status == 0)
    }

    @Test(
        "what was answered when it was taken back once answers nothing when it is taken back again",
        arguments: [
            "P0", "P1",
        ])
    func again(answer: String) async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("again")
            func load(_ name: String, isMerged: Bool) async throws {
                try await Self.load(scene, tool, name, isMerged: isMerged)
            }
            try await load("one", isMerged: true)
            #expect(try await tool("run", "--until-idle").status == 0)
            try await load("two", isMerged: false)
            #expect(try await scene.state("F1", tool) == "held IDENTITY_CONFLICT")
            try await load("three", isMerged: true)
            #expect(
                try await tool(["review", "accept", "F1", "--person", answer] + SmallScene.meant).status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await scene.state("F1", tool) == "verified")
            try await load("four", isMerged: false)
            #expect(try await scene.state("F1", tool) == "held IDENTITY_CONFLICT")
            #expect(try await scene.state("F0", tool) == "verified")
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test("a reviewer's word on whose it is stands against the index that says otherwise again")
    func overturned() async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("word")
            func load(_ name: String, isMerged: Bool) async throws {
                try await Self.load(scene, tool, name, isMerged: isMerged)
            }
            try await load("one", isMerged: false)
            #expect(try await tool("run", "--until-idle").status == 0)
            let assign = try await tool(["review", "assign", "F0", "--person", "P1"] + SmallScene.meant)
            #expect(assign.output.contains("correction noted"), "\(assign.errors)")
            let shown = try await tool("review", "show", "F0", "--json").json()["wanted"] as? [String: Any]
            #expect(shown?["patient_id"] as? String == "RXA-H1")
            #expect(shown?["issuer_of_patient_id"] as? String == "RXA")
            try await load("two", isMerged: true)
            #expect(
                try await tool(["review", "accept", "F0", "--person", "P1"] + SmallScene.meant).status == 0)
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            try await load("three", isMerged: false)
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            #expect(try await scene.state("F0", tool) == "held IDENTITY_CONFLICT")
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test(
        "rejected before it is taken back, they come back held for it, whichever way",
        .enabled(if: PrivateOrthanc.isInstalled), arguments: ["undo", "retry"])
    func rejected(way: String) async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await scene.workspace("rejected")
            func load(_ name: String, _ merged: String) async throws -> Tool.Answer {
                let index = try scene.index(
                    name, "P0,RXA,\(SmallScene.person(0)),\(merged)", "P1,RXA,\(SmallScene.person(1)),")
                let answer = try await tool("index", "import", index)
                #expect(answer.status == 0, "\(answer.errors)")
                return answer
            }
            _ = try await load("one", "P1")
            try await tool.run()
            #expect(try await scene.tags("F0", tool)?["PatientID"] == "RXA-H1")
            for film in ["F0", "F1"] {
                #expect(try await tool("film", "hold", film).status == 0)
                #expect(try await tool("review", "reject", film).status == 0)
            }
            _ = try await load("two", "")
            #expect(try await scene.state("F0", tool).hasPrefix("rejected"))
            for film in ["F0", "F1"] {
                let command = way == "undo" ? "review" : "film"
                #expect(try await tool(command, way, film).status == 0)
            }
            // F1 is the very person's under whose number it was sent.
            #expect(try await scene.state("F0", tool) == "held IDENTITY_CONFLICT")
            #expect(try await scene.state("F1", tool) != "held IDENTITY_CONFLICT")
            #expect(try await tool("review", "accept", "F0").status == 64)
            #expect(try await tool("review", "accept", "F0", "--person", "P1").status == 0)
            if way == "undo" { #expect(try await tool("review", "accept", "F1").status == 0) }
            try await tool.run()
            #expect(try await scene.states(tool) == ["verified", "verified"])
            #expect(try await tool("doctor").status == 0)
        }
    }
}
