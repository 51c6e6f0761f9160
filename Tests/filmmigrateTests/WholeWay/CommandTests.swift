import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Migration
@testable import filmmigrate

@Suite("Commands answer as INTERFACES says, without an archive")
struct CommandTests {
    @Test("exit statuses tell usage, configuration and input apart")
    func statuses() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/none")
        #expect(try await tool("status").status == 78)
        #expect(try await tool("nonsense").status == 64)
        #expect(try await tool("--help").status == 0)
        let ready = Tool(workspace: folder.path + "/ready")
        #expect(try await ready("init").status == 0)
        #expect(try await ready("init").status == 0)
        #expect(try await ready("run", "--until-idle").status == 78)
        #expect(try await ready("archive", "add", "x", "no-address").status == 64)
        #expect(try await ready("trust", "add", "not a code").status == 64)
        #expect(try await ready("film", "show", "none").status == 65)
        #expect(try await ready("receipt", "none").status == 65)
        #expect(try await ready("intake", folder.path + "/nothing").status == 65)
        #expect(try await ready("index", "import", folder.path + "/nothing.csv").status == 65)
        #expect(try await ready("plan", "import", folder.path).status == 65)
        #expect(try await ready("doctor").status == 78)
    }

    @Test("--workspace may stand before or behind the command")
    func workspaceOption() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/none")
        #expect(try await tool("--workspace", folder.path + "/a", "init").status == 0)
        #expect(try await tool("status", "--json", "--workspace", folder.path + "/a").status == 0)
        #expect(try await tool("status", "--json", "--workspace=\(folder.path)/a").status == 0)
    }

    @Test("an empty ledger's documents have every key")
    func emptyDocuments() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/ready")
        try await tool("init")
        try await tool("trust", "add", "RXA", "--name", "Trust <A> & Söhne")
        let status = try await tool("status", "--json").json()
        let total = try #require(status["total"] as? [String: Any])
        #expect(Set(total.keys) == ["films", "films_per_hour", "eta"])
        #expect(total["eta"] is NSNull && total["films_per_hour"] is NSNull)
        let trusts = try #require(status["trusts"] as? [[String: Any]])
        #expect(trusts.first?["name"] as? String == "Trust <A> & Söhne")
        #expect(Set((total["films"] as? [String: Int] ?? [:]).keys).count == 8)
        #expect(try await tool("batch", "list", "--json").json()["batches"] as? [String] == [])
        #expect(try await tool("review", "list", "--json").json()["films"] as? [String] == [])
        #expect(try await tool("archive", "list", "--json").json()["archives"] as? [String] == [])
    }

    @Test("settings with an unknown key or a value out of range are refused with their remedy")
    func settings() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/ready")
        try await tool("init")
        for text in [
            "lane: 4\n", "lanes: 0\n", "lanes: many\n", "calling_ae_title: MUCH_TOO_LONG_TITLE\n", "- 1\n: [",
        ] {
            try Data(text.utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
            let answer = try await tool("status")
            #expect(answer.status == 78 && answer.errors.contains("filmmigrate.yaml"), "\(text)")
        }
        let twice = "lanes: 2\n# lanes: 3\nattempts: 4\n\"lanes\" : 4\n"
        try Data(twice.utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
        let answer = try await tool("status")
        #expect(
            answer.status == 78 && answer.errors.contains("the key lanes stands twice (lines 1 and 4)"),
            "\(answer.errors)")
        try Data("lanes: 2\n".utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
        #expect(try await tool("status").status == 0)
    }

    @Test("no two batches share a receipt's file, and every name of one fits a file system")
    func receiptNames() {
        let names = [
            "c/g", "c_g", "c g", "é", String(repeating: "é", count: 200), ".x", "_c_g", "NFS-2041", "a~2",
        ]
        let files = names.map { Receipts.fileName(of: $0) }
        #expect(Set(files).count == names.count)
        #expect(files.allSatisfy { $0.utf8.count < 120 && !$0.hasPrefix(".") && !$0.contains("/") })
        #expect(files.suffix(2) == ["NFS-2041", "a~2"])
    }

    @Test("every bag of an intake is told, also where one is no folder")
    func manyBags() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        let today = try #require(PartialDate("2026-11-24"))
        let files = try DemoCommunity(seed: 6, filmSize: .about(width: 100, height: 120), today: today)
            .write(to: folder.path + "/community")
        try await tool("init")
        for trust in ["RXA", "RXB", "RXC"] { try await tool("trust", "add", trust) }
        let whole = files.bags.filter { $0 != files.tornBag }
        let answer = try await tool("intake", "--json", whole[0], "/nonexistent", files.tornBag, whole[1])
        #expect(answer.status == 65)
        let documents = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]]
        #expect(documents?.map { $0["refused"] as? Bool ?? false } == [false, true, true, false])
        try FileManager.default.removeItem(atPath: tool.workspace + "/ledger.sqlite")
        let again = try await tool("init")
        #expect(again.status == 78 && again.errors.contains("restore the ledger"))
    }

    @Test("convert makes one file a page, and nothing where a page can't be read")
    func convert() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path)
        let today = try #require(PartialDate("2026-11-24"))
        let files = try DemoCommunity(seed: 5, filmSize: .about(width: 100, height: 120), today: today)
            .write(to: folder.path + "/community")
        let scans = FileManager.default.enumerator(atPath: files.bags[0])?.compactMap { $0 as? String } ?? []
        let single = try #require(scans.first { $0.hasSuffix(".tif") && $0.contains("NFS-") })
        let paged = try #require(scans.first { $0.hasSuffix(".tif") && !$0.contains("NFS-") })
        let one = try await tool(
            "convert", files.bags[0] + "/" + single, folder.path + "/one.dcm", "--film", "body_part=CHEST",
            "--film", "family_name=O'Neill & <Söhne>", "--film", "trust=RXA")
        #expect(one.status == 0, "\(one.errors)")
        let many = try await tool("convert", files.bags[0] + "/" + paged, folder.path + "/many.dcm")
        #expect(many.status == 0, "\(many.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.contains("one.dcm") && names.contains("many.dcm") && names.contains("many-2.dcm"))
        #expect(try await tool("convert", files.index, folder.path + "/no.dcm").status == 65)
        #expect(
            try await tool("convert", files.bags[0] + "/" + single, "x.dcm", "--film", "colour=red").status
                == 65)
        #expect(
            try await tool("convert", files.bags[0] + "/" + single, "x.dcm", "--film", "laterality").status
                == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/no.dcm"))
        let scan = files.bags[0] + "/" + single
        let before = try Data(contentsOf: URL(filePath: scan))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.dcm", withDestinationPath: scan)
        for output in [scan, folder.path + "/link.dcm"] {
            #expect(try await tool("convert", scan, output).status == 64)
        }
        #expect(try Data(contentsOf: URL(filePath: scan)) == before)
    }
}
