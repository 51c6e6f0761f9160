import FilmModel
import Foundation
import GRDB
import Testing

@testable import Community
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "What goes wrong outside is told, and loses nothing", .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(8)))
struct TroubleTests {
    @Test(
        "an archive that is away ends a run with 69 and leaves every film in its place; a second copy is caught up"
    )
    func awayAndBack() async throws {
        let scene = try await Scene(seed: 400)
        do {
            let tool = try await scene.workspace()
            _ = try await tool("intake", scene.bags[0])
            await scene.primary.stop()
            #expect(try await tool("archive", "test", "primary").status == 69)
            let away = try await tool("run", "--until-idle")
            #expect(away.status == 69, "\(away.output) \(away.errors)")
            try await scene.expectConserved(tool)
            #expect(try await troubled(tool) == ["primary"])
            let primary = try await scene.primary.restarted()
            await scene.copy.stop()
            #expect(try await tool("run", "--until-idle").status == 69)
            // It has answered, the other one has not: each has its own word on the page.
            #expect(try await troubled(tool) == ["copy"])
            #expect(try await tool("archive", "test", "primary").status == 0)
            #expect(try await tool("archive", "list").output.contains("has not answered since"))
            #expect(try await troubled(tool) == ["copy"])
            let counts = try await tool("status", "--json").json()["total"] as? [String: Any]
            let films = counts?["films"] as? [String: Int] ?? [:]
            #expect(films["queued"] == 0 && films["verified"] == 0 && (films["delivered"] ?? 0) > 0)
            let copy = try await scene.copy.restarted()
            let last = try await tool("run", "--until-idle")
            #expect([0, 2].contains(last.status), "\(last.status) \(last.errors)")
            #expect(try await troubled(tool).isEmpty)
            try await answersAgain(tool, copy)
            try await scene.expectConserved(tool)
            let batch = scene.expectations[0].batch
            let expected = scene.expectations.filter { $0.batch == batch && $0.state == .verified }.count
            try await scene.expectEachOnce(copy, times: expected)
            await primary.stop()
            await copy.stop()
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    /// Archives that are said not to answer: on the page, and in the list.
    private func troubled(_ tool: Tool) async throws -> [String] {
        var names: [[String]] = []
        for (command, key) in [("status", "archive"), ("archive list", "name")] {
            let words = command.split(separator: " ").map(String.init)
            let archives = try await tool(words + ["--json"]).json()["archives"] as? [[String: Any]] ?? []
            names.append(archives.filter { $0["trouble"] is String }.compactMap { $0[key] as? String })
        }
        #expect(names[0] == names[1])
        return names[0]
    }

    /// Whoever asks an archive says whether it answers: reading verified films again, and a proof.
    private func answersAgain(_ tool: Tool, _ copy: PrivateOrthanc) async throws {
        try await tool.ledger { try await $0.note(trouble: "no route", of: "copy", at: .now()) }
        try await tool.ledger { try await $0.note(trouble: "no route", of: "primary", at: .now()) }
        #expect(try await tool("verify", "--all", "--archive", "copy").status == 0)
        #expect(try await troubled(tool) == ["primary"])
        #expect(try await tool("archive", "test", "primary").status == 0)
        #expect(try await troubled(tool).isEmpty)
        // Paused by the program, it answers all the same, and stays paused with its reason.
        try await tool.ledger { _ = try await $0.note(differenceAt: "copy", pauseAt: 1, at: .now()) }
        #expect(try await tool("archive", "test", "copy").status == 0)
        #expect(try await tool("status").output.contains("1 film came back different"))
        #expect(try await tool("archive", "resume", "copy").status == 0)
        #expect(try await troubled(tool).isEmpty)
    }

    @Test("another archive at the known address gets no film, and doctor names it")
    func otherIdentity() async throws {
        let scene = try await Scene(seed: 401)
        do {
            let tool = try await scene.workspace()
            _ = try await tool("intake", scene.bags[0])
            _ = try await tool(
                "archive", "add", "primary", "WRONG@127.0.0.1:\(scene.primary.dicomPort)")
            let test = try await tool("archive", "test", "primary")
            #expect(test.status == 69 && test.errors.contains("is not WRONG"))
            let doctor = try await tool("doctor", "--json")
            #expect(doctor.status == 69)
            #expect(doctor.output.contains("says that it is not WRONG"))
            #expect(try await tool("run", "--until-idle").status == 69)
            #expect(try await scene.primary.instances().isEmpty)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    @Test("an index that is corrected before a film is sent decides anew whose film it is")
    func correctedIndex() async throws {
        let scene = try await Scene(seed: 405)
        do {
            let tool = try await scene.workspace()
            _ = try await tool("archive", "test", "primary")
            _ = try await tool("intake", scene.bags[0])
            await scene.primary.stop()
            #expect(try await tool("run", "--until-idle").status == 69)
            let batch = scene.expectations[0].batch
            let known = scene.expectations.filter { $0.batch == batch && $0.state == .verified }
                .compactMap(\.person)
            let first = try #require(known.first)
            let second = try #require(known.first { $0 != first })
            // The two persons' numbers change places.
            let index = try String(contentsOfFile: scene.files.index, encoding: .utf8)
                .replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map {
                    line in
                    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                    guard let id = cells.first, [first.text, second.text].contains(String(id)) else {
                        return String(line)
                    }
                    let other = String(id) == first.text ? second.text : first.text
                    return ([Substring(other)] + cells.dropFirst()).joined(separator: ",")
                }.joined(separator: "\n")
            let corrected = scene.folder.path + "/corrected.csv"
            try Data(index.utf8).write(to: URL(filePath: corrected))
            #expect(try await tool("index", "import", corrected).status == 0)
            let primary = try await scene.primary.restarted()
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            for film in scene.expectations
            where film.batch == batch && film.state == .verified && film.twinFilm == nil {
                let match =
                    try await tool("film", "show", "\(batch)/\(film.filmID)", "--json").json()["match"]
                    as? [String: Any]
                let swapped = film.person == first ? second : film.person == second ? first : film.person
                #expect(match?["person_id"] as? String == swapped?.text, "\(film.filmID)")
            }
            await primary.stop()
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    @Test(
        "an archive that answers but refuses what is needed gets no film",
        .enabled(if: PeerProcess.isInstalled("storescp")))
    func refusingArchive() async throws {
        let scene = try await Scene(seed: 406)
        do {
            let tool = try await scene.workspace()
            _ = try await tool("intake", scene.bags[0])
            let port = try #require(ListeningPort.free(1).first)
            let received = scene.folder.path + "/received"
            try FileManager.default.createDirectory(atPath: received, withIntermediateDirectories: true)
            let receiver = try await PeerProcess.start(
                "storescp", ["-aet", "RECEIVER", "-od", received, String(port)])
            #expect(try await receiver.listens(on: [port], within: .seconds(60)))
            _ = try await tool("archive", "add", "primary", "RECEIVER@127.0.0.1:\(port)")
            let answer = try await tool("run", "--until-idle")
            #expect(answer.status == 69 && answer.errors.contains("C-GET"), "\(answer.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: received).isEmpty)
            try await scene.expectConserved(tool)
            await receiver.stop()
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    @Test("a ledger that fails under a run ends it, at once and with every film in its place")
    func brokenLedger() async throws {
        let scene = try await Scene(seed: 403)
        do {
            let tool = try await scene.workspace()
            _ = try await tool("intake", scene.bags[0])
            let database = try DatabaseQueue(path: tool.workspace + "/ledger.sqlite")
            try await database.write { try $0.execute(sql: "ALTER TABLE fingerprint RENAME TO gone") }
            let answer = try await tool("run", "--until-idle")
            #expect([69, 70].contains(answer.status), "\(answer.status) \(answer.errors)")
            #expect(answer.errors.utf8.count < 10_000)
            try await database.write { try $0.execute(sql: "ALTER TABLE gone RENAME TO fingerprint") }
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            try await scene.expectConserved(tool)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    @Test(
        "an address belongs to one archive, a name fits Institution Name, and labels can't act on a terminal")
    func refusals() async throws {
        let scene = try await Scene(seed: 404)
        do {
            let tool = try await scene.workspace()
            let again = try await tool(
                "archive", "add", "third", "\(scene.primary.aeTitle)@127.0.0.1:\(scene.primary.dicomPort)",
                "--role", "second-copy")
            #expect(again.status == 65 && again.errors.contains("has this address already"))
            let long = try await tool("trust", "add", "RXA", "--name", String(repeating: "N", count: 65))
            #expect(long.status == 64)
            #expect(PrintableText.of("a\u{1B}[31mb\u{202E}c\n") == "a\u{FFFD}[31mb\u{FFFD}c\n")
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }

    @Test(
        "a scan that changes after intake is held, never sent; also one of a ledger that knows its SHA-256 alone",
        arguments: [false, true])
    func changedScan(isOfBefore: Bool) async throws {
        let scene = try await Scene(seed: 402)
        do {
            let tool = try await scene.workspace()
            _ = try await tool("intake", scene.bags[1])
            let scans = tool.workspace + "/scans"
            let files = FileManager.default.enumerator(atPath: scans)?.compactMap { $0 as? String } ?? []
            let images = files.filter { $0.hasSuffix(".tif") }
            #expect(!images.isEmpty)
            if isOfBefore {
                try await DatabaseQueue(path: tool.workspace + "/ledger.sqlite").write {
                    try $0.execute(sql: "DROP TRIGGER manifest_stays; UPDATE manifest SET source_mark = NULL")
                }
            }
            for image in images {
                let url = URL(filePath: scans + "/" + image)
                var bytes = try Data(contentsOf: url)
                bytes[bytes.count / 2] ^= 1
                try bytes.write(to: url)
            }
            #expect(try await tool("run", "--until-idle").status == 2)
            let held = try await tool("review", "list", "--json").json()["films"] as? [[String: Any]] ?? []
            #expect(!held.isEmpty && held.allSatisfy { $0["code"] as? String == "SCAN_CHANGED" })
            #expect(try await scene.primary.instances().isEmpty)
            try await scene.expectConserved(tool)
        } catch {
            await scene.close()
            throw error
        }
        await scene.close()
    }
}
