import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite(
    "Whatever people decide and undo on films of one picture, nothing that contradicts passes, and every hold ends",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(20)))
struct DecisionOrdealTests {
    /// Seeds tried; scripts/ordeal asks for more.
    private static let seeds = SmallScene.number("FILMMIGRATE_ONCE_SEEDS", else: 2)
    /// Films of one picture, beside the scene's own: with no side, right, left, and another person's label.
    private static let rows = [
        SmallScene.Row(film: "R", side: "R"), SmallScene.Row(film: "L", side: "L"),
        SmallScene.Row(film: "S", side: "R"), SmallScene.Row(film: "N"),
        SmallScene.Row(film: "Q", person: 1, side: "L"),
    ]
    private static let films = ["F0"] + rows.map(\.film)
    private static let meant = ["--against-evidence", "--reason", "jacket seen"]

    @Test("random decisions on one picture under several rows and two persons")
    func ordeal() async throws {
        for seed in 0..<Self.seeds {
            let scene = try await SmallScene(films: 2)
            try await scene.closing { try await Self.live(scene, seed: seed) }
        }
    }

    private static func live(_ scene: SmallScene, seed: Int) async throws {
        var random = PhantomRandom(seed: UInt64(seed) + 99)
        func pick<Element>(_ list: [Element]) -> Element { list[Int(random.next() % UInt64(list.count))] }
        let tool = try await scene.workspace("workspace")
        for row in rows {
            #expect(try await tool("intake", try scene.bag("B\(row.film)", [row])).status == 0)
            if random.next() % 2 == 0 { try await tool.run() }
        }
        try await tool.run()
        try await check(tool, [], "seed \(seed), once taken in")
        /// Films that a person has said are films of their own.
        var own: Set<String> = []
        for step in 0..<40 {
            let film = pick(films)
            let state = try await tool.state(film)
            var command = pick([
                ["review", "accept"], ["review", "accept"], ["review", "accept", "P0"],
                ["review", "accept", "P0"], ["review", "accept", "P1"], ["review", "none"],
                ["review", "reject"], ["review", "undo"], ["film", "release"], ["film", "retry"],
                ["film", "hold"],
            ])
            if state.hasPrefix("duplicate"), command.count == 2, ["accept", "release"].contains(command[1]) {
                // To stand for itself is a person's word: now and then, and remembered.
                guard random.next() % 8 == 0 else { continue }
                own.insert(film)
            }
            let person = command.count == 3 ? command.removeLast() : nil
            command.append(film)
            if let person { command += ["--person", person] + meant }
            if command[1] == "hold" { command += ["--reason", "look"] }
            let answer = try await tool(command)
            #expect([0, 64, 65].contains(answer.status), "\(command): \(answer.errors)")
            if random.next() % 2 == 0 {
                try await tool.run()
                try await check(tool, own, "seed \(seed), step \(step), after \(command)")
            }
        }
        try await tool.run()
        try await check(tool, own, "seed \(seed), at the end")
        try await end(tool, "seed \(seed)")
        try await check(tool, own, "seed \(seed), all decided")
    }

    /// Every hold is ended by the decision that is asked for, in a few rounds.
    private static func end(_ tool: Tool, _ when: String) async throws {
        var left: [String] = []
        for round in 0..<8 {
            left = []
            for film in films where try await tool.state(film).hasPrefix("held") {
                let state = try await tool.state(film)
                left.append("\(film) \(state)")
                // An archive that nobody puts right is no decision's matter: such a film is given up.
                let isGivenUp = round > 3 || state.contains("READ_BACK") || state.contains("NOT_IN_INDEX")
                if isGivenUp {
                    #expect(try await tool("review", "reject", film).status == 0, "\(when): \(film)")
                    continue
                }
                let accept = try await tool("review", "accept", film)
                guard accept.status != 0 else { continue }
                #expect(
                    accept.errors.contains("--person") || accept.errors.contains("reject"),
                    "\(when): \(film), \(state): \(accept.errors)")
                let named = try await tool(["review", "accept", film, "--person", "P0"] + meant)
                #expect([0, 64].contains(named.status), "\(when): \(film): \(named.errors)")
            }
            guard !left.isEmpty else { return }
            try await tool.run()
        }
        Issue.record("\(when): still held: \(left)")
    }

    private static func check(_ tool: Tool, _ own: Set<String>, _ when: String) async throws {
        let stores = try Workspace(at: tool.workspace).open()
        let ledger = stores.ledger
        #expect(try await ledger.breaches().isEmpty, "\(when)")
        var records: [FilmRecord] = []
        for film in films { records.append(try await ledger.film(named: film)) }
        let verified = records.filter { $0.state == .verified }
        let names = verified.map(\.name)
        #expect(names.count { !own.contains($0) } <= 1, "\(when): \(names), of their own \(own)")
        #expect(Set(verified.compactMap(\.person)).count <= 1, "\(when): two persons' \(names)")
        for film in records where film.state == .duplicate {
            let original = try await ledger.original(of: film.id)
            #expect(try await ledger.film(original).state != .duplicate, "\(when): \(film.name)")
            // What is counted as one film says one thing, unless a person has said that it is one.
            for other in try await [original] + ledger.duplicates(of: original) where other != film.id {
                let record = try await ledger.film(other)
                guard !film.description.differences(from: record.description).isEmpty else { continue }
                var pairs: [(Set<FilmID>, FilmRecord)] = []
                for one in records where one.description.saysSame(as: film.description) {
                    pairs.append((try await stores.decisions.saidToBeOne(with: one.id), one))
                }
                let alike = Set(
                    records.filter { $0.description.saysSame(as: record.description) }.map(\.id))
                #expect(
                    pairs.contains { !$0.0.isDisjoint(with: alike) },
                    "\(when): \(film.name) and \(record.name) contradict each other")
            }
        }
    }
}
