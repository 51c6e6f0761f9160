import Foundation
import Testing

@testable import Community
@testable import filmmigrate

/// Decisions that are given up, taken back or withdrawn leave films where no comparison on their way sees them.
@Suite(
    "Whatever was decided in whatever order, one picture is verified once, and as one person's", .serialized)
struct LastLookTests {
    @Test("a rejection that is taken back brings no film past the person who has the picture by now")
    func rejectionTakenBack() async throws {
        try await scene { tool, scene, state in
            try await Self.reject(tool)
            try await Self.takeIn(tool, scene, "B2", "G0", person: 1)
            #expect(try await state("G0") == "held IDENTITY_CONFLICT")
            #expect(
                try await tool(["review", "accept", "G0", "--person", "P1"] + ConflictTests.meant).status == 0
            )
            try await Self.run(tool)
            #expect(try await state("G0") == "verified")
            #expect(try await tool("review", "undo", "F0").status == 0)
            #expect([0, 64].contains(try await tool("film", "release", "F0").status))
            try await Self.run(tool)
            #expect(try await state("F0") == "held IDENTITY_CONFLICT")
            #expect(try await state("G0") == "verified")
        }
    }

    @Test("a correction that is withdrawn asks again whose what was its duplicate meanwhile is")
    func correctionWithdrawn() async throws {
        try await scene { tool, scene, state in
            #expect(
                try await tool(["review", "assign", "F0", "--person", "P1"] + ConflictTests.meant).status == 0
            )
            try await Self.takeIn(tool, scene, "B2", "G0", person: 1)
            #expect(try await state("G0") == "duplicate DUP_EXACT")
            #expect(try await tool("review", "accept", "F0", "--reason", "a slip").status == 0)
            try await Self.run(tool)
            #expect(try await state("G0") == "held IDENTITY_CONFLICT")
            #expect(try await state("F0") != "verified")
        }
    }

    @Test("a film that archives have does not become a second one of the person who has the picture")
    func secondOfOne() async throws {
        try await scene { tool, scene, state in
            try await Self.reject(tool)
            try await Self.takeIn(tool, scene, "B2", "G0", person: 1)
            #expect(
                try await tool(["review", "accept", "G0", "--person", "P1"] + ConflictTests.meant).status == 0
            )
            try await Self.run(tool)
            #expect(try await tool("review", "undo", "F0").status == 0)
            let refused = try await tool(["review", "accept", "F0", "--person", "P1"] + ConflictTests.meant)
            #expect(refused.status == 64 && refused.errors.contains("review reject"), "\(refused.errors)")
            try await Self.run(tool)
            #expect(try await state("F0") != "verified")
        }
    }

    @Test("a duplicate is whose its original is: its bytes become nobody else's beside it")
    func duplicateOfAnother() async throws {
        try await scene { tool, scene, state in
            try await Self.takeIn(tool, scene, "B2", "D0", person: 0)
            #expect(try await state("D0") == "duplicate DUP_EXACT")
            try await Self.takeIn(tool, scene, "B3", "G0", person: 1)
            #expect(try await state("G0") == "held IDENTITY_CONFLICT")
            let refused = try await tool(["review", "accept", "G0", "--person", "P1"] + ConflictTests.meant)
            #expect(refused.status == 64 && refused.errors.contains("F0"), "\(refused.errors)")
        }
    }

    @Test("what the keeper has removed is not sent again as one person's while it is verified as another's")
    func removed() async throws {
        try await scene { tool, scene, state in
            try await Self.reject(tool)
            try await scene.remove("F0", tool)
            #expect(try await scene.primary.instances().count == 1)
            try await Self.takeIn(tool, scene, "B2", "G0", person: 1)
            if try await state("G0") != "verified" {
                let accept = ["review", "accept", "G0", "--person", "P1"] + ConflictTests.meant
                #expect(try await tool(accept).status == 0)
                try await Self.run(tool)
            }
            #expect(try await state("G0") == "verified")
            #expect(try await tool("review", "undo", "F0").status == 0)
            #expect([0, 64].contains(try await tool("film", "release", "F0").status))
            try await Self.run(tool)
            #expect(try await state("F0") == "held IDENTITY_CONFLICT")
            #expect(try await scene.primary.instances().count == 2)
        }
    }

    @Test("two films of one picture that are both the wrong person's are corrected one after the other")
    func fellows() async throws {
        try await scene { tool, scene, state in
            try await Self.takeIn(tool, scene, "B2", "D0", person: 0)
            #expect(try await tool("film", "release", "D0").status == 0)
            try await Self.run(tool)
            #expect(try await state("D0") == "verified")
            for film in ["F0", "D0"] {
                let assign = ["review", "assign", film, "--person", "P1"] + ConflictTests.meant
                let answer = try await tool(assign)
                #expect(answer.status == 0 && answer.output.contains("correction noted"), "\(answer.errors)")
                #expect(try await state("D0") == "held IDENTITY_CONFLICT")
            }
        }
    }

    @Test("a rejection that is taken back keeps the other film's paper again")
    func paper() async throws {
        try await scene { tool, scene, state in
            try await Self.takeIn(tool, scene, "B2", "G0", person: 1)
            #expect(try await tool("review", "accept", "F0", "--person", "P0").status == 0)
            try await Self.run(tool)
            func isReleased() async throws -> Bool? {
                try await tool("film", "show", "F0", "--json").json()["may_be_released"] as? Bool
            }
            #expect(try await isReleased() == false)
            #expect(try await tool("review", "reject", "G0", "--reason", "wrong").status == 0)
            #expect(try await isReleased() == true)
            #expect(try await tool("review", "undo", "G0").status == 0)
            #expect(try await isReleased() == false)
        }
    }

    @Test(
        "what was delivered twice under another's label is not the person's whose the first scan is said to be"
    )
    func secondDelivery() async throws {
        try await scene { tool, scene, state in
            // P1 has P0's number by now: what comes with it waits, and was never sent.
            let label = SmallScene.person(1).replacing("H1,", with: "H0,")
            let index = try scene.index(
                "passed", "P0,RXA,\(SmallScene.person(0).replacing("H0,", with: "H800,")),",
                "P1,RXA,\(label),")
            #expect(try await tool("index", "import", index, "--allow-reused", "1").status == 0)
            for name in ["G0", "D0"] {
                let bag = try scene.bag("B" + name, .init(name: name, picture: 11, label: label))
                #expect(try await tool("intake", bag).status == 0)
                try await Self.run(tool)
            }
            #expect(try await state("G0") == "held PATIENT_ID_SHARED")
            #expect(try await state("D0") == "duplicate DUP_EXACT")
            let accept = ["review", "accept", "G0", "--person", "P0"] + ConflictTests.meant
            #expect(try await tool(accept).status == 0)
            #expect(try await tool("review", "undo", "G0").status == 0)
            try await Self.run(tool)
            #expect(try await state("D0") == "duplicate DUP_EXACT")
            #expect(try await tool(accept).status == 0)
            try await Self.run(tool)
            #expect(try await state("D0") == "held IDENTITY_CONFLICT")
        }
    }

    /// F0 is stopped and rejected; the archive keeps it.
    private static func reject(_ tool: Tool) async throws {
        #expect(try await tool("film", "hold", "F0", "--reason", "look").status == 0)
        #expect(try await tool("review", "reject", "F0", "--reason", "wrong").status == 0)
    }

    private static func run(_ tool: Tool) async throws {
        #expect([0, 2].contains(try await tool("run", "--until-idle").status))
    }

    private static func takeIn(
        _ tool: Tool, _ scene: SmallScene, _ number: String, _ film: String, person: Int
    ) async throws {
        let bag = try ConflictTests.bag(scene, number, film, file: 0, person: person)
        #expect(try await tool("intake", bag).status == 0)
        try await run(tool)
    }

    /// A workspace with F0 and F1 verified, and a way to ask how a film stands.
    private func scene(
        _ body: (Tool, SmallScene, (String) async throws -> String) async throws -> Void
    ) async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("last")
            #expect(try await tool("run", "--until-idle").status == 0)
            try await body(tool, scene) { film in
                let shown = try await tool("film", "show", film, "--json").json()
                let reason = shown["reason"] as? [String: Any]
                return [shown["state"] as? String, reason?["code"] as? String].compactMap(\.self)
                    .joined(separator: " ")
            }
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }
}
