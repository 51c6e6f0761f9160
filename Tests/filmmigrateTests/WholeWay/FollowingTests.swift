import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import PatientIndex
@testable import filmmigrate

@Suite(
    "Archives that have followed the hospital to another number",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(5)))
struct FollowingTests {
    /// P0's film E0 of the examination X, which the primary has as H800 by now.
    private static func followed(_ scene: SmallScene, _ name: String) async throws -> Tool {
        let tool = try await scene.workspace(name)
        try await film("E0", 10, scene, tool)
        try await load(scene, tool, "renumbered", "H800", "H1")
        try await scene.follow("E0", tool, to: "RXA-H800")
        #expect(try await tool("verify", "--all").status == 0)
        let history = try await tool("film", "show", "E0").output
        #expect(history.contains("archive_followed"), "\(history)")
        return tool
    }

    private static func film(_ name: String, _ picture: Int, _ scene: SmallScene, _ tool: Tool) async throws {
        let label = SmallScene.person(0)
        let bag = try scene.bag("B" + name, .init(name: name, picture: picture, exam: "X", label: label))
        #expect(try await tool("intake", bag).status == 0)
        try await tool.run()
    }

    /// An index in which P0 and P1 have these hospital numbers.
    @discardableResult
    private static func load(
        _ scene: SmallScene, _ tool: Tool, _ name: String, _ first: String, _ second: String
    ) async throws -> Tool.Answer {
        let index = try scene.index(
            name, "P0,RXA,\(SmallScene.person(0).replacing("H0,", with: first + ",")),",
            "P1,RXA,\(SmallScene.person(1).replacing("H1,", with: second + ",")),")
        let answer = try await tool("index", "import", index)
        #expect(answer.status == 0, "\(answer.errors)")
        return answer
    }

    @Test(
        "get a late film of the examination under it, and a further copy has the examination under one number, too"
    )
    func late() async throws {
        let scene = try await SmallScene(films: 2)
        let copy = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
        do {
            let tool = try await Self.followed(scene, "late")
            // Its label has the old number, by which he is still found: the rest agrees.
            try await Self.film("E1", 11, scene, tool)
            let accept = ["review", "accept", "E1", "--person", "P0"] + SmallScene.meant
            if try await scene.state("E1", tool) != "verified" {
                #expect(try await tool(accept).status == 0)
                try await tool.run()
            }
            #expect(try await scene.state("E1", tool) == "verified")
            let (first, late) = try await (scene.tags("E0", tool), scene.tags("E1", tool))
            #expect(first?["StudyInstanceUID"] == late?["StudyInstanceUID"])
            #expect(first?["PatientID"] == "RXA-H800" && late?["PatientID"] == "RXA-H800")
            let address = "\(copy.aeTitle)@127.0.0.1:\(copy.dicomPort)"
            #expect(try await tool("archive", "add", "copy", address, "--role", "second-copy").status == 0)
            try await tool.run()
            for film in ["E0", "E1"] {
                #expect(try await scene.tags(film, tool, in: copy)?["PatientID"] == "RXA-H0")
            }
            // What was lost there comes back as the archive has the rest.
            try await scene.remove("E1", tool)
            #expect(try await tool("verify", "E1").status == 2)
            #expect(try await tool("review", "accept", "E1").status == 0)
            try await tool.run()
            #expect(try await scene.tags("E1", tool)?["PatientID"] == "RXA-H800")
            #expect(try await scene.state("E1", tool) == "verified")
            #expect(try await tool("doctor").status == 0)
        } catch {
            await copy.stop()
            await scene.primary.stop()
            throw error
        }
        await copy.stop()
        await scene.primary.stop()
    }

    @Test("since they were read back last are asked before a late film of the examination is sent")
    func unseen() async throws {
        for (number, isOwn) in [("H800", true), ("H1", false)] {
            let scene = try await SmallScene(films: 2)
            try await scene.closing {
                let tool = try await scene.workspace("unseen")
                try await Self.film("E0", 10, scene, tool)
                try await Self.load(scene, tool, "renumbered", "H800", "H1")
                try await scene.follow("E0", tool, to: "RXA-" + number)
                let label = SmallScene.person(0).replacing("H0,", with: "H800,")
                let bag = try scene.bag("BE1", .init(name: "E1", picture: 11, exam: "X", label: label))
                #expect(try await tool("intake", bag).status == 0)
                try await tool.run()
                guard isOwn else {
                    #expect(try await scene.state("E1", tool) == "held IDENTITY_CONFLICT")
                    #expect(try await scene.state("E0", tool) == "held READ_BACK_DIFFERS")
                    return
                }
                #expect(try await scene.state("E1", tool) == "verified")
                let (first, late) = try await (scene.tags("E0", tool), scene.tags("E1", tool))
                #expect(first?["StudyInstanceUID"] == late?["StudyInstanceUID"])
                #expect(late?["PatientID"] == "RXA-H800")
            }
        }
    }

    /// An index of three, with their hospital numbers and who is merged into whom.
    private static func load(
        _ scene: SmallScene, _ tool: Tool, _ name: String, _ rows: [(number: String, merged: String)]
    ) async throws {
        let lines = rows.enumerated().map { place, row in
            let person = SmallScene.person(place).replacing("H\(place),", with: row.number + ",")
            return "P\(place),RXA,\(person),\(row.merged)"
        }
        let index = try scene.index(name, lines.joined(separator: "\n"))
        #expect(try await tool("index", "import", index, "--allow-reused", "1").status == 0)
    }

