import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite(
    "Films decided while two persons were one in the index, who are not any more",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(5)))
struct PartingTests {
    @Test("are held where the index of today does not say the same, and a person's word ends it either way")
    func parted() async throws {
        let scene = try await SmallScene(films: 3)
        do {
            try await Self.live(scene)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    private static func live(_ scene: SmallScene) async throws {
        let tool = try await scene.workspace("parted")
        func run() async throws { #expect([0, 2].contains(try await tool("run", "--until-idle").status)) }
        func load(_ name: String, _ first: String, _ second: String = "") async throws -> Tool.Answer {
            let answer = try await tool(
                "index", "import",
                try scene.index(
                    name, "P0,RXA,\(SmallScene.person(0)),\(first)",
                    "P1,RXA,\(SmallScene.person(1)),\(second)",
                    "P2,RXA,\(SmallScene.person(2)),"))
            #expect(answer.status == 0, "\(answer.errors)")
            return answer
        }
        func film(_ name: String, _ picture: Int, _ label: String) async throws {
            #expect(
                try await tool(
                    "intake", try scene.bag("B" + name, .init(name: name, picture: picture, label: label))
                ).status == 0)
        }
        _ = try await load("one", "P1")
        try await film("D0", 1, SmallScene.person(0))
        try await film("G0", 20, SmallScene.person(0))
        try await film("R0", 21, ",Nobodyknown,,,")
        try await run()
        #expect(try await scene.tags("F0", tool)?["PatientID"] == "RXA-H1")
        // The same picture under both labels is one person's film twice, as the index has it.
        #expect(try await scene.state("D0", tool).hasPrefix("duplicate"))
        #expect(try await tool(["review", "accept", "R0", "--person", "P1"] + SmallScene.meant).status == 0)
        // They are two.
        let parted = try await load("two", "")
        #expect(parted.errors.contains("3 films held"), "\(parted.errors)")
        for film in ["F0", "G0", "R0"] {
            #expect(try await scene.state(film, tool) == "held IDENTITY_CONFLICT", "\(film)")
        }
        #expect(try await scene.state("F1", tool) == "verified")
        #expect(try await scene.state("F2", tool) == "verified")
        #expect(try await tool("review", "list").output.contains("who are not any more"))
        let lines = try await tool("receipt", "B1", "--json").json()["films"] as? [[String: Any]] ?? []
        #expect(lines.map { $0["may_be_released"] as? Bool } == [false, true, true])
        try await run()
        // The picture is one person's film, and the other's label is on it: both wait.
        #expect(try await scene.state("D0", tool) == "held IDENTITY_CONFLICT")
        #expect(try await scene.state("F1", tool) == "held IDENTITY_CONFLICT")
        // Nothing lets it go on but whose it is.
        #expect(try await tool("film", "release", "F0").status == 64)
        #expect(try await tool("review", "accept", "F0").status == 64)
        // As sent; and as the other's, once the archive is put right.
        #expect(try await tool("review", "accept", "F0", "--person", "P1").status == 0)
        #expect(try await tool("review", "accept", "G0", "--person", "P0").status == 0)
        #expect(try await tool(["review", "accept", "R0", "--person", "P0"] + SmallScene.meant).status == 0)
        #expect(try await tool("review", "accept", "F1", "--person", "P1").status == 0)
        #expect(try await tool("review", "reject", "D0").status == 0)
        try await run()
        #expect(try await scene.state("F0", tool) == "verified")
        #expect(try await scene.state("R0", tool) == "verified")
        #expect(try await scene.state("F1", tool) == "verified")
        try await scene.remove("G0", tool)
        #expect(try await tool("review", "accept", "G0", "--person", "P0").status == 0)
        try await run()
        #expect(try await scene.state("G0", tool) == "verified")
        #expect(try await scene.tags("G0", tool)?["PatientID"] == "RXA-H0")
        #expect(try await scene.tags("F0", tool)?["PatientID"] == "RXA-H1")
        // What was decided while they were two stays, whatever is merged and parted afterwards.
        _ = try await load("again", "P1")
        _ = try await load("two-again", "")
        for film in ["F0", "G0", "R0", "F1"] {
            #expect(try await scene.state(film, tool) == "verified", "\(film)")
        }
        #expect(try await tool("doctor").status == 0)
    }

    @Test("are held by the next run where the import was killed before it could look")
    func killed() async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("killed")
            let persons = (0..<2).map { "P\($0),RXA,\(SmallScene.person($0))," }
            let one = try scene.index("one", persons[0] + "P1", persons[1])
            #expect(try await tool("index", "import", one).status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            let two = try scene.index("two", persons[0], persons[1] + "P0")
            let three = try scene.index("three", persons[0], persons[1])
            let stores = try Workspace(at: tool.workspace).open()
            // The merge is turned round: they are one all the while.
            _ = try await stores.persons.importFile(at: two)
            #expect(try await stores.persons.openPartings().isEmpty)
            _ = try await stores.persons.importFile(at: three)
            #expect(try await scene.states(tool) == ["verified", "verified"])
            #expect(try await [0, 2].contains(tool("run", "--until-idle").status))
            #expect(try await scene.states(tool) == ["held IDENTITY_CONFLICT", "verified"])
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }
}
