import Foundation
import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Import of a plan")
struct PlanImporterTests {
    @Test("takes a right plan whole")
    func takes() throws {
        let plan = try SamplePlan.plan()
        #expect(plan.clusters.map(\.lspPrice) == [Pence(10_000_000)])
        #expect(plan.clusters.first?.endMonth == (try month("2026-06")))
        #expect(plan.shas.map(\.code) == ["Q1", "Q2"])
        #expect(plan.trusts.map(\.optedOut) == [false, false, false, true])
        #expect(plan.trusts.map(\.filmsToMigrate) == [300, 180, 31, 500])
        #expect(plan.trusts.map(\.community) == ["C1", "C1", nil, nil])
        #expect(plan.schedule.count == 7)
        #expect(plan.benefits.map(\.amount.value) == [85, 100_000, 2_000, 750, 10, 33, 301, 101, 999])
        #expect(plan.cash.count == 6)
        #expect(plan.days.map(\.days) == [10, 40, 10])
    }

    @Test("takes columns in any order and keeps going over unknown ones")
    func anyOrder() throws {
        let shas = "note,cluster,sha\nx,NW,Q1\n,NW,Q2\n"
        let plan = try SamplePlan.plan(replacing: ["shas.csv": shas])
        #expect(
            plan.shas == [
                SHA(code: "Q1", name: "Q1", cluster: "NW"), SHA(code: "Q2", name: "Q2", cluster: "NW"),
            ])
    }

    @Test(
        "a file that may be absent has no lines",
        arguments: ["schedule.csv", "benefits.csv", "cash.csv", "days.csv"])
    func optionalFiles(file: String) throws {
        let plan = try SamplePlan.plan(replacing: [file: String?.none])
        let lines = [
            "schedule.csv": plan.schedule.count, "benefits.csv": plan.benefits.count,
            "cash.csv": plan.cash.count, "days.csv": plan.days.count,
        ]
        #expect(lines[file] == 0)
        #expect(lines.values.filter { $0 == 0 }.count == 1)
    }

    @Test(
        "an absent file of the three levels is a fault, and only one",
        arguments: ["clusters.csv", "shas.csv", "trusts.csv"])
    func requiredFiles(file: String) {
        let faults = SamplePlan.faults(replacing: [file: String?.none])
        #expect(faults.map(\.file) == [file])
        #expect(faults.map(\.message) == ["the file is missing"])
    }

    @Test("a file that is not UTF-8 is a fault")
    func notUTF8() {
        var files = SamplePlan.files()
        files["days.csv"] = Data([0x74, 0xFF, 0x0A])
        let error = #expect(throws: PlanImportError.self) { try PlanImporter.read(files: files) }
        #expect(error?.faults.map(\.file) == ["days.csv"])
        #expect(error?.faults.map(\.row) == [nil])
    }

    @Test(
        "a file without rows is a fault where the plan needs some",
        arguments: ["clusters.csv", "shas.csv", "trusts.csv"])
    func noRows(file: String) throws {
        let header = try #require(SamplePlan.texts[file]?.split(separator: "\n").first)
        let faults = SamplePlan.faults(replacing: [file: String(header) + "\n"])
        #expect(faults.map(\.file) == [file])
    }

    @Test("reports all faults of all files at once, in order, and takes nothing")
    func allFaults() {
        let faults = SamplePlan.faults(replacing: [
            "days.csv": "trust,activity,days\nRXA,survey,ten\nRXZ,survey,1\n",
            "clusters.csv":
                "cluster,start_month,months,lsp_price,contractor_days_per_trust\nNW,2026-1,0,1e6,150\n",
        ])
        #expect(
            faults.map(\.place) == [
                "clusters.csv, row 2, start_month", "clusters.csv, row 2, months",
                "clusters.csv, row 2, lsp_price",
                "days.csv, row 2, days", "days.csv, row 3, trust",
            ])
        #expect(faults.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("its error names the number and the first fault, and the status of unusable input")
    func error() {
        let files = SamplePlan.files(replacing: ["days.csv": "trust,activity,days\nA,b,c\n,,\nR,,-1\n"])
        let error = #expect(throws: PlanImportError.self) { try PlanImporter.read(files: files) }
        #expect(error?.exitStatus == .unusableInput)
        #expect(error?.faults.count == 5)
        #expect(error?.message.contains("5 faults") == true)
        #expect(error?.message.contains("days.csv, row 2, trust: “A” is no ODS code") == true)
        #expect(error?.message.contains("; and 4 more") == true)
    }

    @Test("a plan whose sums cannot be counted is refused")
    func overflow() {
        let benefits =
            "trust,benefit,class,trigger,amount\nRXA,x,cash_releasing,per_film,92233720368547758.07\n"
        let faults = SamplePlan.faults(replacing: ["benefits.csv": benefits])
        #expect(faults.map(\.place) == ["benefits.csv, row 2, amount"])
    }
}
