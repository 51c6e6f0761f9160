import Foundation
import Glibc
import Testing

@testable import Community
@testable import Digitise
@testable import filmmigrate

@Suite("Nothing is written over that the program has not written itself, and nothing of a workspace at all")
struct OutputTests {
    private let folder: TemporaryFolder
    private let tool: Tool
    private let files = FileManager.default
    private var root: String { folder.path }

    init() async throws {
        folder = try TemporaryFolder()
        tool = Tool(workspace: folder.path + "/w")
        #expect(try await tool("init").status == 0)
        for name in ["a", "b", "c"] {
            let pixels = (0..<64 * 64).map { UInt16($0 * Int(name.utf8.first ?? 1) % 4000) }
            try TIFFWriter.write([TIFFPage(width: 64, height: 64, pixels: pixels)], to: "\(root)/\(name).tif")
        }
    }

    private func put(_ text: String, _ name: String) throws -> String {
        let path = "\(root)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func text(_ path: String) -> String {
        String(decoding: files.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// An index, labels, and the arguments that name them.
    private func match() throws -> [String] {
        let index = try put(
            "person_id,nhs_number,family_name,birth_date\nP1,9434765919,Ashdown,1951-11-30\n", "index.csv")
        let labels = try put(
            "label_id,nhs_number,family_name,birth_date\nL1,9434765919,Ashdown,1951-11-30\n", "labels.csv")
        return ["match", "--index", index, "--labels", labels, "--output"]
    }

    /// A plan of the least.
    private func importPlan() async throws {
        let plan = root + "/plan"
        try files.createDirectory(atPath: plan, withIntermediateDirectories: true)
        _ = try put("cluster,start_month,months,lsp_price\nNW,2026-09,12,100.00\n", "plan/clusters.csv")
        _ = try put("sha,cluster\nQ1,NW\n", "plan/shas.csv")
        _ = try put("trust,sha,films_to_migrate\nRXA,Q1,10\n", "plan/trusts.csv")
        #expect(try await tool("plan", "import", plan).status == 0)
    }

    @Test("convert leaves another scan as it is, unless it is told to overwrite it")
    func convert() async throws {
        let (a, b) = (root + "/a.tif", root + "/b.tif")
        let before = text(b)
        let refused = try await tool("convert", a, b)
        #expect(refused.status == 64 && refused.errors.contains("--overwrite"))
        #expect(text(b) == before)
        #expect(try await tool("convert", a, b, "--overwrite").status == 0)
        #expect(text(b) != before)
        // The scan itself is never lost, whatever is said.
        #expect(try await tool("convert", a, a, "--overwrite").status == 64)
        // What this program wrote is written again.
        for _ in 0..<2 { #expect(try await tool("convert", a, root + "/o.dcm").status == 0) }
    }

    @Test("several scans go into a folder, each under its own name")
    func intoFolder() async throws {
        let (a, b, c) = (root + "/a.tif", root + "/b.tif", root + "/c.tif")
        let before = [a, b, c].map(text)
        // As a shell spells *.tif.
        let shell = try await tool("convert", a, b, c)
        #expect(shell.status == 64 && shell.errors.contains("folder"))
        #expect([a, b, c].map(text) == before)
        let out = root + "/out"
        #expect(try await tool("convert", a, b, c, out + "/").status == 0)
        #expect(try files.contentsOfDirectory(atPath: out).sorted() == ["a.dcm", "b.dcm", "c.dcm"])
        #expect(try await tool("convert", a, b, out).status == 0)
        #expect(try await tool("convert", a, out).status == 0)
        try files.createDirectory(atPath: root + "/deep", withIntermediateDirectories: true)
        try files.copyItem(atPath: b, toPath: root + "/deep/a.tif")
        #expect(try await tool("convert", a, root + "/deep/a.tif", out).status == 64)
        let bad = try put("no scan", "bad.tif")
        let some = try await tool("convert", a, bad, b, out)
        #expect(some.status == 2 && some.errors.contains("bad.tif"))
        #expect(try await tool("convert", bad, root + "/none.tif", out).status == 65)
        // A page of one scan and another scan want one file: the first keeps it.
        let page = { (seed: Int) in
            TIFFPage(width: 64, height: 64, pixels: (0..<4096).map { UInt16($0 * seed % 4000) })
        }
        try TIFFWriter.write([page(3), page(5)], to: root + "/d.tif")
        try files.copyItem(atPath: c, toPath: root + "/d-2.tif")
        let clash = try await tool("convert", root + "/d.tif", root + "/d-2.tif", out)
        #expect(clash.status == 2 && clash.errors.contains("d-2.dcm"))
    }

    @Test("the files that a command reads are left as they are", arguments: ["index.csv", "labels.csv"])
    func inputs(name: String) async throws {
        let arguments = try match()
        let before = text("\(root)/\(name)")
        #expect(try await tool(arguments + ["\(root)/\(name)"]).status == 64)
        #expect(text("\(root)/\(name)") == before)
        try files.createSymbolicLink(atPath: root + "/link.csv", withDestinationPath: name)
        #expect(unsafe link("\(root)/\(name)", root + "/hard.csv") == 0)
        for path in ["link.csv", "hard.csv", "w/../\(name)"] {
            #expect(try await tool(arguments + ["\(root)/\(path)"]).status == 64, "\(path)")
            #expect(text("\(root)/\(name)") == before)
        }
        let matches = root + "/matches.csv"
        for _ in 0..<2 { #expect(try await tool(arguments + [matches]).status == 0) }
        // Its own earlier output is an input now.
        let own = ["match", "--index", root + "/index.csv", "--labels", matches, "--output", matches]
        let rows = text(matches)
        #expect(try await tool(own).status == 64)
        #expect(text(matches) == rows)
    }

    @Test("no command writes over a file that is not ours; each of them does when it is told to")
    func foreign() async throws {
        try await importPlan()
        let match = try self.match()
        let commands: [[String]] = [
            match, ["duplicates", root + "/a.tif", root + "/b.tif", "--output"],
            ["duplicates", "explain", root + "/a.tif", root + "/b.tif", "--output"],
            ["report", "--format", "html", "--output"], ["report", "--format", "csv", "--output"],
            ["report", "--format", "json", "--output"], ["report", "--format", "xlsx", "--output"],
            ["report", "--format", "pdf", "--output"],
            ["review", "export", "--truth", root + "/truth.csv", "--labels"], ["convert", root + "/a.tif"],
        ]
        for (number, command) in commands.enumerated() {
            let mine = try put("mine, and nobody else's\n", "mine-\(number)")
            let refused = try await tool(command + [mine])
            #expect(refused.status == 64 && refused.errors.contains("--overwrite"), "\(command)")
            #expect(text(mine) == "mine, and nobody else's\n", "\(command)")
            let told = try await tool(command + [mine, "--overwrite"])
            #expect(told.status == 0, "\(command): \(told.errors)")
            #expect(text(mine) != "mine, and nobody else's\n", "\(command)")
            // From now on it is ours.
            #expect(try await tool(command + [mine]).status == 0, "\(command)")
            // Nothing is left beside it.
            #expect(try files.contentsOfDirectory(atPath: root).allSatisfy { !$0.hasSuffix(".part") })
        }
        let plan = text(root + "/plan/trusts.csv")
        #expect(
            try await tool("report", "--format", "csv", "--output", root + "/plan/trusts.csv").status == 64)
        #expect(text(root + "/plan/trusts.csv") == plan)
    }

    @Test("a file of another program that has our name in it is not ours")
    func namesake() async throws {
        let commands = [
            ["convert", root + "/a.tif"], try match(),
            ["duplicates", root + "/a.tif", root + "/b.tif", "--output"],
        ]
        let texts = [
            "film_id,image\n1,filmmigrate/0001.tif\n", "0 3 * * * root filmmigrate run\n",
            "<html></html><!-- filmmigrate -->\n", "%PDF-1.4\n%%EOF\n% filmmigrate\n",
            "<html></html><!-- filmmigrate match sha256:0 -->\n",
        ]
        for command in commands {
            for text in texts {
                let mine = try put(text, "mine")
                #expect(try await tool(command + [mine]).status == 64, "\(command[0]): \(text)")
                #expect(self.text(mine) == text)
            }
        }
    }

    @Test("a key is nobody's to lose, and standard output is no file")
    func keys() async throws {
        let stranger = Tool(workspace: root + "/none")
        let key = try put("-----BEGIN PRIVATE KEY-----\nMC4\n-----END PRIVATE KEY-----\n", "tls.key")
        let before = text(key)
        #expect(try await stranger(match() + [key, "--overwrite"]).status == 64)
        #expect(text(key) == before)
        let answer = try await stranger(match() + ["/dev/stdout"])
        #expect(answer.status == 64 && answer.errors.contains("/dev/stdout is no file"), "\(answer.errors)")
    }

    @Test("one command's document is not another's to replace")
    func kinds() async throws {
        try await importPlan()
        let match = try self.match()
        let commands = [
            match, ["duplicates", root + "/a.tif", root + "/b.tif", "--output"],
            ["report", "--format", "csv", "--output"],
            ["report", "--format", "html", "--output"], ["convert", root + "/a.tif"],
            ["duplicates", "explain", root + "/a.tif", root + "/b.tif", "--output"],
        ]
        for (number, command) in commands.enumerated() {
            let path = "\(root)/k\(number)"
            #expect(try await tool(command + [path]).status == 0)
            let before = files.contents(atPath: path)
            for other in commands where other[..<1] != command[..<1] || (other.count != command.count) {
                #expect(try await tool(other + [path]).status == 64, "\(other) onto \(command)")
                #expect(files.contents(atPath: path) == before)
            }
        }
        // A report takes the place of a report of any form.
        #expect(try await tool("report", "--format", "pdf", "--output", root + "/k2").status == 0)
        #expect(try await tool("report", "--format", "json", "--output", root + "/k2").status == 0)
    }

    @Test(
        "a document that somebody has changed is not ours any more",
        arguments: ["csv", "json", "html", "pdf", "xlsx"])
    func changed(format: String) async throws {
        try await importPlan()
        let (path, command) = (root + "/r." + format, ["report", "--format", format, "--output"])
        #expect(try await tool(command + [path]).status == 0)
        #expect(try await tool(command + [path]).status == 0)
        var data = files.contents(atPath: path) ?? Data()
        // In place, as an editor may save; what the file system keeps beside the file stays.
        data.insert(contentsOf: Data(" ".utf8), at: data.count / 2)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: data)
        try handle.close()
        #expect(try await tool(command + [path]).status == 64)
        #expect(files.contents(atPath: path) == data)
        let rows = root + "/m.csv"
        let match = try self.match() + [rows]
        #expect(try await tool(match).status == 0)
        let added = try #require(FileHandle(forWritingAtPath: rows))
        try added.seekToEnd()
        try added.write(contentsOf: Data("L2,P1,match\n".utf8))
        try added.close()
        #expect(try await tool(match).status == 64)
    }

    @Test("an instance of another scan of the same name is left as it is")
    func sameName() async throws {
        let out = root + "/out"
        #expect(try await tool("convert", root + "/a.tif", out + "/").status == 0)
        try files.createDirectory(atPath: root + "/deep", withIntermediateDirectories: true)
        try files.copyItem(atPath: root + "/b.tif", toPath: root + "/deep/a.tif")
        let before = files.contents(atPath: out + "/a.dcm")
        let answer = try await tool("convert", root + "/deep/a.tif", out)
        #expect(answer.status == 64 && answer.errors.contains("wrote of this scan"))
        #expect(files.contents(atPath: out + "/a.dcm") == before)
        #expect(try await tool("convert", root + "/a.tif", out, "--film", "body_part=CHEST").status == 0)
    }

    @Test("a document can be opened after it was marked as ours")
    func marks() async throws {
        try await importPlan()
        let (page, paper, book) = (root + "/r.html", root + "/r.pdf", root + "/r.xlsx")
        for (form, path) in [("html", page), ("pdf", paper), ("xlsx", book)] {
            #expect(try await tool("report", "--format", form, "--output", path).status == 0)
        }
        #expect(text(page).contains("</html>"))
        #expect(String(decoding: files.contents(atPath: paper) ?? Data(), as: UTF8.self).contains("%%EOF"))
        let zip = files.contents(atPath: book) ?? Data()
        // The end of the central directory, whose comment's length is right.
        let end = try #require(zip.range(of: Data([0x50, 0x4B, 5, 6]), options: .backwards)).lowerBound
        #expect(Int(zip[end + 20]) + Int(zip[end + 21]) << 8 == zip.count - end - 22)
    }

    @Test("review export names two files")
    func twoFiles() async throws {
        let one = root + "/one.csv"
        let answer = try await tool("review", "export", "--labels", one, "--truth", root + "/w/../one.csv")
        #expect(answer.status == 64)
        #expect(!files.fileExists(atPath: one))
    }

    @Test("no command writes over a workspace's own files, even when it is told to overwrite")
    func workspace() async throws {
        try await importPlan()
        let w = tool.workspace
        try Data("{}".utf8).write(to: URL(filePath: w + "/outbox/B1.intake.json"))
        try files.createDirectory(atPath: w + "/scans/x/data", withIntermediateDirectories: true)
        try files.copyItem(atPath: root + "/c.tif", toPath: w + "/scans/x/data/c.tif")
        try Data("pem".utf8).write(to: URL(filePath: root + "/key.pem"))
        try Data("tls_key: \(root)/key.pem\n".utf8).write(to: URL(filePath: w + "/filmmigrate.yaml"))
        var targets = [
            "ledger.sqlite", "ledger.sqlite-wal", "portraits.sqlite", "filmmigrate.yaml",
            "outbox/B1.intake.json",
            "scans/x/data/c.tif", "plans/0001/trusts.csv", "inbox/new", "plans/0001/new.csv", "run.lock",
            "../w/ledger.sqlite", "./plans/../filmmigrate.yaml",
        ].map { w + "/" + $0 }
        for (number, name) in ["ledger.sqlite", "filmmigrate.yaml", "scans/x/data/c.tif"].enumerated() {
            try files.createSymbolicLink(atPath: "\(root)/soft\(number)", withDestinationPath: w + "/" + name)
            #expect(unsafe link(w + "/" + name, "\(root)/hard\(number)") == 0)
            targets += ["\(root)/soft\(number)", "\(root)/hard\(number)"]
        }
        try files.createSymbolicLink(atPath: root + "/way", withDestinationPath: w)
        targets += [root + "/way/ledger.sqlite", root + "/key.pem"]
        let match = try self.match()
        // Of an open ledger the log may change; its rows do not.
        let still = targets.filter {
            !$0.contains("sqlite") && !["\(root)/soft0", "\(root)/hard0"].contains($0)
        }
        let before = still.map { files.contents(atPath: $0) }
        let commands = [
            match, ["report", "--output"], ["report", "--format", "pdf", "--output"],
            ["duplicates", root + "/a.tif", root + "/b.tif", "--output"],
        ]
        for (number, target) in targets.enumerated() {
            for command in [["convert", root + "/a.tif"], commands[number % commands.count]] {
                let answer = try await tool(command + [target, "--overwrite"])
                #expect(answer.status == 64, "\(command[0]) \(target): \(answer.errors)")
            }
        }
        for target in ["scans/new.sqlite", "plans/new.sqlite", "run.lock"] {
            #expect(try await tool("backup", w + "/" + target).status == 64, "\(target)")
        }
        #expect(still.map { files.contents(atPath: $0) } == before)
        #expect(try await tool("status").status == 0)
        // A one-shot command elsewhere knows a workspace by the path.
        let stranger = Tool(workspace: root + "/none")
        for target in [w + "/ledger.sqlite", root + "/hard0", w + "/scans/x/data/c.tif"] {
            #expect(try await stranger("convert", root + "/a.tif", target, "--overwrite").status == 64)
        }
        // `..` behind a link leads elsewhere than its text says; no folder is made in a workspace either.
        try files.createSymbolicLink(atPath: root + "/in", withDestinationPath: w + "/plans")
        try files.createDirectory(atPath: root + "/scans", withIntermediateDirectories: true)
        for target in ["in/../scans/x/data/c.tif", "in/../plans/0001/trusts.csv", "w/plans/new/", "in/new/"] {
            let answer = try await tool("convert", root + "/a.tif", "\(root)/\(target)", "--overwrite")
            #expect(answer.status == 64, "\(target)")
        }
        #expect(try files.contentsOfDirectory(atPath: w + "/plans") == ["0001"])
        #expect(still.map { files.contents(atPath: $0) } == before)
        // Documents may lie in the workspace's folder.
        #expect(try await tool("report", "--output", w + "/report.html").status == 0)
    }

    @Test("a file that lay where a document is made is nobody's to lose")
    func staging() async throws {
        for name in ["o.dcm.part", "m.csv.part", "copy.sqlite.partial"] { _ = try put("kept", name) }
        #expect(try await tool("convert", root + "/a.tif", root + "/o.dcm").status == 0)
        #expect(try await tool(try match() + [root + "/m.csv"]).status == 0)
        #expect(try await tool("backup", root + "/copy.sqlite").status == 0)
        for name in ["o.dcm.part", "m.csv.part", "copy.sqlite.partial"] {
            #expect(text("\(root)/\(name)") == "kept")
        }
        // A backup is a ledger too.
        #expect(try await tool("convert", root + "/a.tif", root + "/copy.sqlite", "--overwrite").status == 64)
    }

    @Test("a file keeps the rights that it has")
    func rights() async throws {
        let out = root + "/o.dcm"
        #expect(try await tool("convert", root + "/a.tif", out).status == 0)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: out)
        #expect(try await tool("convert", root + "/a.tif", out).status == 0)
        #expect(try Tool.rights(out) == 0o600)
    }
}
