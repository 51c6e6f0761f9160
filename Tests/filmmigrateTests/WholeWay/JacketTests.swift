import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise
@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite("What is said of one film of a jacket is said of those alone whose own labels bear it")
struct JacketTests {
    private static let labels = [
        // The number on the first can't be read; the hospital's is its own.
        "lead,,4O1O2?,922001,,,,",
        "follows,,,922001,,,,",
        "nhs,,4010233001,922001,,,,",
        "other,,4010233001,922001,Yardley,Peregrine,1952-03-04,M",
        "sex,,,922001,,,,M",
        "named,,,922001,Cole,Ann,,",
    ]

    @Test("films of the jacket whose labels speak against the person stay held, and none is nobody's unseen")
    func jacket() async throws {
        for (decision, along) in [
            (["review", "assign", "lead", "--person", "A1"], ["lead", "follows"]),
            // Whom nobody but A1 comes into question for is nobody's, either.
            (["review", "none", "lead"], ["lead", "follows", "sex", "named"]),
        ] {
            let folder = try TemporaryFolder()
            let tool = Tool(workspace: folder.path + "/workspace")
            try Self.write(to: folder.path)
            for command in [
                ["init"], ["trust", "add", "RXA"], ["index", "import", folder.path + "/index.csv"],
                ["archive", "add", "main", "NOBODY@127.0.0.1:9"], ["intake", folder.path + "/bag"],
            ] {
                #expect(try await tool(command).status == 0)
            }
            try await Self.holdAll(tool)
            let answer = try await tool(decision + ["--reason", "seen"])
            #expect(answer.status == 0, "\(answer.errors)")
            let films = try await tool("batch", "show", "B1", "--json").json()["films"] as? [[String: Any]]
            for film in films ?? [] {
                let name = try #require(film["film"] as? String)
                let isHeld =
                    film["state"] as? String == "held" && film["code"] as? String != "NOT_IN_INDEX"
                let goesAlong = along.contains(String(name.dropFirst("B1/".count)))
                #expect(isHeld != goesAlong, "\(decision[1]) \(name): \(film)")
            }
            // What was decided at once is undone at once, whichever of the films is named; or for one alone.
            let alone = try await tool("review", "undo", "follows", "--alone")
            #expect(alone.status == 0, "\(alone.errors)")
            #expect(try await Self.waiting(tool) == Self.waitingFirst(along, but: "follows"))
            let undone = try await tool("review", "undo", "lead")
            #expect(undone.status == 0, "\(undone.errors)")
            #expect(
                along.count == 2
                    || undone.errors.contains(
                        "\(along.count - 1) films, and is taken back on \(along.count - 1)"),
                "\(undone.errors)")
            #expect(try await Self.waiting(tool) == Self.names)
        }
    }

    private static var names: Set<String> { Set(labels.map { String($0.prefix { $0 != "," }) }) }

    /// Which films wait for a decision where those that were decided along still do not, but one.
    private static func waitingFirst(_ along: [String], but undone: String) -> Set<String> {
        names.subtracting(along).union([undone])
    }

    /// The films that wait for a decision.
    private static func waiting(_ tool: Tool) async throws -> Set<String> {
        let films = try await tool("review", "list", "--json").json()["films"] as? [[String: Any]] ?? []
        return Set(films.compactMap { $0["film_id"] as? String })
    }

    /// Holds every film as a run would, by what the matcher says of its label.
    private static func holdAll(_ tool: Tool) async throws {
        let workspace = try Workspace(at: tool.workspace)
        let stores = try workspace.open()
        try await stores.ledger.register(
            ThisProcess.worker(), aliveUntil: .now().adding(seconds: 9e5))
        let worker = try #require(try await stores.ledger.workers().first).worker.id
        for lease in try await stores.ledger.claim(
            .migrate, films: 99, bytes: .max, worker: worker, at: .now())
        {
            var facts = FilmFacts()
            let match = try await Matcher(stores.persons).decide(
                lease.film.description.label, trust: lease.film.trust, examDate: nil)
            facts.match = match
            _ = try await stores.ledger.finish(
                [Finish(lease, .held(Reason(match.hold ?? .patientAmbiguous)), facts: facts)], at: .now())
        }
    }

    private static func write(to folder: String) throws {
        let bag = folder + "/bag"
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        var table =
            "film_id,jacket_id,nhs_number,hospital_number,family_name,given_name,birth_date,sex,image,exam_date,modality\n"
        for label in labels {
            let name = label.prefix { $0 != "," }
            table += label.replacing("\(name),,", with: "\(name),J1,") + ",\(name).tif,1999-05-04,RG\n"
            try TIFFWriter.write([SmallScene.page(label.count)], to: "\(bag)/data/\(name).tif")
        }
        try Data(table.utf8).write(to: URL(filePath: bag + "/data/films.csv"))
        let index = """
            person_id,nhs_number,local_id_issuer,local_id,family_name,given_name,birth_date,sex
            A1,4010232137,RXA,922001,Zouche,Marigold,1941-02-03,F
            B1,4010233001,RXA,922002,Yardley,Peregrine,1952-03-04,M

            """
        try Data(index.utf8).write(to: URL(filePath: folder + "/index.csv"))
        try BagWriter(
            folder: bag, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", "B1"),
                ("Filmmigrate-Trust", "RXA"),
            ]
        ).seal()
    }
}