    @Test("to a number that was another's, under whom nothing was ever written, have only followed")
    func inherited() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await scene.workspace("inherited")
            try await Self.load(scene, tool, "three", [("H0", ""), ("H1", ""), ("H7", "")])
            try await tool.run()
            try await Self.load(scene, tool, "passed", [("H0", ""), ("H7", ""), ("H8", "")])
            try await scene.follow("F1", tool, to: "RXA-H7")
            #expect(try await tool("verify", "--all").status == 0)
            try await tool.run()
            #expect(try await scene.state("F1", tool) == "verified")
        }
    }

    @Test("a wrong merge, and have put that right, leave the other person's number to that person")
    func mergeTakenBack() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await scene.workspace("merged")
            try await tool.run()
            try await Self.load(scene, tool, "merge", [("H0", "P1"), ("H1", ""), ("H7", "")])
            try await scene.follow("F0", tool, to: "RXA-H1")
            #expect(try await tool("verify", "--all").status == 0)
            try await Self.load(scene, tool, "apart", [("H0", ""), ("H1", ""), ("H7", "")])
            try await tool.run()
            #expect(try await scene.state("F0", tool).hasPrefix("held"))
            try await scene.follow("F0", tool, to: "RXA-H0")
            #expect(
                try await tool(["review", "accept", "F0", "--person", "P0"] + SmallScene.meant).status == 0)
            try await tool.run()
            #expect(try await scene.state("F0", tool) == "verified")
            let bag = try scene.bag("BG", .init(name: "G", picture: 13, label: SmallScene.person(1)))
            #expect(try await tool("intake", bag).status == 0)
            try await tool.run()
            #expect(try await scene.state("G", tool) == "verified")
            #expect(try await scene.tags("G", tool)?["PatientID"] == "RXA-H1")
        }
    }

    @Test("get no film of an examination while its keeper is asked to put it under another number")
    func underWay() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await Self.followed(scene, "moving")
            try await Self.load(scene, tool, "lost", "H900", "H800")
            #expect(try await tool("review", "accept", "E0", "--person", "P0").status == 0)
            try await tool.run()
            #expect(try await scene.state("E0", tool) == "held READ_BACK_DIFFERS")
            let label = SmallScene.person(0).replacing("H0,", with: "H900,")
            let bag = try scene.bag("BE2", .init(name: "E2", picture: 12, exam: "X", label: label))
            #expect(try await tool("intake", bag).status == 0)
            try await tool.run()
            let shown = try await tool("film", "show", "E2").output
            let waiting = try await scene.state("E2", tool)
            #expect(waiting == "held PATIENT_ID_SHARED", "\(waiting) \(shown)")
            try await scene.follow("E0", tool, to: "RXA-H900")
            #expect(try await tool("review", "accept", "E0").status == 0)
            try await tool.run()
            #expect(try await tool("film", "retry", "E2").status == 0)
            try await tool.run()
            let (first, late) = try await (scene.tags("E0", tool), scene.tags("E2", tool))
            #expect(first?["StudyInstanceUID"] == late?["StudyInstanceUID"])
            #expect(first?["PatientID"] == "RXA-H900" && late?["PatientID"] == "RXA-H900")
        }
    }

    @Test("hold what they have there once it is another person's: by the import, and by the run after a kill")
    func lost() async throws {
        for isKilled in [false, true] {
            let scene = try await SmallScene(films: 2)
            try await scene.closing {
                let tool = try await Self.followed(scene, "lost")
                if isKilled {
                    let index = try scene.index(
                        "lost", "P0,RXA,\(SmallScene.person(0).replacing("H0,", with: "H900,")),",
                        "P1,RXA,\(SmallScene.person(1).replacing("H1,", with: "H800,")),")
                    _ = try await Workspace(at: tool.workspace).open().persons.importFile(at: index)
                    #expect(try await scene.state("E0", tool) == "verified")
                    try await tool.run()
                } else {
                    let answer = try await Self.load(scene, tool, "lost", "H900", "H800")
                    #expect(
                        answer.errors.contains("1 film held: an archive has followed"), "\(answer.errors)")
                }
                #expect(try await scene.state("E0", tool) == "held PATIENT_ID_SHARED")
                #expect(try await scene.state("F0", tool) == "verified")
                // Neither of them gets it for a new film; of the examination none goes there under it.
                let label = SmallScene.person(1).replacing("H1,", with: "H800,")
                let bag = try scene.bag("BG", .init(name: "G", picture: 12, label: label))
                #expect(try await tool("intake", bag).status == 0)
                try await Self.film("E1", 11, scene, tool)
                #expect(try await scene.state("G", tool) == "held PATIENT_ID_SHARED")
                #expect(try await scene.state("E1", tool).hasPrefix("held"))
                // The keeper has moved it to the patient's own number: a person's word, and the archive's, end it.
                try await scene.follow("E0", tool, to: "RXA-H900")
                #expect(try await tool("review", "accept", "E0", "--person", "P0").status == 0)
                try await tool.run()
                #expect(try await scene.state("E0", tool) == "verified")
                let accept = ["review", "accept", "E1", "--person", "P0"] + SmallScene.meant
                #expect(try await tool(accept).status == 0)
                try await tool.run()
                if try await scene.state("E1", tool) != "verified" {
                    #expect(try await tool(accept).status == 0)
                    try await tool.run()
                }
                #expect(try await scene.state("E1", tool) == "verified")
                #expect(try await scene.tags("E1", tool)?["PatientID"] == "RXA-H900")
                #expect(try await tool("doctor").status == 0)
            }
        }
    }
}
