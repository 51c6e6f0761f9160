import Foundation
import Testing

@testable import Community
@testable import filmmigrate

/// The archive's keeper has given an examination another number: whatever goes into it goes under that.
@Suite(
    "What goes into an examination goes under the number that the archive has it under",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(5)))
struct LateFilmTests {
    /// Two films of P0's examination X, which the index has as H800's from now on.
    private static func renumbered(
        _ scene: SmallScene, _ films: Int = 2, copy: PrivateOrthanc? = nil
    ) async throws -> Tool {
        let address = copy.map { "\($0.aeTitle)@127.0.0.1:\($0.dicomPort)" }
        let tool = try await scene.workspace("late", copy: address)
        for number in 0..<films { try await film(number, scene, tool) }
        try await index(scene, tool, "H800")
        return tool
    }

    private static func film(
        _ number: Int, _ scene: SmallScene, _ tool: Tool, as local: String = "H0"
    ) async throws {
        let label = SmallScene.person(0).replacing("H0,", with: local + ",")
        let film = SmallScene.BagFilm(name: "E\(number)", picture: 10 + number, exam: "X", label: label)
        #expect(try await tool("intake", try scene.bag("BE\(number)", film)).status == 0)
        try await tool.run()
    }

    private static func index(
        _ scene: SmallScene, _ tool: Tool, _ first: String, _ second: String = "H1"
    ) async throws {
        let index = try scene.index(
            first, "P0,RXA,\(SmallScene.person(0).replacing("H0,", with: first + ",")),",
            "P1,RXA,\(SmallScene.person(1).replacing("H1,", with: second + ",")),")
        #expect(try await tool("index", "import", index, "--allow-reused", "1").status == 0)
    }

    /// The Patient IDs under which an archive has films.
    private static func numbers(
        _ films: [String], _ scene: SmallScene, _ tool: Tool, in archive: PrivateOrthanc? = nil
    ) async throws -> Set<String> {
        var numbers: Set<String> = []
        for film in films {
            numbers.insert(try await scene.tags(film, tool, in: archive)?["PatientID"] ?? "none")
        }
        return numbers
    }

    @Test(
        "whatever became of the older films, and whether the archive answers C-FIND or not",
        arguments: ["the oldest is gone", "it is held", "it is rejected"], [true, false])
    func elders(_ fate: String, _ isAnswering: Bool) async throws {
        var options = PrivateOrthanc.Options()
        options.allowFind = isAnswering
        let scene = try await SmallScene(films: 2, options: options)
        try await scene.closing {
            let isGone = fate == "the oldest is gone"
            let tool = try await Self.renumbered(scene, isGone ? 2 : 1)
            if isGone {
                try await scene.remove("E0", tool)
            } else {
                #expect(try await tool("film", "hold", "E0", "--reason", "look").status == 0)
            }
            if fate == "it is rejected" {
                #expect(try await tool("review", "reject", "E0", "--reason", "wrong").status == 0)
            }
            let elder = isGone ? "E1" : "E0"
            try await scene.follow(elder, tool, to: "RXA-H800")
            try await Self.film(2, scene, tool, as: "H800")
            #expect(try await scene.state("E2", tool) == "verified")
            #expect(try await Self.numbers([elder, "E2"], scene, tool) == ["RXA-H800"])
        }
    }

    @Test("in a second copy that was paused, and where a film was lost")
    func brought() async throws {
        let scene = try await SmallScene(films: 2)
        let copy = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
        try await scene.closing {
            do {
                let tool = try await Self.renumbered(scene, copy: copy)
                #expect(try await tool("archive", "pause", "copy").status == 0)
                try await Self.film(2, scene, tool, as: "H800")
                try await scene.remove("E1", tool, from: copy)
                try await scene.follow("E0", tool, in: copy, to: "RXA-H800")
                #expect(try await tool("archive", "resume", "copy").status == 0)
                try await tool.run()
                #expect(try await scene.state("E2", tool) == "verified")
                #expect(try await tool("verify", "E1").status == 2)
                #expect(try await tool("review", "accept", "E1").status == 0)
                try await tool.run()
                #expect(try await scene.state("E1", tool) == "verified")
                let films = ["E0", "E1", "E2"]
                #expect(try await Self.numbers(films, scene, tool, in: copy) == ["RXA-H800"])
                #expect(try await Self.numbers(films, scene, tool) == ["RXA-H0"])
            } catch {
                await copy.stop()
                throw error
            }
            await copy.stop()
        }
    }

