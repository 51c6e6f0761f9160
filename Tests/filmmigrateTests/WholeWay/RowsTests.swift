import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "Rows speak too: what contradicts another row of one picture waits for a person",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(8)))
struct RowsTests {
    private typealias Row = SmallScene.Row

    @Test(
        "right and left of one picture never pass both, and the original's paper is kept until it is decided")
    func sides() async throws {
        let scene = try await SmallScene(films: 1)
        try await scene.closing {
            let tool = try await scene.workspace("sides")
            let bag = try scene.bag(
                "B2", [Row(film: "R", side: "R"), Row(film: "L", side: "L"), Row(film: "S", side: "R")])
            try await tool.run()
            #expect(try await tool.line("B1", "F0")["may_be_released"] as? Bool == true)
            #expect(try await tool("intake", bag).status == 0)
            try await tool.run()
            #expect(try await tool.state("R") == "duplicate DUP_EXACT")
            #expect(try await tool.state("L") == "held DUP_ROW_DIFFERS")
            #expect(try await tool.state("S") == "duplicate DUP_EXACT")
            let asked = try await tool.line("B2", "L")["message"] as? String
            #expect(asked?.contains("B2/R") == true && asked?.contains("wrong scan attached") == true)
            // Either row may be the wrong one: the original's paper stays, and its bureau is asked, too.
            let kept = try await tool.line("B1", "F0")
            #expect(kept["may_be_released"] as? Bool == false)
            #expect(kept["paper_kept_for"] as? [String] == ["DUP_ROW_DIFFERS"])
            let message = kept["message"] as? String
            #expect(message?.contains("B2/L") == true && message?.contains("wrong scan attached") == true)
            let shown = try await tool("film", "show", "F0", "--json").json()
            #expect(shown["may_be_released"] as? Bool == false)
            #expect(try await tool("film", "show", "F0").output.contains("paper film is kept"))
            // Accepted, both rows mean one film, and stay so whichever of them is the original.
            #expect(try await tool("review", "accept", "L").status == 0)
            try await tool.run()
            #expect(try await tool.state("L") == "duplicate DUP_EXACT")
            #expect(try await tool.line("B1", "F0")["may_be_released"] as? Bool == true)
            #expect(try await tool("film", "hold", "F0", "--reason", "look").status == 0)
            let rejected = try await tool("review", "reject", "F0")
            #expect(rejected.output.contains("archive primary has its instance"))
            try await tool.run()
            #expect(try await tool("film", "retry", "F0").status == 0)
            try await tool.run()
            for film in ["F0", "R", "L", "S"] {
                #expect(["verified", "duplicate DUP_EXACT"].contains(try await tool.state(film)), "\(film)")
            }
            #expect(try await Workspace(at: tool.workspace).open().ledger.breaches().isEmpty)
        }
    }

