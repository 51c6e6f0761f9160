import FilmModel
import Foundation
import GRDB
import Testing

@testable import Community
@testable import Digitise
@testable import filmmigrate

@Suite("The one-shot duplicates says which scans are the same film", .serialized)
struct DuplicatesCommandTests {
    /// A picture of its own for each seed: spots of many sizes.
    private static func picture(_ seed: UInt64, width: Int, height: Int) -> [UInt16] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next() -> Double {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Double(state % 10_000) / 10_000
        }
        var values = [Double](repeating: 0.5, count: width * height)
        for _ in 0..<400 {
            let radius = 3 + 40 * next() * next()
            let (x, y, light) = (next() * Double(width), next() * Double(height), next() - 0.5)
            for row in max(0, Int(y - radius))..<min(height, Int(y + radius) + 1) {
                for column in max(0, Int(x - radius))..<min(width, Int(x + radius) + 1)
                where hypot(Double(column) - x, Double(row) - y) < radius {
                    values[row * width + column] += light * 0.5
                }
            }
        }
        return values.map { UInt16(max(0, min(1, $0)) * 65_535) }
    }

    private static func write(
        _ pixels: [UInt16], _ width: Int, _ height: Int, to path: String, inverted: Bool = false
    ) throws {
        try TIFFWriter.write(
            [
                TIFFPage(
                    width: width, height: height, pixels: inverted ? pixels.map { 65_535 - $0 } : pixels,
                    photometric: inverted ? .minIsWhite : .minIsBlack)
            ], to: path)
    }

    private static func rows(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            line.split(separator: ",", maxSplits: 5).map { String($0) }
        }
    }

    @Test("copies, other forms and turned scans are found; another film and a broken file are not")
    func find() async throws {
        let folder = try TemporaryFolder()
        let scans = folder.path + "/scans"
        try FileManager.default.createDirectory(atPath: scans + "/deep", withIntermediateDirectories: true)
        let (width, height) = (320, 400)
        let film = Self.picture(7, width: width, height: height)
        try Self.write(film, width, height, to: scans + "/a.tif")
        try FileManager.default.copyItem(atPath: scans + "/a.tif", toPath: scans + "/b.tif")
        try Self.write(film, width, height, to: scans + "/c.tif", inverted: true)
        let turned = (0..<width * height).map { film[($0 % height) * width + width - 1 - $0 / height] }
        try Self.write(turned, height, width, to: scans + "/deep/d.tif")
        let other = Self.picture(8, width: width, height: height)
        try Self.write(other, width, height, to: scans + "/e.tif")
        try Data("no image".utf8).write(to: URL(filePath: scans + "/f.tif"))
        let tool = Tool(workspace: folder.path + "/none")
        let pairs = folder.path + "/pairs.csv"
        let answer = try await tool("duplicates", scans, "--output", pairs)
        #expect(answer.status == 2)
        #expect(answer.output.isEmpty)
        #expect(answer.errors.contains("f.tif"))
        let rows = try Self.rows(pairs)
        #expect(rows.first == ["a", "b", "verdict", "kind", "score", "reasons"])
        let found = Set(rows.dropFirst().map { $0[0...3].joined(separator: " ") })
        let (a, b, c, d) = ("\(scans)/a.tif", "\(scans)/b.tif", "\(scans)/c.tif", "\(scans)/deep/d.tif")
        #expect(
            found == [
                "\(a) \(b) duplicate same-bytes", "\(a) \(c) duplicate same-pixels",
                "\(b) \(c) duplicate same-pixels", "\(a) \(d) duplicate same-film",
                "\(b) \(d) duplicate same-film", "\(c) \(d) duplicate same-film",
            ])
        let again = folder.path + "/again.csv"
        try await tool("duplicates", a, b, c, d, "\(scans)/e.tif", "--output", again)
        #expect(try Self.rows(again) == rows)
    }

    @Test("nothing to read is unusable input, and no output is wrong usage")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        let tool = Tool(workspace: folder.path + "/none")
        #expect(try await tool("duplicates", folder.path, "--output", folder.path + "/x.csv").status == 65)
        #expect(try await tool("duplicates", folder.path + "/none", "--output", "x.csv").status == 65)
        #expect(try await tool("duplicates", folder.path).status == 64)
    }

    @Test("explain writes a page with both films, their names escaped")
    func explain() async throws {
        let folder = try TemporaryFolder()
        let (one, two) = (folder.path + "/<one>.tif", folder.path + "/two.tif")
        try Self.write(Self.picture(3, width: 300, height: 300), 300, 300, to: one)
        try Self.write(Self.picture(3, width: 300, height: 300).map { $0 / 2 }, 300, 300, to: two)
        let page = folder.path + "/page.html"
        let tool = Tool(workspace: folder.path + "/none")
        #expect(try await tool("duplicates", "explain", one, two, "--output", page).status == 0)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.contains("The same film"))
        #expect(html.contains("&lt;one&gt;.tif") && !html.contains("<one>"))
        #expect(html.components(separatedBy: "<canvas id=").count == 5)
        #expect(try Tool.rights(page) == 0o600)
        // A page of several is named as the table of pairs names it.
        let many = folder.path + "/many.tif"
        try TIFFWriter.write(
            [3, 4].map { seed in
                TIFFPage(
                    width: 300, height: 300, pixels: Self.picture(seed, width: 300, height: 300),
                    photometric: .minIsBlack)
            }, to: many)
        func explained(_ name: String) async throws -> Int32 {
            try await tool("duplicates", "explain", one, name, "--output", page).status
        }
        #expect(try await explained(many + "#1") == 0)
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("The same film"))
        #expect(try await explained(many + "#2") == 0)
        #expect(!(try String(contentsOfFile: page, encoding: .utf8).contains("The same film")))
        for bad in [many, many + "#3", folder.path + "/none.tif#1"] {
            #expect(try await explained(bad) == 65)
        }
    }

    @Test("doctor --rebuild makes the index and the pictures anew, and ranks stay")
    func rebuild() async throws {
        let scene = try await Scene(seed: 11)
        let tool = try await scene.workspace()
        for bag in scene.bags { _ = try await tool("intake", bag) }
        _ = try await tool("run", "--until-idle")
        try await scene.expectAllSettled(tool)
        await scene.close()
        let ledger = try DatabaseQueue(path: tool.workspace + "/ledger.sqlite")
        let all =
            "SELECT film || ' ' || rank || ' ' || picture || ' ' || hex(hash) FROM fingerprint ORDER BY film"
        let before = try await ledger.read { try String.fetchAll($0, sql: all) }
        #expect(!before.isEmpty)
        try await ledger.write { try $0.execute(sql: "UPDATE fingerprint SET hash = NULL, picture = ''") }
        for file in ["portraits.sqlite", "portraits.sqlite-wal", "portraits.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: tool.workspace + "/" + file)
        }
        let answer = try await tool("doctor", "--rebuild")
        #expect(answer.errors.contains("\(before.count) films are in the index"))
        let after = try await ledger.read { try String.fetchAll($0, sql: all) }
        #expect(after == before)
        let pictures = try DatabaseQueue(path: tool.workspace + "/portraits.sqlite")
        let count = try await pictures.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM portrait") }
        #expect(count ?? 0 > 0)
    }
}
