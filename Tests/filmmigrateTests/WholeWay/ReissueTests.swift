import Foundation
import Testing

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
            #expect(try await tool(accept).output.contains("have this one removed"))
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
}
