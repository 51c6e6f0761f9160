import Foundation
import Testing

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

    private static let meant = ["--against-evidence", "--reason", "jacket seen"]

    private static func outcomes(_ tool: Tool, _ batch: String) async throws -> [String] {
        let films = try await tool("receipt", batch, "--json").json()["films"] as? [[String: Any]] ?? []
        return films.compactMap { $0["outcome"] as? String }
    }

    /// A bag with the first film's very file under the second film's label.
    private static func secondBag(_ scene: SmallScene) throws -> String {
        let bag = scene.folder.path + "/second"
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: scene.folder.path + "/bag/data/F0.tif", toPath: bag + "/data/G0.tif")
        let table = """
            film_id,image,exam_date,modality,body_part,hospital_number,family_name,given_name,birth_date,sex
            G0,G0.tif,1999-05-04,RG,CHEST,\(SmallScene.person(1))

            """
        try Data(table.utf8).write(to: URL(filePath: bag + "/data/films.csv"))
        try BagWriter(
            folder: bag, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", "B2"),
                ("Filmmigrate-Trust", "RXA"),
            ]
        ).seal()
        return bag
    }
}
