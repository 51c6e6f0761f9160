import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Films that archives have, and that must be something else there",
    .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(5)))
struct ReissueTests {
    @Test(
        "a corrected film of an examination that stays the earlier patient's becomes one of its own, once it is removed"
    )
    func apart() async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("apart")
            func run() async throws {
                #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            }
            let label = SmallScene.person(0)
            #expect(
                try await tool(
                    "intake",
                    try scene.bag(
                        "B2", .init(name: "E0", picture: 10, exam: "X", label: label),
                        .init(name: "E1", picture: 11, exam: "X", label: label))
                ).status == 0)
            try await run()
            let (old, sibling) = (try await scene.tags("E0", tool), try await scene.tags("E1", tool))
            #expect(old?["StudyInstanceUID"] == sibling?["StudyInstanceUID"])
            let accept = ["review", "accept", "E0", "--person", "P1"] + SmallScene.meant
            let noted = try await tool(accept).output
            for words in ["have this one removed", "keeper of each archive", "PACS", "sent anew", "verified"]
            {
                #expect(noted.contains(words), "\(noted)")
            }
            // Said to be put right while the archive still has it: the hold says where.
            #expect(try await tool(accept).status == 0)
            try await run()
            #expect(try await scene.state("E0", tool) == "held IDENTITY_CONFLICT")
            let held = try await tool("review", "list").output
            #expect(held.contains("primary still has this one"), "\(held)")
            try await scene.remove("E0", tool)
            #expect(try await tool(accept).status == 0)
            try await run()
            #expect(try await scene.state("E0", tool) == "verified")
            let own = try await scene.tags("E0", tool)
            #expect(own?["PatientID"] == "RXA-H1")
            #expect(own?["SOPInstanceUID"] != old?["SOPInstanceUID"])
            #expect(own?["StudyInstanceUID"] != old?["StudyInstanceUID"])
            #expect(try await scene.state("E1", tool) == "verified")
            // A film of the examination that comes later is not in conflict with it.
            #expect(
                try await tool(
                    "intake", try scene.bag("B3", .init(name: "E2", picture: 12, exam: "X", label: label))
                ).status == 0)
            try await run()
            #expect(try await scene.state("E2", tool) == "verified")
            #expect(try await tool("verify", "--all").status == 0)
            #expect(try await tool("doctor").status == 0)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test("a film whose Patient ID is another person's by now is not brought to an archive that never had it")
    func passedOn() async throws {
        let scene = try await SmallScene(films: 2)
        let copy = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
        do {
            let tool = try await scene.workspace("passed")
            func run() async throws {
                #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            }
            try await run()
            // P0's hospital number is P1's from now on.
            let index = try scene.index(
                "passed", "P0,RXA,\(SmallScene.person(0).replacing("H0,", with: "H800,")),",
                "P1,RXA,\(SmallScene.person(1).replacing("H1,", with: "H0,")),")
            #expect(try await tool("index", "import", index).status == 0)
            let address = "\(copy.aeTitle)@127.0.0.1:\(copy.dicomPort)"
            #expect(try await tool("archive", "add", "copy", address, "--role", "second-copy").status == 0)
            try await run()
            #expect(try await scene.state("F0", tool) == "held PATIENT_ID_SHARED")
            #expect(try await scene.tags("F0", tool, in: copy) == nil)
            #expect(try await scene.tags("F1", tool, in: copy) != nil)
            // Nothing is wrong with the archives.
            let archives = try await tool("archive", "list").output
            #expect(!archives.contains("paused"), "\(archives)")
            #expect(try await tool("film", "retry", "F0").status == 64)
            // A person's word has it under a number of the patient's own; the primary's keeper has to follow.
            #expect(try await tool("review", "accept", "F0", "--person", "P0").status == 0)
            try await run()
            #expect(try await scene.state("F0", tool) == "held READ_BACK_DIFFERS")
            try await scene.remove("F0", tool)
            #expect(try await tool("review", "accept", "F0").status == 0)
            try await run()
            #expect(try await scene.state("F0", tool) == "verified")
            for archive in [scene.primary, copy] {
                #expect(try await scene.tags("F0", tool, in: archive)?["PatientID"] == "RXA-H800")
            }
        } catch {
            await copy.stop()
            await scene.primary.stop()
            throw error
        }
        await copy.stop()
        await scene.primary.stop()
    }

    @Test(
        "the rest of an examination under a number that is another's by now is held with the one that is decided on"
    )
    func siblings() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await scene.workspace("siblings")
            let label = SmallScene.person(0)
            let bag = try scene.bag(
                "B2", .init(name: "E0", picture: 10, exam: "X", label: label),
                .init(name: "E1", picture: 11, exam: "X", label: label),
                .init(name: "E2", picture: 12, exam: "X", label: label))
            #expect(try await tool("intake", bag).status == 0)
            try await tool.run()
            // P0's hospital number is P1's from now on.
            let index = try scene.index(
                "passed", "P0,RXA,\(SmallScene.person(0).replacing("H0,", with: "H800,")),",
                "P1,RXA,\(SmallScene.person(1).replacing("H1,", with: "H0,")),")
            #expect(try await tool("index", "import", index).status == 0)
            let accept = ["review", "accept", "E0", "--person", "P1"] + SmallScene.meant
            #expect(try await tool(accept).status == 0)
            for film in ["E1", "E2"] {
                #expect(try await scene.state(film, tool) == "held PATIENT_ID_SHARED")
            }
            #expect(try await scene.state("F0", tool) == "verified")
            // As the same person's they get a number of his own together; the archive's keeper follows.
            for film in ["E0", "E1", "E2"] { try await scene.remove(film, tool) }
            #expect(try await tool(accept).status == 0)
            for film in ["E1", "E2"] {
                #expect(try await tool("review", "accept", film, "--person", "P0").status == 0)
            }
            try await tool.run()
            let tags = try await (
                scene.tags("E0", tool), scene.tags("E1", tool), scene.tags("E2", tool)
            )
            for film in ["E0", "E1", "E2"] { #expect(try await scene.state(film, tool) == "verified") }
            #expect(tags.1?["PatientID"] == "RXA-H800" && tags.2?["PatientID"] == "RXA-H800")
            #expect(tags.0?["StudyInstanceUID"] != tags.1?["StudyInstanceUID"])
            #expect(tags.0?["StudyInstanceUID"] != tags.2?["StudyInstanceUID"])
            #expect(tags.0?["PatientID"]?.hasPrefix("MPI-") == true)
            #expect(try await tool("doctor").status == 0)
        }
    }

    @Test(
        "a new film of the person whose another one is, by a word that no archive has heard yet, is not of its study"
    )
    func unsettled() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await scene.workspace("unsettled")
            func film(_ name: String, _ picture: Int, _ person: Int) async throws {
                let bag = try scene.bag(
                    "B" + name,
                    .init(name: name, picture: picture, exam: "X", label: SmallScene.person(person)))
                #expect(try await tool("intake", bag).status == 0)
                try await tool.run()
            }
            try await film("E0", 10, 0)
            let accept = ["review", "accept", "E0", "--person", "P1"] + SmallScene.meant
            #expect(try await tool(accept).status == 0)
            // Noted, and then said to be put right, while the archive still has the earlier patient.
            try await film("E1", 11, 1)
            #expect(try await scene.state("E1", tool) == "held IDENTITY_CONFLICT")
            #expect(try await tool(accept).status == 0)
            try await tool.run()
            #expect(try await scene.state("E0", tool) == "held READ_BACK_DIFFERS")
            try await film("E2", 12, 1)
            #expect(try await scene.state("E2", tool) == "held IDENTITY_CONFLICT")
            #expect(try await scene.tags("E2", tool) == nil)
            // A person's word ends it either way: apart, or, once the archive is right, with the other.
            #expect(try await tool("review", "accept", "E1", "--person", "P1").status == 0)
            try await tool.run()
            #expect(try await scene.state("E1", tool) == "verified")
            try await scene.remove("E0", tool)
            #expect(try await tool("review", "accept", "E0").status == 0)
            try await tool.run()
            #expect(try await scene.state("E0", tool) == "verified")
            #expect(try await tool("review", "accept", "E2", "--person", "P1").status == 0)
            try await tool.run()
            #expect(try await scene.state("E2", tool) == "verified")
            let studies = try await ["E0", "E1", "E2"].asyncMap {
                try await scene.tags($0, tool)?["StudyInstanceUID"]
            }
            #expect(studies[0] == studies[2] && studies[0] != studies[1])
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
