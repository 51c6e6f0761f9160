import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("One picture under two persons holds both films until a person has decided", .serialized)
struct ConflictTests {
    @Test("the one that came first is held too, though it was verified, and goes on once it is accepted")
    func both() async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("both")
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await tool("intake", try Self.secondBag(scene)).status == 0)
            #expect(try await tool("run", "--until-idle").status == 2)
            for (film, other) in [("F0", "G0"), ("G0", "F0")] {
                let shown = try await tool("film", "show", film, "--json").json()
                let reason = try #require(shown["reason"] as? [String: Any])
                #expect(shown["state"] as? String == "held")
                #expect(reason["code"] as? String == "IDENTITY_CONFLICT")
                let message = try #require(reason["message"] as? String)
                #expect(message.contains("/\(other),") && message.contains("hospital_number, family_name"))
                #expect(!message.contains("bourne"))
            }
            // Neither lets its paper film go.
            #expect(try await Self.outcomes(tool, "B1") == ["held", "verified"])
            #expect(try await Self.outcomes(tool, "B2") == ["held"])
            // Whoever decides that the first is right has it back; the second does not pull it down again.
            // Nobody lets it go on without saying whose it is.
            for command in [["review", "accept"], ["film", "release"], ["film", "retry"]] {
                let refused = try await tool(command + ["F0"])
                #expect(refused.status == 64 && refused.errors.contains("--person"))
            }
            let group = try await tool("errors", "--retry", "IDENTITY_CONFLICT", "--json").json()
            #expect(group["corrected"] as? Int == 1)
            #expect(try await tool("run", "--until-idle").status == 2)
            #expect(
                try await tool("review", "accept", "F0", "--person", "P0", "--reason", "jacket seen").status
                    == 0)
            // The very same picture is no two persons', whatever is said.
            let twin = try await tool(["review", "assign", "G0", "--person", "P1"] + Self.meant)
            #expect(twin.status == 64 && twin.errors.contains("--person P0"))
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.outcomes(tool, "B1") == ["verified", "verified"])
            #expect(try await Self.outcomes(tool, "B2") == ["held"])
            #expect(try await tool(["review", "assign", "G0", "--person", "P0"] + Self.meant).status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.outcomes(tool, "B2") == ["duplicate"])
            #expect(try await scene.primary.instances().count == 2)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test(
        "no duplicate, no other hold and nothing undone gets a film past a conflict that nobody has decided")
    func past() async throws {
        let scene = try await SmallScene(films: 4)
        do {
            let tool = try await scene.workspace("past")
            func state(_ film: String) async throws -> String {
                let shown = try await tool("film", "show", film, "--json").json()
                let reason = shown["reason"] as? [String: Any]
                return [shown["state"] as? String, reason?["code"] as? String].compactMap(\.self)
                    .joined(separator: " ")
            }
            func run() async throws {
                #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            }
            // F0 and F2 are verified, F0 has a duplicate, and an operator holds F2.
            #expect(try await tool("intake", try Self.bag(scene, "B2", "D0", file: 0, person: 0)).status == 0)
            try await run()
            #expect(try await state("D0") == "duplicate DUP_EXACT")
            #expect(try await tool("film", "hold", "F2", "--reason", "look").status == 0)
            // The same pictures come as another person's.
            #expect(try await tool("intake", try Self.bag(scene, "B3", "E0", file: 0, person: 1)).status == 0)
            #expect(try await tool("intake", try Self.bag(scene, "B4", "E2", file: 2, person: 3)).status == 0)
            try await run()
            for film in ["F0", "E0", "F2", "E2"] {
                #expect(try await state(film) == "held IDENTITY_CONFLICT", "\(film)")
            }
            #expect(try await tool("film", "release", "F2").status == 64)
            // The duplicate is no way round.
            #expect([0, 64].contains(try await tool("film", "release", "D0").status))
            try await run()
            #expect(try await state("D0") != "verified")
            // A decision that was taken back has said nothing.
            let accept = ["review", "accept", "E2", "--person", "P3"] + Self.meant
            if try await tool(accept).status == 0 {
                #expect(try await tool("review", "undo", "E2").status == 0)
                #expect([0, 64].contains(try await tool("film", "retry", "E2").status))
                try await run()
            }
            #expect(try await state("E2") == "held IDENTITY_CONFLICT")
            // The original's own person ends it; and the duplicate was released to stand for itself.
            #expect(try await tool(["review", "accept", "F0", "--person", "P0"]).status == 0)
            #expect(try await tool("review", "reject", "E0").status == 0)
            if try await state("D0").hasPrefix("held") {
                #expect(try await tool(["review", "accept", "D0", "--person", "P0"]).status == 0)
            }
            try await run()
            #expect(try await state("F0") == "verified")
            #expect(try await state("D0") == "verified")
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    static let meant = ["--against-evidence", "--reason", "jacket seen"]

    private static func outcomes(_ tool: Tool, _ batch: String) async throws -> [String] {
        let films = try await tool("receipt", batch, "--json").json()["films"] as? [[String: Any]] ?? []
        return films.compactMap { $0["outcome"] as? String }
    }

    /// A bag with the first film's very file under the second film's label.
    private static func secondBag(_ scene: SmallScene) throws -> String {
        try bag(scene, "B2", "G0", file: 0, person: 1)
    }

    /// A bag with one film: the very file of one of the scene's films under the label of one of its persons.
    static func bag(
        _ scene: SmallScene, _ number: String, _ film: String, file: Int, person: Int
    ) throws -> String {
        let bag = scene.folder.path + "/" + number
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: scene.folder.path + "/bag/data/F\(file).tif", toPath: "\(bag)/data/\(film).tif")
        let table = """
            film_id,image,exam_date,modality,body_part,hospital_number,family_name,given_name,birth_date,sex
            \(film),\(film).tif,1999-05-04,RG,CHEST,\(SmallScene.person(person))

            """
        try Data(table.utf8).write(to: URL(filePath: bag + "/data/films.csv"))
        try BagWriter(
            folder: bag, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", number),
                ("Filmmigrate-Trust", "RXA"),
            ]
        ).seal()
        return bag
    }
}
