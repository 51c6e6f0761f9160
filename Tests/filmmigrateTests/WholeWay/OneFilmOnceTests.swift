import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "One film is verified once, whatever is decided and undone about its scans, in whichever order",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(20)))
struct OneFilmOnceTests {
    /// Seeds tried; scripts/ordeal asks for more.
    private static let seeds = SmallScene.number("FILMMIGRATE_ONCE_SEEDS", else: 2)
    private static let bags = 3

    @Test("random decisions on films of which each came in three bags")
    func once() async throws {
        for seed in 0..<Self.seeds {
            let scene = try await SmallScene(films: 2)
            do { try await Self.live(scene, PhantomRandom(seed: UInt64(seed))) } catch {
                await scene.primary.stop()
                throw error
            }
            await scene.primary.stop()
        }
    }

    @Test("the same scan under a row that says something else waits for a person, who says which it is")
    func rows() async throws {
        let scene = try await SmallScene(films: 2)
        do {
            let tool = try await scene.workspace("workspace")
            #expect(try await tool("run", "--until-idle").status == 0)
            let changes = [("B2", "RG,HAND"), ("B3", "CT,CHEST")]
            for (bag, row) in changes {
                let path = try Self.bag(bag, scene) { $0.replacing("RG,CHEST", with: row) }
                #expect(try await tool("intake", path).status == 0)
            }
            #expect(try await tool("run", "--until-idle").status == 2)
            #expect(try await Self.state("B2/F0", tool) == "held DUP_ROW_DIFFERS")
            // Another modality alone is what a clerk mistypes.
            #expect(try await Self.state("B3/F0", tool) == "duplicate DUP_EXACT")
            let shown = try await tool("review", "show", "B2/F0").output
            #expect(shown.contains("next: `filmmigrate review accept B2/F0` or `review reject B2/F0`"))
            #expect(!shown.contains("review none"))
            for words in ["body_part", "wrong scan attached", "body part HAND", "body part CHEST", "B1/F0"] {
                #expect(shown.contains(words), "\(words)")
            }
            let receipt = try await tool("receipt", "B2").output
            #expect(receipt.contains("was the wrong scan attached"))
            // Accepted, it is one film with the other; released from that, a film of its own.
            #expect(try await tool("review", "accept", "B2/F0").status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.state("B2/F0", tool) == "duplicate DUP_EXACT")
            #expect(try await tool("review", "reject", "B2/F1").status == 0)
            #expect(try await tool("film", "release", "B2/F0").status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.state("B2/F0", tool) == "verified")
            #expect(try await Self.state("B1/F0", tool) == "verified")
            #expect(try await Workspace(at: tool.workspace).open().ledger.breaches().isEmpty)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test("an original whose duplicate has taken its place comes back as that film's duplicate alone")
    func heirs() async throws {
        let scene = try await SmallScene(films: 1)
        do {
            let tool = try await scene.workspace("workspace")
            #expect(try await tool("intake", try Self.bag("B2", scene)).status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.state("B2/F0", tool) == "duplicate DUP_EXACT")
            #expect(try await tool("film", "hold", "B1/F0", "--reason", "look").status == 0)
            #expect(try await tool("review", "reject", "B1/F0").status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.state("B2/F0", tool) == "verified")
            let undo = try await tool("review", "undo", "B1/F0")
            #expect(undo.status == 65 && undo.errors.contains("film retry B1/F0"), "\(undo.errors)")
            #expect(try await tool("film", "retry", "B1/F0").status == 0)
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await Self.state("B1/F0", tool) == "duplicate DUP_EXACT")
            #expect(try await Workspace(at: tool.workspace).open().ledger.breaches().isEmpty)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    private static func live(_ scene: SmallScene, _ drawn: PhantomRandom) async throws {
        var random = drawn
        func pick<Element>(_ list: [Element]) -> Element { list[Int(random.next() % UInt64(list.count))] }
        let tool = try await scene.workspace("workspace")
        let bags = (1...Self.bags).map { "B\($0)" }
        for bag in bags.dropFirst() {
            #expect(try await tool("intake", try Self.bag(bag, scene)).status == 0)
        }
        /// Films that a person has said are films of their own.
        var own: Set<String> = []
        let commands = [
            ["film", "hold"], ["film", "hold"], ["review", "reject"], ["review", "reject"],
            ["review", "undo"],
            ["review", "accept"], ["film", "retry"], ["film", "release"], ["batch", "cancel"],
        ]
        for step in 0..<40 {
            let film = "\(pick(bags))/F\(random.next() % 2)"
            var command = pick(commands)
            let before = try await Self.state(film, tool)
            // To stand for itself is a person's word: now and then, and remembered.
            if before.hasPrefix("duplicate"), ["accept", "release"].contains(command[1]) {
                guard random.next() % 8 == 0 else { continue }
                own.insert(film)
            }
            if command == ["batch", "cancel"] {
                guard random.next() % 4 == 0 else { continue }
                command += [String(film.prefix(2))]
            } else {
                command += [film]
            }
            if command[1] == "hold" { command += ["--reason", "look"] }
            let answer = try await tool(command)
            #expect([0, 2, 64, 65].contains(answer.status), "\(command): \(answer.errors)")
            if random.next() % 3 == 0 {
                #expect([0, 2].contains(try await tool("run", "--until-idle").status))
                try await check(tool, bags, own, "seed step \(step) after \(command)")
            }
        }
        _ = try await tool("errors", "--retry", "BATCH_CANCELLED")
        #expect([0, 2].contains(try await tool("run", "--until-idle").status))
        try await check(tool, bags, own, "at the end")
    }

    private static func check(_ tool: Tool, _ bags: [String], _ own: Set<String>, _ when: String) async throws
    {
        for number in 0..<2 {
            var proved: [String] = []
            for bag in bags where try await state("\(bag)/F\(number)", tool) == "verified" {
                proved.append("\(bag)/F\(number)")
            }
            let once = proved.count { !own.contains($0) }
            #expect(once <= 1, "\(when): \(proved), of their own \(own)")
        }
        #expect(try await Workspace(at: tool.workspace).open().ledger.breaches().isEmpty, "\(when)")
    }

    private static func state(_ film: String, _ tool: Tool) async throws -> String {
        let shown = try await tool("film", "show", film, "--json").json()
        let reason = shown["reason"] as? [String: Any]
        return [shown["state"] as? String, reason?["code"] as? String].compactMap(\.self)
            .joined(separator: " ")
    }

    /// The scene's bag again under another number, its table changed.
    private static func bag(
        _ number: String, _ scene: SmallScene, _ change: (String) -> String = { $0 }
    ) throws -> String {
        let bag = scene.folder.path + "/" + number
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        for film in 0..<scene.films {
            try FileManager.default.copyItem(
                atPath: scene.folder.path + "/bag/data/F\(film).tif", toPath: bag + "/data/F\(film).tif")
        }
        let table = try String(contentsOfFile: scene.folder.path + "/bag/data/films.csv", encoding: .utf8)
        try Data(change(table).utf8).write(to: URL(filePath: bag + "/data/films.csv"))
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