    @Test(
        "or waits where it has several, or another person's: the one that shows it, too",
        arguments: [true, false])
    func several(isAnswering: Bool) async throws {
        var options = PrivateOrthanc.Options()
        options.allowFind = isAnswering
        let scene = try await SmallScene(films: 2, options: options)
        try await scene.closing {
            let tool = try await Self.renumbered(scene)
            try await scene.follow("E1", tool, to: "RXA-H800")
            try await Self.film(2, scene, tool, as: "H800")
            #expect(try await scene.state("E2", tool) == "held IDENTITY_CONFLICT")
            #expect(try await tool("film", "show", "E2").output.contains("several of the patient's numbers"))
            try await scene.follow("E1", tool, to: "RXA-H1")
            #expect(try await tool("film", "retry", "E2").status == 0)
            try await tool.run()
            #expect(try await scene.state("E2", tool) == "held IDENTITY_CONFLICT")
            #expect(try await scene.state("E1", tool) == "held READ_BACK_DIFFERS")
            // Both are said to be right, and the archive is not: the late film is not of that study.
            #expect(try await tool("review", "accept", "E1").status == 0)
            #expect(
                try await tool(["review", "accept", "E2", "--person", "P0"] + SmallScene.meant).status == 0)
            try await tool.run()
            #expect(try await scene.state("E1", tool) == "held READ_BACK_DIFFERS")
            let (elder, late) = try await (scene.tags("E1", tool), scene.tags("E2", tool))
            #expect(elder?["StudyInstanceUID"] != late?["StudyInstanceUID"])
        }
    }

    @Test("of one that an archive had followed, and of which it has nothing any more, nothing is kept")
    func nothingLeft() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await Self.renumbered(scene, 1)
            try await scene.follow("E0", tool, to: "RXA-H800")
            #expect(try await tool("verify", "--all").status == 0)
            try await Self.index(scene, tool, "H900", "H800")
            #expect(try await scene.state("E0", tool) == "held PATIENT_ID_SHARED")
            try await scene.remove("E0", tool)
            #expect(try await tool("review", "accept", "E0", "--person", "P0").status == 0)
            try await tool.run()
            let shown = try await tool("film", "show", "E0").output
            #expect(try await scene.state("E0", tool) == "verified", "\(shown)")
            #expect(try await scene.tags("E0", tool)?["PatientID"] != "RXA-H800")
        }
    }

    @Test("waits where the keeper has removed one film of two that are to be under another number")
    func halfRemoved() async throws {
        let scene = try await SmallScene(films: 2)
        let copy = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
        try await scene.closing {
            do { try await Self.halfRemoved(scene, copy) } catch {
                await copy.stop()
                throw error
            }
            await copy.stop()
        }
    }

    private static func halfRemoved(_ scene: SmallScene, _ copy: PrivateOrthanc) async throws {
        let tool = try await scene.workspace("half")
        for number in 0..<2 { try await film(number, scene, tool) }
        try await index(scene, tool, "H800", "H0")
        let address = "\(copy.aeTitle)@127.0.0.1:\(copy.dicomPort)"
        #expect(try await tool("archive", "add", "copy", address, "--role", "second-copy").status == 0)
        try await tool.run()
        for film in ["E0", "E1"] {
            #expect(try await scene.state(film, tool) == "held PATIENT_ID_SHARED")
            #expect(try await tool("review", "accept", film, "--person", "P0").status == 0)
        }
        try await tool.run()
        for film in ["E0", "E1"] {
            #expect(try await scene.state(film, tool) == "held READ_BACK_DIFFERS")
        }
        try await scene.remove("E0", tool)
        #expect(try await tool("review", "accept", "E0").status == 0)
        try await tool.run()
        #expect(try await scene.state("E0", tool) == "held PATIENT_ID_SHARED")
        #expect(try await scene.tags("E0", tool) == nil)
        try await scene.remove("E1", tool)
        #expect(try await tool("review", "accept", "E0", "--person", "P0").status == 0)
        #expect(try await tool("review", "accept", "E1").status == 0)
        try await tool.run()
        for film in ["E0", "E1"] { #expect(try await scene.state(film, tool) == "verified") }
        for archive in [scene.primary, copy] {
            #expect(try await numbers(["E0", "E1"], scene, tool, in: archive) == ["RXA-H800"])
        }
    }
}
