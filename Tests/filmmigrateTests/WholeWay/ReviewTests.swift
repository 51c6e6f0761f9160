import FilmModel
import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Decisions of people, by the commands, against real archives",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(8)))
struct ReviewTests {
    @Test("a decision can be undone until it is sent; after that a correction is noted and nothing altered")
    func decisions() async throws {
        let scene = try await Scene(seed: 11)
        do {
            let one = try await Self.carried(scene, "one", scene.primary)
            let film = try await Self.twin(one)
            try await Self.checkOrder(one)
            try await Self.checkUndo(one, film)
            try await Self.checkNobody(one, scene, film)
            let uid = try await Self.checkCorrection(one, scene, film)
            try await Self.checkExport(one, scene, film)
            // Elsewhere the same film is said to be the sister's.
            let two = try await Self.carried(scene, "two", scene.copy)
            #expect(
                try await two(
                    "review", "assign", film.name, "--person", film.candidates[1], "--against-evidence",
                    "--reason", "seen"
                ).status == 0)
            #expect(try await two("run", "--until-idle").status == 0)
            let shown = try await two("film", "show", film.name, "--json").json()
            #expect(shown["state"] as? String == "verified")
            #expect((shown["match"] as? [String: Any])?["person_id"] as? String == film.candidates[1])
            #expect(shown["sop_instance_uid"] as? String == uid)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    private struct Film {
        let name: String
        let candidates: [String]
    }

    /// A workspace with one archive whose films are all carried.
    private static func carried(
        _ scene: Scene, _ name: String, _ archive: PrivateOrthanc
    ) async throws
        -> Tool
    {
        let tool = try await scene.workspace(name, archives: false)
        let address = "\(archive.aeTitle)@127.0.0.1:\(archive.dicomPort)"
        #expect(try await tool("archive", "add", "primary", address).status == 0)
        for bag in scene.bags { #expect([0, 2].contains(try await tool("intake", bag).status)) }
        #expect(try await tool("run", "--until-idle").status == 2)
        return tool
    }

    private static func twin(_ tool: Tool) async throws -> Film {
        let list = try await tool("review", "list", "--json").json()["films"] as? [[String: Any]] ?? []
        let twin = try #require(list.first { $0["code"] as? String == "PATIENT_AMBIGUOUS" })
        return Film(
            name: try #require(twin["film"] as? String),
            candidates: try #require(twin["candidates"] as? [String]))
    }

    private static func checkOrder(_ tool: Tool) async throws {
        for (order, keys) in [
            ("urgency", ["urgent_by"]), ("age", ["since"]), ("trust", ["trust", "urgent_by"]),
        ] {
            let answer = try await tool("review", "list", "--by", order, "--json")
            let films = try answer.json()["films"] as? [[String: Any]] ?? []
            let told = films.map { film in keys.map { film[$0] as? String ?? "9999" } }
            #expect(films.count > 2)
            #expect(told.map { $0.joined(separator: " ") } == told.map { $0.joined(separator: " ") }.sorted())
        }
    }

    private static func expect(
        _ tool: Tool, _ film: Film, _ state: String, _ code: String?, decision: String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let shown = try await tool("review", "show", film.name, "--json").json()
        #expect(shown["state"] as? String == state, sourceLocation: sourceLocation)
        #expect(
            (shown["reason"] as? [String: Any])?["code"] as? String == code, sourceLocation: sourceLocation)
        #expect(
            (shown["decision"] as? [String: Any])?["decision"] as? String == decision,
            sourceLocation: sourceLocation)
    }

    private static func checkUndo(_ tool: Tool, _ film: Film) async throws {
        let person = ["--person", film.candidates[0], "--actor", "jo", "--reason", "seen"]
        for decide in [
            ["accept", film.name] + person, ["assign", film.name] + person, ["reject", film.name],
        ] {
            #expect(try await tool(["review"] + decide).status == 0)
            let isRejected = decide[0] == "reject"
            try await expect(
                tool, film, isRejected ? "rejected" : "queued", isRejected ? "REJECTED_BY_OPERATOR" : nil,
                decision: isRejected ? "reject" : "assign")
            #expect(try await tool("review", "undo", film.name, "--actor", "al").status == 0)
            try await expect(tool, film, "held", "PATIENT_AMBIGUOUS", decision: nil)
            #expect(try await tool("review", "undo", film.name).status == 64)
            #expect(try await tool("review", "accept", film.name).status == 64)
        }
        let history =
            try await tool("film", "show", film.name, "--json").json()["history"] as? [[String: Any]]
        let told = history?.compactMap { $0["actor"] as? String }.filter { ["jo", "al"].contains($0) }
        #expect(told?.prefix(4) == ["jo", "al", "jo", "al"])
    }

