import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise
@testable import filmmigrate

@Suite("A delivery that is refused for its rows may come again under its number")
struct DeliveryTests {
    private let folder: TemporaryFolder
    private let tool: Tool

    init() async throws {
        folder = try TemporaryFolder()
        tool = Tool(workspace: folder.path + "/w")
        try await tool("init")
        try await tool("trust", "add", "RXA")
    }

    /// A bag with scans 1.tif to 4.tif, of which the last is cut short, and these lines of films.csv.
    private func bag(_ lines: [String], trust: String = "RXA", oxum: String? = nil) throws -> String {
        let bag = folder.path + "/bag"
        try? FileManager.default.removeItem(atPath: bag)
        try FileManager.default.createDirectory(
            atPath: bag + "/data/scans", withIntermediateDirectories: true)
        for number in 1...4 {
            let path = "\(bag)/data/scans/\(number).tif"
            let samples = (0..<64 * 64).map { UInt16(($0 * (number + 3)) % 4096) }
            try TIFFWriter.write(
                [TIFFPage(width: 64, height: 64, pixels: samples, resolution: .dotsPerCentimetre(50))],
                to: path)
            guard number == 4 else { continue }
            let whole = try Data(contentsOf: URL(filePath: path))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
        }
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: bag + "/data/films.csv"))
        try BagWriter(
            folder: bag, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", "B1"),
                ("Filmmigrate-Trust", trust),
            ]
        ).seal()
        return bag
    }

    private func intake(_ lines: [String], trust: String = "RXA") async throws -> Tool.Answer {
        try await tool("intake", "--json", try bag(lines, trust: trust))
    }

    private func faults(_ answer: Tool.Answer) throws -> [[String: Any]] {
        try answer.json()["faults"] as? [[String: Any]] ?? []
    }

    private static let head = "film_id,image,exam_date"
    private static let good = [
        "1,scans/1.tif,1999-05-04", "2,scans/2.tif,4 May 1999", "3,scans/3.tif,04/05/1999",
    ]

    @Test("with rows and scans in one report, and nothing of it in the ledger")
    func again() async throws {
        let bad = [Self.head, "1,scans\\1.tif,05/14/1999", "2,Scans/2.TIF,05/15/1999", "4,data/scans/4.tif,"]
        let refused = try await intake(bad)
        #expect(refused.status == 65)
        let faults = try faults(refused)
        #expect(faults.first?["code"] as? String == "DELIVERY_FAULTY")
        let paths = faults.dropFirst().compactMap { $0["path"] as? String }
        #expect(paths == ["data/films.csv", "data/films.csv", "data/films.csv", "data/scans/4.tif"])
        let messages = faults.compactMap { $0["message"] as? String }
        #expect(messages[1].hasPrefix("row 2: ") && messages[1].contains("the bag has scans/1.tif"))
        #expect(messages[1].contains("exam_date has its month first"))
        #expect(messages[3].contains("the bag has scans/4.tif") && messages[4].contains("(row 4)"))
        let status = try await tool("status", "--json").json()
        let films = (status["total"] as? [String: Any])?["films"] as? [String: Int]
        #expect(films?["received"] == 0)
        #expect(try await tool("batch", "list", "--json").json()["batches"] as? [String] == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: tool.workspace + "/scans").isEmpty)
        // The same number, corrected.
        let taken = try await intake([Self.head] + Self.good)
        #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
        #expect(try await intake([Self.head] + Self.good).output == taken.output)
        // What it would be refused for next stands in the same report.
        let codes = try self.faults(await intake(bad)).compactMap { $0["code"] as? String }
        #expect(codes.prefix(2) == ["DELIVERY_FAULTY", "BATCH_CONFLICT"])
        let other = try self.faults(await intake([Self.head] + Self.good.dropLast()))
        #expect(other.first?["code"] as? String == "BATCH_CONFLICT")
    }

    @Test("a list that is month first in one column is refused for the dates of another; a spoilt column too")
    func wholeColumns() async throws {
        let head = "film_id,image,exam_date,birth_date"
        let mixed = [head, "1,scans/1.tif,03/07/1994,04/13/1943", "2,scans/2.tif,1994-01-01,1950-01-01"]
        let order = try faults(await intake(mixed))
        #expect(order.first?["code"] as? String == "DELIVERY_FAULTY")
        #expect((order.first?["message"] as? String)?.contains("exam_date in row 2") == true)
        let serial = [head, "1,scans/1.tif,1994-01-01,18294", "2,scans/2.tif,1994-01-01,18295"]
        #expect(try faults(await intake(serial)).first?["code"] as? String == "DELIVERY_FAULTY")
        for dates in [["1994-19-06", "1994-07-03"], ["1994-31-02", "1994-40-02"]] {
            let list = [head] + dates.enumerated().map { "\($0 + 1),scans/\($0 + 1).tif,\($1)," }
            #expect(try faults(await intake(list)).first?["code"] as? String == "DELIVERY_FAULTY")
        }
        for births in [["47-06-19", "29-11-14"], ["########", "####"]] {
            let list =
                [head] + births.enumerated().map { "\($0 + 1),scans/\($0 + 1).tif,1994-01-01,\($1)" }
            #expect(try faults(await intake(list)).first?["code"] as? String == "DELIVERY_FAULTY")
        }
        let sound = [head, "1,scans/1.tif,31/01/50,1943-04-13", "2,scans/2.tif,31-Jan-50,"]
        let taken = try await intake(sound)
        #expect(taken.status == 0, "\(taken.errors)")
        let remarks = try taken.json()["remarks"] as? [String]
        #expect(
            remarks?.contains {
                $0.contains("exam_date has a year of two digits, and is taken as 19..: rows 2, 3")
            } == true)
    }

    @Test("a bad row among good ones is rejected alone, whatever is wrong with it")
    func alone() async throws {
        for (number, row) in [
            "x,scans/3.tif,05/14/1999", "x,data/scans/3.tif,", "x,scans/3.tif,31/02/1999", "x,scans/4.tif,",
        ].enumerated() {
            let lines = [Self.head] + Self.good.prefix(2) + [row]
            let answer = try await Tool(workspace: tool.workspace + "\(number)").taking(bag(lines))
            #expect(answer.status == 2, "\(row): \(answer.output)\(answer.errors)")
            let films = try answer.json()["films"] as? [[String: Any]]
            #expect(films?.compactMap { $0["outcome"] as? String } == ["queued", "queued", "rejected"])
        }
    }

    @Test("where no scan can be used, it is refused for its scans")
    func scans() async throws {
        let answer = try await intake([Self.head, "4,scans/4.tif,"])
        let codes = try faults(answer).compactMap { $0["code"] as? String }
        #expect(codes.count == 2 && codes[0] == "DELIVERY_FAULTY" && codes[1] != "ROW_INVALID")
    }

    @Test("a Trust that is not registered, rows and scans come in one report")
    func trust() async throws {
        let lines = [Self.head] + Self.good.prefix(2) + ["3,scans\\3.tif,", "4,scans/4.tif,"]
        for (trust, first) in [("RXB", 1), ("no code at all", 1)] {
            let faults = try faults(await intake(lines, trust: trust))
            let codes = faults.compactMap { $0["code"] as? String }
            #expect(codes.count == 3, "\(codes)")
            #expect(codes.prefix(first) == ["TRUST_UNKNOWN"])
            #expect(
                faults.compactMap { $0["path"] as? String }.suffix(2) == [
                    "data/films.csv", "data/scans/4.tif",
                ])
        }
    }

    @Test("what is doubtful in a row is in the receipt, and stops nothing")
    func remarks() async throws {
        let answer = try await intake([
            Self.head + ",nhs_number,birth_date", "1,scans/1.tif,1999,4.51E+09,",
            "2,scans/2.tif,1999,,31/02/1950",
        ])
        #expect(answer.status == 0)
        let films = try answer.json()["films"] as? [[String: Any]] ?? []
        #expect(films.compactMap { $0["code"] as? String } == ["NHSNO_CHECKDIGIT", "DATE_DOUBTFUL"])
        let messages = films.compactMap { $0["message"] as? String }
        #expect(messages[0].contains("spreadsheet") && messages[1].contains("no calendar"))
    }
}

extension Tool {
    /// What a new workspace answers to a bag.
    fileprivate func taking(_ bag: String) async throws -> Answer {
        try await self("init")
        try await self("trust", "add", "RXA")
        return try await self("intake", "--json", bag)
    }
}
