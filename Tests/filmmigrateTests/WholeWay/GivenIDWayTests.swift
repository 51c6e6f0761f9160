import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "Films of an id that the hospital gives to another human", .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(5)))
struct GivenIDWayTests {
    @Test(
        "those of before stay the earlier human's, and those of now go nowhere near them, until the id is his again"
    )
    func whole() async throws {
        let scene = try await SmallScene(films: 1)
        do {
            try await Self.live(scene)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    private static func live(_ scene: SmallScene) async throws {
        let tool = try await scene.workspace("given")
        func run() async throws { #expect([0, 2].contains(try await tool("run", "--until-idle").status)) }
        func take(_ films: SmallScene.BagFilm, _ bag: String) async throws {
            #expect(try await tool("intake", try scene.bag(bag, films)).status == 0)
        }
        let (mary, zara) = (SmallScene.person(0), "H900,Zimmer,Zara,1911-11-11,F")
        try await take(.init(name: "E0", picture: 10, exam: "X", label: mary), "B2")
        try await take(.init(name: "R0", picture: 11, label: ",Nobodyknown,,,"), "B3")
        try await run()
        #expect(try await scene.state("R0", tool).hasPrefix("held"))
        #expect(try await tool(["review", "accept", "R0", "--person", "P0"] + SmallScene.meant).status == 0)
        // P0 is another human from now on.
        let given = try await tool("index", "import", try scene.index("given", "P0,RXA,\(zara),"), "--json")
        let remarks = try given.json()["remarks"] as? [String: Any]
        #expect((remarks?["counts"] as? [String: Int])?["person_replaced"] == 1)
        #expect(try given.json()["changed_hands"] as? Int == 1)
        #expect(
            try given.json()["moved"] as? [[String: String]]
                == [["person_id": "P0", "earlier_person_id": "P0~1"]])
        try await take(.init(name: "N0", picture: 0, label: zara), "B4")
        try await take(.init(name: "N1", picture: 12, exam: "X", label: zara), "B5")
        try await take(.init(name: "N2", picture: 13, label: zara), "B6")
        try await run()
        // What a reviewer had decided goes out as the human whom he meant.
        for film in ["E0", "R0", "F0"] {
            #expect(try await scene.tags(film, tool)?["PatientID"] == "RXA-H0")
            let ledger = try Workspace(at: tool.workspace).open().ledger
            #expect(try await ledger.film(named: film).person?.text == "P0~1", "\(film)")
        }
        // The picture that came again under the newcomer's label holds both; what else was decided stands.
        for (film, state) in [("E0", "verified"), ("R0", "verified"), ("F0", "held IDENTITY_CONFLICT")] {
            #expect(try await scene.state(film, tool) == state, "\(film)")
        }
        #expect(try await scene.tags("N2", tool)?["PatientID"] == "RXA-H900")
        #expect(try await scene.state("N0", tool) == "held IDENTITY_CONFLICT")
        #expect(try await scene.state("N1", tool) == "held IDENTITY_CONFLICT")
        // Who was meant by the id before is offered, beside whoever has it now.
        let shown = try await tool("review", "show", "F0")
        #expect(shown.output.contains("P0~1 is who was P0"), "\(shown.output)")
        let refused = try await tool("review", "accept", "F0", "--person", "P0")
        #expect(refused.status == 64 && refused.errors.contains("P0~1"), "\(refused.errors)")
        // A reviewer ends both.
        #expect(try await tool("review", "reject", "N0").status == 0)
        #expect(try await tool(["review", "accept", "N1", "--person", "P0"] + SmallScene.meant).status == 0)
        #expect(try await tool("review", "accept", "F0", "--person", "P0~1").status == 0)
        try await run()
        let (own, other) = (try await scene.tags("N1", tool), try await scene.tags("E0", tool))
        #expect(own?["PatientID"] == "RXA-H900" && own?["StudyInstanceUID"] != other?["StudyInstanceUID"])
        #expect(try await tool("verify", "--all").status == 0)
        // The extract was wrong, and the right one follows: he is one person with his films.
        #expect(try await tool("index", "import", scene.folder.path + "/index.csv").status == 0)
        try await take(.init(name: "E1", picture: 14, exam: "X", label: mary), "B7")
        try await run()
        let later = try await scene.tags("E1", tool)
        #expect(later?["PatientID"] == "RXA-H0" && later?["StudyInstanceUID"] == other?["StudyInstanceUID"])
        #expect(try await tool("verify", "--all").status == 0)
        #expect(try await tool("doctor").status == 0)
    }
}
