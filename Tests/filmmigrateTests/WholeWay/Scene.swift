import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

/// A workspace with two real archives, a small community of synthetic films, its index and its Trusts.
final class Scene: Sendable {
    let folder: TemporaryFolder
    let files: DemoCommunity.Files
    let primary: PrivateOrthanc
    let copy: PrivateOrthanc

    /// Draws the community of a seed at a size that a debug build carries quickly, and starts the archives.
    init(seed: UInt64) async throws {
        folder = try TemporaryFolder()
        let today = try #require(PartialDate(Timestamp.now().day))
        files = try DemoCommunity(seed: seed, filmSize: .about(width: 120, height: 144), today: today)
            .write(to: folder.path + "/community")
        primary = try await PrivateOrthanc.start(
            folder: folder.path + "/primary", name: "primary", callingAETitle: "FILMMIGRATE")
        copy = try await PrivateOrthanc.start(
            folder: folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
    }

    /// Ends the archives; to be called by whoever made the scene.
    func close() async {
        await primary.stop()
        await copy.stop()
    }

    /// A workspace that is ready for intake, made by the commands.
    func workspace(_ name: String = "workspace", archives: Bool = true) async throws -> Tool {
        let tool = Tool(workspace: folder.path + "/" + name)
        #expect(try await tool("init").status == 0)
        for trust in ["RXA", "RXB", "RXC"] {
            #expect(try await tool("trust", "add", trust, "--name", "Trust \(trust)").status == 0)
        }
        #expect(try await tool("index", "import", files.index).status == 0)
        guard archives else { return tool }
        let answers = [
            try await tool("archive", "add", "primary", "\(primary.aeTitle)@127.0.0.1:\(primary.dicomPort)"),
            try await tool(
                "archive", "add", "copy", "\(copy.aeTitle)@127.0.0.1:\(copy.dicomPort)", "--role",
                "second-copy"),
        ]
        #expect(answers.allSatisfy { $0.status == 0 })
        return tool
    }

    /// The bags that are whole.
    var bags: [String] { files.bags.filter { $0 != files.tornBag } }

    /// What must become of the films of the whole bags.
    var expectations: [DemoExpectation] { files.expectations.filter { $0.state != nil } }

    /// How many instances must be in each archive once everything is carried.
    var verified: Int { expectations.filter { $0.state == .verified }.count }

    /// Checks every film against what must have become of it.
    func expectAllSettled(_ tool: Tool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        var states: [String: String] = [:]
        var codes: [String: String] = [:]
        for batch in Set(expectations.map(\.batch)) {
            let films = try await tool("batch", "show", batch, "--json").json()["films"] as? [[String: Any]]
            for film in films ?? [] {
                guard let id = film["film_id"] as? String else { continue }
                states[id] = film["state"] as? String
                codes[id] = film["code"] as? String
            }
        }
        for expectation in expectations {
            #expect(
                states[expectation.filmID] == expectation.state?.rawValue, "\(expectation.filmID)",
                sourceLocation: sourceLocation)
            #expect(
                codes[expectation.filmID] == expectation.code?.rawValue, "\(expectation.filmID)",
                sourceLocation: sourceLocation)
        }
        try await expectConserved(tool, sourceLocation: sourceLocation)
    }

    /// Checks that nothing is lost or counted twice: in the figures of `status`, and in the ledger's places.
    func expectConserved(_ tool: Tool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let status = try await tool("status", "--json").json()
        var parts = [status["total"] as? [String: Any] ?? [:]]
        parts += status["trusts"] as? [[String: Any]] ?? []
        #expect(parts.count == 4, sourceLocation: sourceLocation)
        for part in parts {
            let films = part["films"] as? [String: Int] ?? [:]
            let sum = FilmState.allCases.reduce(0) { $0 + films[$1.rawValue, default: -1] }
            #expect(films["received"] == sum, sourceLocation: sourceLocation)
        }
        let breaches = try await Workspace(at: tool.workspace).open().ledger.breaches()
        #expect(breaches.isEmpty, sourceLocation: sourceLocation)
    }

    /// Checks that an archive holds exactly the instances of the verified films, each once.
    func expectEachOnce(_ archive: PrivateOrthanc, times count: Int) async throws {
        var uids: [String] = []
        for id in try await archive.instances() {
            let tags = try await archive.rest("GET", "instances/\(id)/simplified-tags")
            let object = try JSONSerialization.jsonObject(with: Data(tags.utf8)) as? [String: Any]
            uids.append(object?["SOPInstanceUID"] as? String ?? "")
        }
        #expect(uids.count == count)
        #expect(Set(uids).count == uids.count)
    }
}