    @Test(
        "a duplicate that was released is a duplicate again once that is undone, and leads to what is verified"
    )
    func undoneRelease() async throws {
        let scene = try await SmallScene(films: 1)
        try await scene.closing {
            let tool = try await scene.workspace("undone")
            #expect(try await tool("intake", try scene.bag("B2", [Row(film: "D")])).status == 0)
            try await tool.run()
            #expect(try await tool.state("D") == "duplicate DUP_EXACT")
            #expect(try await tool("film", "release", "D").status == 0)
            let undone = try await tool("review", "undo", "D")
            #expect(undone.status == 0 && undone.output.contains("duplicate again"))
            #expect(try await tool.state("D") == "duplicate DUP_EXACT")
            #expect(
                try await tool("film", "show", "D", "--json").json()["duplicate_of"] as? String == "B1/F0")
            #expect(try await tool.line("B2", "D")["may_be_released"] as? Bool == false)
            try await tool.run()
            #expect(try await tool.state("D") == "duplicate DUP_EXACT")
            #expect(try await Workspace(at: tool.workspace).open().ledger.breaches().isEmpty)
        }
    }

    @Test("an accepted row that was a duplicate waits again once that is undone")
    func undoneAccept() async throws {
        let scene = try await SmallScene(films: 1)
        try await scene.closing {
            let tool = try await scene.workspace("accept")
            let bag = try scene.bag("B2", [Row(film: "R", side: "R"), Row(film: "L", side: "L")])
            #expect(try await tool("intake", bag).status == 0)
            try await tool.run()
            #expect(try await tool("review", "accept", "L").status == 0)
            try await tool.run()
            #expect(try await tool.state("L") == "duplicate DUP_EXACT")
            #expect(try await tool("review", "undo", "L").status == 0)
            #expect(try await tool.state("L") == "held DUP_ROW_DIFFERS")
            #expect(try await tool("film", "retry", "L").status == 0)
            try await tool.run()
            #expect(try await tool.state("L") == "held DUP_ROW_DIFFERS")
        }
    }

    @Test("a film that was rejected though an archive has it is named until its keeper has seen to it")
    func rejectedInArchive() async throws {
        let scene = try await SmallScene(films: 1)
        try await scene.closing {
            let tool = try await scene.workspace("rejected")
            try await tool.run()
            #expect(try await tool("film", "hold", "F0", "--reason", "look").status == 0)
            let rejected = try await tool("review", "reject", "F0", "--reason", "wrong patient")
            #expect(rejected.output.contains("keeper deletes it"))
            func named() async throws -> (doctor: Bool, shown: [String]?) {
                let doctor = try await tool("doctor").output.contains("an archive has the instance")
                let shown = try await tool("film", "show", "F0", "--json").json()
                return (doctor, shown["still_in"] as? [String])
            }
            #expect(try await named() == (true, ["primary"]))
            #expect(try await tool("film", "looked", "F0", "--reason", "deleted").status == 0)
            #expect(try await named() == (false, []))
        }
    }

    @Test("two people's decisions that contradict each other hold both films, and the later one ends it")
    func twoReviewers() async throws {
        let scene = try await SmallScene(films: 2)
        try await scene.closing {
            let tool = try await scene.workspace("two")
            // Nobody knows either film's patient by its label: each is decided on by another reviewer.
            let unknown = try scene.bag(
                "B2", [Row(film: "X", person: 90), Row(film: "Y", person: 91)])
            #expect(try await tool("batch", "pause", "B1").status == 0)
            #expect(try await tool("intake", unknown).status == 0)
            try await tool.run()
            for film in ["X", "Y"] { #expect(try await tool.state(film).hasPrefix("held PATIENT")) }
            let meant = ["--against-evidence", "--reason", "jacket seen"]
            #expect(try await tool(["review", "accept", "X", "--person", "P0"] + meant).status == 0)
            #expect(try await tool(["review", "accept", "Y", "--person", "P1"] + meant).status == 0)
            try await tool.run()
            for film in ["X", "Y"] { #expect(try await tool.state(film) == "held IDENTITY_CONFLICT") }
            // Whoever only asks again gets no further.
            for film in ["X", "Y"] {
                #expect([0, 64, 65].contains(try await tool("film", "retry", film).status))
                try await tool.run()
                #expect(try await tool.state(film) == "held IDENTITY_CONFLICT", "\(film)")
            }
            // The one whose word is the last decides; the other film waits for a person who agrees.
            let first = try await tool(["review", "accept", "X", "--person", "P0"] + meant)
            #expect(first.status == 0, "\(first.errors)")
            try await tool.run()
            if try await tool.state("X") != "verified" {
                #expect(try await tool(["review", "accept", "X", "--person", "P0"] + meant).status == 0)
                try await tool.run()
            }
            #expect(try await tool.state("X") == "verified")
            #expect(try await tool.state("Y") == "held IDENTITY_CONFLICT")
        }
    }
}
