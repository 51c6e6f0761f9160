import Foundation
import Glibc
import Testing

@testable import Migration
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

    @Test("a what-if changes nothing, and refuses what makes no sense")
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
        #expect(try result.json()["passed_before"] as? Bool == false)
        for wrong in [
            ["--opt-out", "RXD"], ["--slip", "RXD=3"], ["--opt-out", "RXA", "--opt-out", "rxa"],
            ["--slip", "RXA=1", "--slip", "RXA=2"], ["--priming", "NW=-99999999.00"],
        ] {
            let refused = try await tool(["plan", "what-if"] + wrong)
            #expect(refused.status == 64, "\(wrong): \(refused.errors)")
        }
    }

    @Test("used days are entered, taken back, and counted from the day on which they were known")
    func days() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        try await tool("plan", "import", try plan(folder.path, "one"))
        let enter = ["plan", "days", "--trust", "RXA", "--activity"]
        let days = try await tool(enter + ["survey", "--days", "7", "--day", "2026-08-15"])
        #expect(days.status == 0, "\(days.errors)")
        #expect(try await tool(enter + ["survey", "--days", "-3", "--day", "2026-08-15"]).status == 0)
        let strange = try await tool(enter + ["servey", "--days", "1"])
        #expect(strange.status == 0)
        #expect(strange.errors.contains("survey is meant?"))
        func used(_ arguments: String...) async throws -> Int? {
            let report = try await tool(
                ["report", "--format", "json", "--code", "RXA"] + arguments
            ).json()
            return (report["rows"] as? [[String: Any]])?.first?["contractor_days_used"] as? Int
        }
        #expect(try await used() == 5)
        // Nobody knew of them on that day.
        #expect(try await used("--as-of", "2026-08-31") == 0)
        for wrong in [
            ["survey", "--days", "100001"], ["survey", "--days", "1", "--day", "2100-01-01"],
            ["a\u{202E}b", "--days", "1"], ["survey", "--days", "-5", "--day", "2026-08-15"],
        ] { #expect(try await tool(enter + wrong).status == 64, "\(wrong)") }
        let file = folder.path + "/used.csv"
        try Data("trust,activity,day,days\nRXA,survey,2026-08-15,7\n".utf8).write(to: URL(filePath: file))
        let twice = try await tool("plan", "days", "--import", file)
        #expect(twice.errors.contains("1 of 1 line says what was entered before"))
        try Data("trust,activity,day,days\nRXA,survey,soon,7\n".utf8).write(to: URL(filePath: file))
        let faulty = try await tool("plan", "days", "--import", file)
        #expect(faulty.status == 65)
        #expect(faulty.output.hasPrefix("used.csv, row 2, day: “soon” is no day"))
        #expect(faulty.errors.contains("used.csv has a fault, and nothing of it was taken"))
    }

    @Test("a plan file that is there and can't be read is a fault, and other CSV files are remarked")
    func unreadable() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        let source = try plan(folder.path, "one")
        let cash = source + "/cash.csv"
        let files = FileManager.default
        let kept = try Data(contentsOf: URL(filePath: cash))
        for kind in ["folder", "dangling link", "pipe", "device"] {
            try files.removeItem(atPath: cash)
            switch kind {
            case "folder": try files.createDirectory(atPath: cash, withIntermediateDirectories: false)
            case "pipe": #expect(unsafe mkfifo(cash, 0o600) == 0)
            default:
                try files.createSymbolicLink(
                    atPath: cash, withDestinationPath: kind == "device" ? "/dev/zero" : "nowhere.csv")
            }
            let answer = try await tool("plan", "import", source)
            #expect(answer.status == 65, "\(kind)")
            #expect(answer.output.contains("cash.csv: "), "\(kind): \(answer.output)")
        }
        // A link to a regular file is one, and so is a link to the folder.
        try files.removeItem(atPath: cash)
        try kept.write(to: URL(filePath: folder.path + "/elsewhere.csv"))
        try files.createSymbolicLink(atPath: cash, withDestinationPath: "../elsewhere.csv")
        try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: source)
        let taken = try await tool("plan", "import", folder.path + "/link", "--json")
        #expect(taken.status == 0, "\(taken.errors)")
        // golden.csv and verified.csv stand beside the plan.
        let remarks = try #require(taken.json()["remarks"] as? [[String: Any]])
        let strange = remarks.compactMap { $0["file"] as? String }.filter { $0.hasPrefix("“") }
        #expect(strange == ["“golden.csv”", "“verified.csv”"])
        #expect(taken.errors.contains("remark: “golden.csv”: none of the plan's files"))
        // What is kept and no longer says what was imported is taken again.
        let version = folder.path + "/w/plans/0001/cash.csv"
        try Data("level,code,month,kind,amount\n".utf8).write(to: URL(filePath: version))
        let again = try await tool("plan", "import", source, "--json")
        #expect(try again.json()["version"] as? Int == 2)
        #expect(again.errors.contains("version 1 said the same"))
    }

    @Test("a report is written through a link, and never over a pipe, a device or a folder")
    func output() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        try await tool("plan", "import", try plan(folder.path, "one"))
        let files = FileManager.default
        let (link, target, pipe) = (folder.path + "/link", folder.path + "/target", folder.path + "/pipe")
        try files.createSymbolicLink(atPath: link, withDestinationPath: "target")
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        for form in ["csv", "xlsx", "pdf"] {
            #expect(try await tool("report", "--format", form, "--output", link).status == 0)
            #expect(FileKind(link) == .link)
            #expect((files.contents(atPath: target)?.count ?? 0) > 500, "\(form)")
            for wrong in [pipe, "/dev/null", folder.path + "/w"] {
                let answer = try await tool("report", "--format", form, "--output", wrong)
                #expect(answer.status == 74, "\(form) \(wrong)")
            }
            #expect(FileKind(pipe) == .other)
            let missing = try await tool("report", "--format", form, "--output", folder.path + "/no/report")
            #expect(missing.status == 74)
            #expect(missing.errors.hasPrefix("filmmigrate: "), "\(missing.errors)")
        }
        let text = try await tool("report", "--format", "csv", "--output", "-")
        // The byte-order mark is what spreadsheets know UTF-8 by, in a file and behind a redirection.
        #expect(text.output.unicodeScalars.first == "\u{FEFF}")
        #expect(text.output.unicodeScalars.dropFirst().starts(with: "as_of,".unicodeScalars))
        #expect(try await tool("report", "--format", "pdf", "--output", "-").status == 64)
    }

    @Test("what can't be is refused with a remedy: the future, a level that a unit has not, an odd signature")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        let source = try plan(folder.path, "one")
        #expect(try await tool("plan", "import", source, "--by", "a\u{2066}b").status == 64)
        let long = String(repeating: "x", count: 1_001)
        #expect(try await tool("plan", "import", source, "--reason", long).status == 64)
        try await tool("plan", "import", source)
        #expect(try await tool("report", "--as-of", "2100-01-01").status == 64)
        #expect(try await tool("report", "explain", "planned_films", "--as-of", "2100-01-01").status == 64)
        #expect(try await tool("report", "--as-of", "2026-08-31", "--since", "2026-08-31").status == 64)
        #expect(try await tool("report", "--level", "cluster", "--code", "RXA").status == 64)
        #expect(try await tool("report", "--level", "trust", "--code", "Q1", "--format", "csv").status == 0)
        let sign = ["plan", "sign", "--party", "lsp", "--code"]
        #expect(try await tool(sign + ["XX", "--name", "Ann"]).status == 65)
        #expect(try await tool(sign + ["NW", "--name", "A\u{200F}nn"]).status == 64)
        #expect(try await tool(sign + ["NW", "--name", "Ann"]).status == 0)
        // Capitals make no difference, as in the plan's files.
        let again = try await tool(sign + ["nw", "--name", "Bob"])
        #expect(again.errors.contains("Ann signed this plan as lsp"))
        let twice = try plan(folder.path, "twice") { $0 + "nw,Again,2026-06,12,1.00,30\n" }
        #expect(try await tool("plan", "import", twice).status == 65)
        #expect(try await tool("report", "--code", "rxa", "--format", "csv").status == 0)
        #expect(try await tool("plan", "what-if", "--priming", "nw=1.00").status == 0)
    }

    @Test("benefit by the plan's dates is released once a named person has confirmed it, line by line")
    func confirm() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        // The plan has begun long ago, so that RXA's lorry has come in every month since 2024-08.
        func past(_ name: String, _ amount: String) throws -> String {
            let path = try plan(folder.path, name) { $0.replacing("2026-06", with: "2024-06") }
            for file in ["trusts.csv", "benefits.csv"] {
                let url = URL(filePath: path + "/" + file)
                let text = try String(contentsOf: url, encoding: .utf8)
                    .replacing("2026-08", with: "2024-08").replacing("99.99", with: amount)
                try Data(text.utf8).write(to: url)
            }
            return path
        }
        try await tool("plan", "import", past("one", "99.99"))
        func figure(_ key: String) async throws -> Int? {
            try await tool("report", "explain", "RXA.\(key)", "--json").json()["value"] as? Int
        }
        let due = try #require(await figure("realised_unconfirmed_cash_releasing_pence"))
        #expect(due > 0 && due.isMultiple(of: 9_999))
        let word = ["plan", "confirm", "--trust", "rxa", "--benefit", "Lorry", "--name", "Ann Other"]
        let made = try await tool(word + ["--through", "2024-10", "--json"]).json()
        #expect(made["name"] as? String == "Ann Other")
        #expect(made["through"] as? String == "2024-10")
        #expect(try await figure("realised_confirmed_cash_releasing_pence") == 3 * 9_999)
        #expect(try await figure("realised_unconfirmed_cash_releasing_pence") == due - 3 * 9_999)
        #expect(try await figure("realised_cash_releasing_pence") == due)
        // A report as of a day before the word was given does not know it.
        let before = try await tool(
            "report", "explain", "RXA.realised_confirmed_cash_releasing_pence", "--as-of", "2024-12-31",
            "--json")
        #expect(try before.json()["value"] as? Int == 0)
        let lines = try await tool("plan", "confirm", "--json").json()["benefits"] as? [[String: Any]]
        #expect(lines?.first { $0["benefit"] as? String == "lorry" }?["confirmed_pence"] as? Int == 3 * 9_999)
        // Taken back, confirmed again by another, and lapsed by another amount.
        try await tool(word + ["--withdraw"])
        #expect(try await figure("realised_confirmed_cash_releasing_pence") == 0)
        try await tool(word)
        #expect(try await figure("realised_unconfirmed_cash_releasing_pence") == 0)
        try await tool("plan", "import", past("two", "50.00"))
        #expect(try await figure("realised_confirmed_cash_releasing_pence") == 0)
        // What films prove needs no word, what has not come none yet.
        let rent = try await tool("plan", "confirm", "--trust", "RXA", "--benefit", "rent", "--name", "Ann")
        #expect(rent.status == 65 && rent.errors.contains("proven by films"))
        #expect(try await tool(word + ["--through", "2100-01"]).status == 64)
        #expect(try await tool(word + ["--through", "2024-07"]).status == 64)
        #expect(try await tool("plan", "confirm", "--trust", "RXA", "--benefit", "lorry").status == 64)
        #expect(
            try await tool("plan", "confirm", "--trust", "RXD", "--benefit", "film", "--name", "A").status
                == 65)
    }

    @Test("import says what money counts nowhere, and of a million faults the first")
    func remarks() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        let source = try plan(folder.path, "one")
        let cash = URL(filePath: source + "/cash.csv")
        let text = try String(contentsOf: cash, encoding: .utf8)
        try Data((text + "cluster,NW,2031-01,national_priming,77.00\n").utf8).write(to: cash)
        let taken = try await tool("plan", "import", source)
        #expect(taken.status == 0)
        #expect(taken.errors.contains("£77.00 of national_priming lie outside the plan's months"))
        let rows = String(repeating: "RXA,2026-07\n", count: 500)
        try Data(("trust,month,planned_films\n" + rows).utf8).write(
            to: URL(filePath: source + "/schedule.csv"))
        let refused = try await tool("plan", "import", source)
        #expect(refused.status == 65)
        #expect(refused.output.split(separator: "\n").count == 101)
        #expect(refused.output.contains("not listed: schedule.csv has"))
        let document = try await tool("plan", "import", source, "--json").json()
        #expect((document["faults"] as? [Any])?.count == 100)
        #expect((document["fault_count"] as? Int ?? 0) >= 500)
    }

    @Test("the report's help has its options, and explain lists what can be asked")
    func help() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        let help = try await tool("report", "--help").output
        for word in ["--format", "--as-of", "--since", "--level", "--output", "explain"] {
            #expect(help.contains(word), "\(word)")
        }
        try await tool("init")
        try await tool("plan", "import", try plan(folder.path, "one"))
        let list = try await tool("report", "explain", "--list")
        #expect(list.output.contains("NW.gate.affordability.left  "))
        let gate = try await tool("report", "explain", "NW.gate.affordability.left", "--json").json()
        #expect(gate["value"] as? Int == 2_012_345)
        #expect(try await tool("report", "explain").status == 64)
    }

    @Test("commands that start together wait for each other")
    func together() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        try await tool("plan", "import", try plan(folder.path, "one"))
        try await withThrowingTaskGroup(of: Int32.self) { group in
            for number in 0..<24 {
                group.addTask {
                    switch number % 3 {
                    case 0: try await tool("plan", "show").status
                    case 1: try await tool("report", "--format", "csv").status
                    default:
                        try await tool(
                            "plan", "days", "--trust", "RXA", "--activity", "survey", "--days", "1"
                        ).status
                    }
                }
            }
            for try await status in group { #expect(status == 0) }
        }
        let entered = try await tool("plan", "days", "--json").json()["days"] as? [[String: Any]]
        #expect(entered?.count == 8)
    }
}
