import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "Identity over time: indexes that share, reuse, merge, renumber and correct, and deliveries in between",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(20)))
struct IdentityOverTimeTests {
    /// Seeds tried; scripts/ordeal asks for more.
    private static let seeds = SmallScene.number("FILMMIGRATE_IDENTITY_SEEDS", else: 2)

    @Test("in both archives no Patient ID is two persons', no study has two, and every hold has an end")
    func property() async throws {
        let folder = try TemporaryFolder()
        let archives = [
            try await PrivateOrthanc.start(
                folder: folder.path + "/primary", name: "primary", callingAETitle: "FILMMIGRATE"),
            try await PrivateOrthanc.start(
                folder: folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE"),
        ]
        do {
            for seed in 0..<Self.seeds {
                try await Self.live(
                    PatientHistory(seed: UInt64(seed)), "\(folder.path)/\(seed)", archives)
                for archive in archives {
                    for patient in try await archive.numbers("patients") {
                        try await archive.rest("DELETE", "patients/\(patient)")
                    }
                }
            }
        } catch {
            for archive in archives { await archive.stop() }
            throw error
        }
        for archive in archives { await archive.stop() }
    }

    /// Some months of a community's life: index, delivery, run, again and again; then every hold is decided.
    private static func live(
        _ drawn: PatientHistory, _ folder: String, _ archives: [PrivateOrthanc]
    ) async throws {
        var history = drawn
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let tool = Tool(workspace: folder + "/workspace")
        try await expect(tool("init"))
        try await expect(tool("trust", "add", "RXA", "--name", "The Trust"))
        for (archive, role) in zip(archives, ["primary", "second-copy"]) {
            try await expect(
                tool(
                    "archive", "add", archive.name, "\(archive.aeTitle)@127.0.0.1:\(archive.dicomPort)",
                    "--role", role))
        }
        for round in 0..<5 {
            history.pass()
            let index = "\(folder)/index-\(round).csv"
            try Data(history.index.utf8).write(to: URL(filePath: index))
            let answer = try await tool(["index", "import", index, "--allow-loss", "1"] + history.allowances)
            #expect(answer.status == 0, "\(answer.errors)")
            // Now and then the second copy is away while films come.
            let isAway = history.chance(0.4)
            if isAway { try await expect(tool("archive", "pause", "copy")) }
            let bag = try history.deliver("B\(round)", to: "\(folder)/bag-\(round)")
            #expect([0, 2].contains(try await tool("intake", bag).status))
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            if isAway { try await expect(tool("archive", "resume", "copy")) }
        }
        #expect([0, 2].contains(try await tool("run", "--until-idle").status))
        try await check(history, tool, archives)
        try await decideAll(history, tool, archives)
        try await check(history, tool, archives)
    }

    /// A reviewer who knows the truth decides on every film that is held, until none is.
    private static func decideAll(
        _ history: PatientHistory, _ tool: Tool, _ archives: [PrivateOrthanc]
    ) async throws {
        for _ in 0..<4 {
            let held = try await tool("review", "list", "--waiting", "--json").json()["films"]
            let films = held as? [[String: Any]] ?? []
            guard !films.isEmpty else { break }
            for line in films {
                guard let film = line["film"] as? String else { continue }
                // What is under a number that is another's by now is for the archives' keepers, too.
                let reason = try await tool("film", "show", film, "--json").json()["reason"] as? [String: Any]
                if reason?["code"] as? String == "READ_BACK_DIFFERS" {
                    for archive in archives { try await remove(film, tool, from: archive) }
                }
                let person = history.person(ofFilm: film)
                let options = ["--person", person, "--against-evidence", "--reason", "jacket seen"]
                let answer = try await tool(["review", "accept", film] + options)
                if answer.status != 0 {
                    // Another decision has to end it: the refusal names which.
                    #expect(answer.errors.contains("review"), "\(answer.errors)")
                    try await expect(tool("review", "reject", film))
                } else if answer.output.contains("correction noted") {
                    // The archives' keepers remove what is under the wrong patient.
                    for archive in archives { try await remove(film, tool, from: archive) }
                    try await expect(tool(["review", "accept", film] + options))
                }
            }
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
        }
        let left = try await tool("review", "list", "--waiting").output
        #expect(left == "no film waits for a decision\n")
        let counts = try await tool("status", "--json").json()["total"] as? [String: Any]
        let films = counts?["films"] as? [String: Int] ?? [:]
        #expect(films["held"] == 0 && films["queued"] == 0 && films["delivered"] == 0, "\(films)")
        #expect(films["verified", default: 0] > 0)
        #expect(films["rejected", default: 0] <= films["received", default: 0] / 4, "\(films)")
    }

    private static func remove(_ film: String, _ tool: Tool, from archive: PrivateOrthanc) async throws {
        let uid = try await tool("film", "show", film, "--json").json()["sop_instance_uid"] as? String
        for instance in try await archive.numbers("instances") {
            let text = try await archive.rest("GET", "instances/\(instance)/simplified-tags")
            let tags = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            guard tags?["SOPInstanceUID"] as? String == uid else { continue }
            try await archive.rest("DELETE", "instances/\(instance)")
        }
    }

    /// What the archives hold, against the truth.
    private static func check(
        _ history: PatientHistory, _ tool: Tool, _ archives: [PrivateOrthanc]
    ) async throws {
        let humans = try await truth(history, tool)
        for archive in archives {
            var owners: [String: Int] = [:]
            var studies: [String: (human: Int, patient: String)] = [:]
            for instance in try await archive.numbers("instances") {
                let text = try await archive.rest("GET", "instances/\(instance)/simplified-tags")
                let tags = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
                func tag(_ name: String) -> String { tags[name] as? String ?? "" }
                // A film that was rejected after it had been sent has no truth to be held to.
                guard let human = humans[tag("SOPInstanceUID")] else { continue }
                let patient = tag("PatientID")
                #expect(
                    owners[patient, default: human] == human, "\(archive.name): \(patient) is two persons")
                owners[patient] = human
                let study = tag("StudyInstanceUID")
                let known = studies[study] ?? (human, patient)
                #expect(known == (human, patient), "\(archive.name): a study has two patients")
                studies[study] = (human, patient)
            }
        }
        #expect(try await Workspace(at: tool.workspace).open().ledger.breaches().isEmpty)
    }

    /// Whose each instance really is.
    private static func truth(_ history: PatientHistory, _ tool: Tool) async throws -> [String: Int] {
        var humans: [String: Int] = [:]
        for batch in history.batches {
            let films = try await tool("batch", "show", batch, "--json").json()["films"] as? [[String: Any]]
            for film in films ?? [] {
                guard let name = film["film"] as? String else { continue }
                let shown = try await tool("film", "show", name, "--json").json()
                guard let uid = shown["sop_instance_uid"] as? String else { continue }
                humans[uid] = history.human(ofFilm: name)
            }
        }
        return humans
    }

    private static func expect(
        _ answer: Tool.Answer, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.status == 0, "\(answer.errors)", sourceLocation: sourceLocation)
    }
}

extension PrivateOrthanc {
    /// The archive's own numbers of all that it has of a level.
    func numbers(_ level: String) async throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(await rest("GET", level).utf8))
    }
}
