import Foundation
import Tables
import Testing

@testable import BenefitPlan
@testable import FilmModel

/// fixtures/plan: a plan worked out in a spreadsheet (golden.xlsx, with its workings), not by this program.
@Suite("The golden plan")
struct GoldenPlanTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/plan")

    static func report() throws -> ProgressReport {
        var files: [String: Data] = [:]
        for file in PlanFile.allCases {
            files[file.name] = try? Data(contentsOf: folder.appending(path: file.name))
        }
        let plan = try PlanImporter.read(files: files)
        var progress = Progress(asOf: try day("2027-03-10"), verified: [:])
        for row in try table("verified.csv").rows {
            let id = try trust(#require(row["trust"]))
            let date = try day(#require(row["day"]))
            progress.verified[id, default: [:]][date] = Int(try #require(row["films"]))
        }
        return try ProgressReport(plan: plan, progress: progress)
    }

    private static func table(_ name: String) throws -> CSVTable {
        try CSVTable(Data(contentsOf: folder.appending(path: name)), name: name)
    }

    @Test("every figure of every unit is the spreadsheet's, to the penny")
    func figures() throws {
        let report = try Self.report()
        var compared = 0
        for row in try Self.table("golden.csv").rows {
            let unit = try #require(row["unit"])
            let key = try #require(row["figure"])
            let expected = try #require(row["value"].flatMap { Int64($0) })
            guard let figure = Figure.named(key) else { continue }
            switch figure.value(try report.row(unit)) {
            case .count(let count): #expect(Int64(count) == expected, "\(unit) \(key)")
            case .money(let pence): #expect(pence.value == expected, "\(unit) \(key)")
            default: Issue.record("\(key) is no sum")
            }
            compared += 1
        }
        #expect(compared == 48)
    }

    @Test("the gates' sides are the spreadsheet's")
    func gates() throws {
        let check = try Self.report().check
        var values: [String: Int64] = [:]
        for row in try Self.table("golden.csv").rows {
            if let key = row["figure"] {
                values["\(row["unit"] ?? "") \(key)"] = row["value"].flatMap { Int64($0) }
            }
        }
        let affordability = try #require(check.gate(.affordability, "NW"))
        #expect(affordability.money?.left.value == values["NW gate affordability left"])
        #expect(affordability.money?.right.value == values["NW gate affordability right"])
        #expect(!affordability.passed)
        let cashFlow = try #require(check.gate(.cashFlow, "NW"))
        #expect(cashFlow.months?.map(\.balance.value).min() == values["NW gate cash_flow lowest"])
        #expect(cashFlow.blockedBy == .affordability)
        let days = try #require(check.gate(.contractorDays, "NW")?.numbers)
        #expect(Int64(days.left) == values["NW gate contractor_days left"])
        #expect(Int64(days.right) == values["NW gate contractor_days right"])
        let volume = try #require(check.gate(.volumeCommitment, "NW")?.numbers)
        #expect(Int64(volume.left) == values["NW gate volume_commitment left"])
        #expect(Int64(volume.right) == values["NW gate volume_commitment right"])
    }
}