    /// Who was shown, and is not the film's person by a reviewer's word, does not become it by a machine.
    private static func checkNobody(_ tool: Tool, _ scene: Scene, _ film: Film) async throws {
        #expect(try await tool("review", "none", film.name, "--reason", "no sister").status == 0)
        try await expect(tool, film, "held", "NOT_IN_INDEX", decision: "none")
        func listed(_ options: String...) async throws -> Bool {
            let list =
                try await tool(["review", "list", "--json"] + options).json()["films"] as? [[String: Any]]
            return list?.contains { $0["film"] as? String == film.name } ?? false
        }
        #expect(try await !listed())
        #expect(try await listed("--waiting"))
        // Beside the films that wait for a decision: whoever lists them all has every film on hold.
        let all = try await tool("review", "list", "--waiting", "--json").json()["films"] as? [[String: Any]]
        let short = try await tool("review", "list", "--json").json()["films"] as? [[String: Any]]
        #expect(all?.count == (short?.count ?? 0) + 1)
        // The sister is somebody else now: the label fits one person alone.
        let changed = scene.folder.path + "/changed.csv"
        try Data("person_id,family_name,given_name\n\(film.candidates[1]),Elsewhere,Beatrice\n".utf8)
            .write(to: URL(filePath: changed))
        let imported = try await tool("index", "import", changed, "--partial")
        #expect(imported.status == 0 && imported.errors.contains("1 film that waited for the index"))
        _ = try await tool("run", "--until-idle")
        try await expect(tool, film, "held", "NOT_IN_INDEX", decision: "none")
        #expect(try await tool("review", "undo", film.name).status == 0)
        try await expect(tool, film, "held", "PATIENT_AMBIGUOUS", decision: nil)
    }

    /// Answers the UID under which the archive has the film.
    private static func checkCorrection(_ tool: Tool, _ scene: Scene, _ film: Film) async throws -> String {
        let person = film.candidates[0]
        #expect(try await tool("review", "assign", film.name, "--person", person).status == 0)
        #expect(try await tool("run", "--until-idle").status == 0)
        try await expect(tool, film, "verified", nil, decision: "assign")
        let sent = try await tool("film", "show", film.name, "--json").json()
        let count = try await scene.primary.instances().count
        #expect(try await tool("review", "undo", film.name).status == 65)
        #expect(try await tool("review", "assign", film.name, "--person", person).status == 64)
        let correction = try await tool(
            "review", "assign", film.name, "--person", film.candidates[1], "--against-evidence",
            "--reason", "seen")
        #expect(correction.status == 0 && correction.output.contains("correction"))
        try await expect(tool, film, "held", "IDENTITY_CONFLICT", decision: "correct")
        _ = try await tool("run", "--until-idle")
        let held = try await tool("film", "show", film.name, "--json").json()
        #expect(held["state"] as? String == "held")
        for key in ["sop_instance_uid", "study_instance_uid"] {
            #expect(held[key] as? String == sent[key] as? String)
        }
        #expect((held["match"] as? [String: Any])?["person_id"] as? String == person)
        #expect(try await scene.primary.instances().count == count)
        try await scene.expectConserved(tool)
        let uid = try #require(sent["sop_instance_uid"] as? String)
        try await checkCorrectionStands(tool, film)
        try await checkCorrectionMade(tool, scene, film, uid)
        #expect(try await scene.primary.instances().count == count)
        return uid
    }

