import Foundation
import Testing

@testable import filmmigrate

@Suite("The plan and its reports by commands, without an archive")
struct PlanCommandTests {
    /// The plan of fixtures/plan, with changes of one file.
    private func plan(_ folder: String, _ name: String, changing change: (String) -> String = { $0 }) throws
        -> String
    {
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/plan")
        let target = URL(filePath: folder + "/" + name)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(atPath: source.path(percentEncoded: false))
        where file.hasSuffix(".csv") {
            var text = try String(contentsOf: source.appending(path: file), encoding: .utf8)
            if file == "clusters.csv" { text = change(text) }
            try Data(text.utf8).write(to: target.appending(path: file))
        }
        return target.path(percentEncoded: false)
    }

    @Test("versions are kept with who and why, the same plan is no new one, and a diff shows what changed")
    func versions() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        let first = try plan(folder.path, "one")
        let second = try plan(folder.path, "two") { $0.replacing("20123.45", with: "18000.00") }
        #expect(try await tool("plan", "import", first, "--reason", "the first", "--by", "jo").status == 0)
        let again = try await tool("plan", "import", first, "--json").json()
        #expect(again["new"] as? Bool == false)
        #expect(again["version"] as? Int == 1)
        #expect(try await tool("plan", "import", second).status == 0)
        let versions = try await tool("plan", "versions", "--json").json()["versions"] as? [[String: Any]]
        #expect(versions?.map { $0["version"] as? Int } == [1, 2])
        #expect(versions?.first?["by"] as? String == "jo")
        #expect(versions?.first?["reason"] as? String == "the first")
        let diff = try await tool("plan", "diff", "1", "--json").json()["changes"] as? [[String: Any]]
        #expect(diff?.count == 1)
        #expect(diff?.first?["before"] as? String == "20123.45")
        #expect(diff?.first?["after"] as? String == "18000.00")
        #expect(try await tool("plan", "diff", "1", "9").status == 65)
    }

    @Test("check ends with 2 until every gate passes, and a signature is for one plan")
    func check() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        #expect(try await tool("plan", "check").status == 65)
        try await tool("plan", "import", try plan(folder.path, "one"))
        let check = try await tool("plan", "check", "--json")
        #expect(check.status == 2)
        let gates = try #require(check.json()["gates"] as? [[String: Any]])
        let affordability = try #require(gates.first { $0["gate"] as? String == "affordability" })
        #expect(affordability["level"] as? String == "cluster")
        #expect(affordability["left_pence"] as? Int == 2_012_345)
        #expect(affordability["right_pence"] as? Int == 1_842_859)
        #expect(affordability["passed"] as? Bool == false)
        #expect(affordability["blocked_by"] is NSNull)
        let cashFlow = try #require(gates.first { $0["gate"] as? String == "cash_flow" })
        #expect(cashFlow["blocked_by"] as? String == "affordability")
        #expect(
            try await tool("plan", "sign", "--party", "lsp", "--code", "Q1", "--name", "Ann").status == 64)
        #expect(try await tool("plan", "sign", "--party", "lsp", "--code", "NW", "--name", "Ann").status == 0)
        func signed() async throws -> Bool? {
            let gates = try await tool("plan", "check", "--json").json()["gates"] as? [[String: Any]]
            return gates?.first { $0["party"] as? String == "lsp" }?["passed"] as? Bool
        }
        #expect(try await signed() == true)
        let changed = try plan(folder.path, "two") { $0.replacing("20123.45", with: "20123.46") }
        try await tool("plan", "import", changed)
        #expect(try await signed() == false)
    }

    @Test("report takes every form, a past day, a part, and says where a figure comes from")
    func report() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        try await tool("plan", "import", try plan(folder.path, "one"))
        for form in ["html", "csv", "xlsx", "pdf", "json"] {
            let path = folder.path + "/report." + form
            for _ in 0..<2 {
                let answer = try await tool("report", "--format", form, "--output", path)
                #expect(answer.status == 0, "\(answer.errors)")
            }
            #expect((FileManager.default.contents(atPath: path)?.count ?? 0) > 500, "\(form)")
        }
        #expect(try await tool("report", "--format", "pdf").status == 64)
        #expect(try await tool("report", "--as-of", "2027-02-30").status == 64)
        #expect(try await tool("report", "--code", "XX").status == 65)
        let past = try await tool(
            "report", "--format", "json", "--as-of", "2026-08-31", "--code", "Q1", "--since", "2026-07-31"
        ).json()
        #expect(past["as_of"] as? String == "2026-08-31")
        let rows = try #require(past["rows"] as? [[String: Any]])
        #expect(rows.map { $0["code"] as? String } == ["Q1", "RXA", "RXB"])
        #expect(rows.first?["verified_films"] as? Int == 0)
        #expect((past["uncertain"] as? [String])?.first?.contains("No plan was in force") == true)
        let explained = try await tool("report", "explain", "RXA.planned_films", "--json").json()
        #expect(explained["value"] as? Int == 1200)
        #expect(try await tool("report", "explain", "nonsense").status == 64)
    }

    @Test("a what-if changes nothing, and used days count from their day")
    func whatIf() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        try await tool("plan", "import", try plan(folder.path, "one"))
        let before = try await tool("plan", "check", "--json").output
        let result = try await tool(
            "plan", "what-if", "--opt-out", "RXB", "--slip", "RXA=3", "--rate", "80", "--priming", "NW=-0.01",
            "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json()["dates"] as? [[String: Any]] != nil)
        #expect(try await tool("plan", "what-if").status == 64)
        #expect(try await tool("plan", "check", "--json").output == before)
        let days = try await tool(
            "plan", "days", "--trust", "RXA", "--activity", "survey", "--days", "7", "--day", "2026-08-15")
        #expect(days.status == 0, "\(days.errors)")
        func used(_ day: String) async throws -> Int? {
            let report = try await tool("report", "--format", "json", "--as-of", day, "--code", "RXA").json()
            return (report["rows"] as? [[String: Any]])?.first?["contractor_days_used"] as? Int
        }
        #expect(try await used("2026-08-14") == 0)
        #expect(try await used("2026-08-15") == 7)
    }
}