    /// Nothing lets the film go on as it is, under whom a person has said that it is not.
    private static func checkCorrectionStands(_ tool: Tool, _ film: Film) async throws {
        for command in [["film", "retry"], ["film", "release"]] {
            let refused = try await tool(command + [film.name])
            #expect(refused.status == 64 && refused.errors.contains("review accept"))
        }
        #expect(
            try await tool(
                "review", "assign", film.name, "--person", film.candidates[1], "--against-evidence",
                "--reason", "seen"
            ).status == 64)
        for isDry in [["--dry-run"], []] {
            let group = try await tool(["errors", "--retry", "IDENTITY_CONFLICT", "--json"] + isDry).json()
            #expect(group["corrected"] as? Int == 1)
        }
        _ = try await tool("run", "--until-idle")
        try await expect(tool, film, "held", "IDENTITY_CONFLICT", decision: "correct")
        #expect(try await tool("review", "reject", film.name).status == 0)
        #expect(try await tool("film", "retry", film.name).status == 65)
        #expect(try await tool("review", "undo", film.name).status == 0)
        try await expect(tool, film, "held", "IDENTITY_CONFLICT", decision: "correct")
    }

    /// Once it is made, the film counts only as the new person's: an archive that has the old one still is found out.
    private static func checkCorrectionMade(
        _ tool: Tool, _ scene: Scene, _ film: Film, _ uid: String
    ) async throws {
        let made = try await tool(
            "review", "accept", film.name, "--person", film.candidates[1], "--against-evidence",
            "--reason", "seen")
        #expect(made.status == 0)
        #expect(try await tool("run", "--until-idle").status == 2)
        try await expect(tool, film, "held", "READ_BACK_DIFFERS", decision: "assign")
        try await checkReturnToSent(tool, film)
        for id in try await scene.primary.instances() {
            let tags = try await scene.primary.rest("GET", "instances/\(id)/simplified-tags")
            if tags.contains(uid) { try await scene.primary.rest("DELETE", "instances/\(id)") }
        }
        #expect(try await tool("film", "retry", film.name).status == 0)
        #expect(try await tool("run", "--until-idle").status == 0)
        let shown = try await tool("film", "show", film.name, "--json").json()
        #expect(shown["state"] as? String == "verified")
        #expect(shown["sop_instance_uid"] as? String == uid)
        #expect((shown["match"] as? [String: Any])?["person_id"] as? String == film.candidates[1])
        #expect(try await tool("verify", film.name).status == 0)
        #expect(try await tool("doctor").status == 0)
    }

    /// A correction that archives do not bear out is withdrawn by naming the person as whom the film was sent; then it is
    /// corrected once more. Naming nobody withdraws nothing: the film is read again.
    private static func checkReturnToSent(_ tool: Tool, _ film: Film) async throws {
        #expect(try await tool("review", "accept", film.name).status == 0)
        #expect(try await tool("run", "--until-idle").status == 2)
        try await expect(tool, film, "held", "READ_BACK_DIFFERS", decision: "accept")
        let returned = try await tool("review", "accept", film.name, "--person", film.candidates[0])
        #expect(returned.status == 0 && returned.output.contains("released"), "\(returned.errors)")
        #expect(try await tool("run", "--until-idle").status == 0)
        let shown = try await tool("film", "show", film.name, "--json").json()
        #expect(shown["state"] as? String == "verified")
        #expect((shown["match"] as? [String: Any])?["person_id"] as? String == film.candidates[0])
        let meant = ["--person", film.candidates[1], "--against-evidence", "--reason", "seen"]
        #expect(try await tool(["review", "assign", film.name] + meant).status == 0)
        #expect(try await tool(["review", "accept", film.name] + meant).status == 0)
        #expect(try await tool("run", "--until-idle").status == 2)
        try await expect(tool, film, "held", "READ_BACK_DIFFERS", decision: "assign")
    }

    /// What people have decided comes out as labels with truth, and the matcher learns from it.
    private static func checkExport(_ tool: Tool, _ scene: Scene, _ film: Film) async throws {
        let labels = scene.folder.path + "/decided.csv"
        let truth = scene.folder.path + "/truth.csv"
        #expect(try await tool("review", "export", "--labels", labels, "--truth", truth).status == 0)
        let written = try String(contentsOfFile: truth, encoding: .utf8)
        #expect(try Tool.rights(labels) == 0o600 && Tool.rights(truth) == 0o600)
        #expect(written == "label_id,person_id\n\(film.name),\(film.candidates[1])\n")
        let files = ["--index", scene.files.index, "--labels", labels, "--truth", truth]
        let evaluation = try await tool(["match", "evaluate", "--json"] + files).json()
        #expect(evaluation["labels"] as? Int == 1 && evaluation["present"] as? Int == 1)
        let trained = try await tool(
            ["match", "train", "--output", scene.folder.path + "/model.json"] + files)
        #expect([0, 75].contains(trained.status) && trained.errors.contains("converged"))
    }
}
