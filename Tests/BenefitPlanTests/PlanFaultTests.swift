import Testing

@testable import BenefitPlan

/// One fault: the file, one row put after the header in place of all rows, and where the fault is reported.
struct FaultCase: Sendable, CustomTestStringConvertible {
    let file: String
    let row: String
    let column: String?
    let message: String

    init(_ file: String, _ row: String, _ column: String?, _ message: String) {
        self.file = file
        self.row = row
        self.column = column
        self.message = message
    }

    var testDescription: String { "\(file): \(row)" }

    static let all = [
        FaultCase("clusters.csv", ",x,2026-01,6,1,1", "cluster", "the cell is empty"),
        FaultCase("clusters.csv", "NE,x,2026-13,6,1,1", "start_month", "“2026-13” is no month"),
        FaultCase("clusters.csv", "NE,x,0026-01,6,1,1", "start_month", "“0026-01” lies outside 1990 to 2100"),
        FaultCase("clusters.csv", "NE,x,2026-01,0,1,1", "months", "“0” is no whole number of 1 to 600"),
        FaultCase("clusters.csv", "NE,x,2026-01,6.5,1,1", "months", "“6.5” is no whole number of 1 to 600"),
        FaultCase("clusters.csv", "NE,x,2026-01,6,,1", "lsp_price", "the cell is empty"),
        FaultCase("clusters.csv", "NE,x,2026-01,6,NaN,1", "lsp_price", "“NaN” is no amount in pounds"),
        FaultCase(
            "clusters.csv", "NE,x,2026-01,6,1,many", "contractor_days_per_trust",
            "“many” is no whole number of 0 to 100000"),
        FaultCase("clusters.csv", "NW,x,2026-01,6,1,1", "cluster", "“NW” stands in an earlier row too"),
        FaultCase(
            "clusters.csv", "NE,\"a\nb\",2026-01,6,1,1", "name",
            "the cell has a line break or another control character"),
        FaultCase("shas.csv", "Q1,x,NW", "sha", "“Q1” stands in an earlier row too"),
        FaultCase("shas.csv", "Q9,x,XX", "cluster", "“XX” is not in clusters.csv"),
        FaultCase("shas.csv", "Q9,x,NW,y", nil, "the row has more cells than the header"),
        FaultCase("trusts.csv", "R!,x,Q1,,,,1,1", "trust", "“R!” is no ODS code"),
        FaultCase("trusts.csv", "rxa,x,Q1,,,,1,1", "trust", "“RXA” stands in an earlier row too"),
        FaultCase("trusts.csv", "RXE,x,Q9,,,,1,1", "sha", "“Q9” is not in shas.csv"),
        FaultCase("trusts.csv", "RXE,x,Q1,,maybe,,1,1", "opted_out", "“maybe” is neither yes nor no"),
        FaultCase("trusts.csv", "RXE,x,Q1,,,soon,1,1", "go_live_month", "“soon” is no month"),
        FaultCase("trusts.csv", "RXE,x,Q1,,,,,1", "films_to_migrate", "the cell is empty"),
        FaultCase(
            "trusts.csv", "RXE,x,Q1,,,,-1,1", "films_to_migrate", "“-1” is no whole number of 0 to 1000000000"
        ),
        FaultCase(
            "trusts.csv", "RXE,x,Q1,,,,1,many", "volume_commitment",
            "“many” is no whole number of 0 to 1000000000"),
        FaultCase("schedule.csv", "RXZ,2026-01,1", "trust", "“RXZ” is not in trusts.csv"),
        FaultCase("schedule.csv", "RXA,2026-01,1", "month", "“RXA 2026-01” stands in an earlier row too"),
        FaultCase("schedule.csv", "RXA,,1", "month", "the cell is empty"),
        FaultCase(
            "schedule.csv", "RXA,2026-09,1e3", "planned_films", "“1e3” is no whole number of 0 to 1000000000"),
        FaultCase("benefits.csv", "RXA,,non_cash,per_film,1,", "benefit", "the cell is empty"),
        FaultCase("benefits.csv", "RXA,x,cash,per_film,1,", "class", "“cash” is none of its words"),
        FaultCase("benefits.csv", "RXA,x,non_cash,daily,1,", "trigger", "“daily” is none of its words"),
        FaultCase(
            "benefits.csv", "RXA,x,non_cash,per_film,1.005,", "amount", "“1.005” is no amount in pounds"),
        FaultCase(
            "benefits.csv", "RXA,x,non_cash,per_film,\"1,000\",", "amount", "“1,000” is no amount in pounds"),
        FaultCase("benefits.csv", "RXA,x,non_cash,month,1,", "from_month", "the cell is empty"),
        FaultCase(
            "benefits.csv", "RXC,x,non_cash,go_live,1,", "from_month",
            "neither the line nor the Trust has a go-live month"),
        FaultCase(
            "benefits.csv", "RXA,store rent,cash_releasing,store_empty,1,", "benefit",
            "“store rent” stands in an earlier row too"),
        FaultCase(
            "cash.csv", "cluster,NW,2026-01,local_cash,1,000.00", nil,
            "the row has more cells than the header"),
        FaultCase("cash.csv", "nation,NW,2026-01,local_cash,1", "level", "“nation” is none of its words"),
        FaultCase("cash.csv", "cluster,Q1,2026-01,local_cash,1", "code", "“Q1” is not in clusters.csv"),
        FaultCase("cash.csv", "sha,NW,2026-01,local_cash,1", "code", "“NW” is not in shas.csv"),
        FaultCase("cash.csv", "trust,RXZ,2026-01,local_cash,1", "code", "“RXZ” is not in trusts.csv"),
        FaultCase("cash.csv", "cluster,NW,2026-01,gift,1", "kind", "“gift” is none of its words"),
        FaultCase("cash.csv", "cluster,NW,2026-01,local_cash,-5", "amount", "“-5” is no amount in pounds"),
        FaultCase("days.csv", "RXA,Survey,1", "activity", "“RXA Survey” stands in an earlier row too"),
        FaultCase("teams.csv", "sha,Q9,lead,Dee", "code", "“Q9” is not in shas.csv"),
        FaultCase("teams.csv", "sha,Q1,lead,", "name", "the cell is empty"),
        FaultCase("days.csv", "RXA,testing,1.5", "days", "“1.5” is no whole number of 0 to 100000"),
    ]
}

@Suite("Faults of a plan")
struct PlanFaultTests {
    @Test("a fault is reported once, with its file, row and column", arguments: FaultCase.all)
    func fault(_ fault: FaultCase) throws {
        let right = try #require(SamplePlan.texts[fault.file])
        // The bad row comes last: its number is that of the file's lines with it.
        let row = right.split(separator: "\n").count + 1
        let faults = SamplePlan.faults(replacing: [fault.file: right + "\n" + fault.row + "\n"])
        #expect(faults.count == 1)
        let found = try #require(faults.first)
        #expect(found.file == fault.file)
        #expect(found.row == row)
        #expect(found.column == fault.column)
        #expect(found.message == fault.message)
        #expect(!found.remedy.isEmpty)
    }

    @Test("a missing column is a fault of the header", arguments: PlanFile.allCases)
    func missingColumn(file: PlanFile) throws {
        for column in file.requiredColumns {
            let text = try #require(SamplePlan.texts[file.name])
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let header = lines[0].split(separator: ",").map { $0 == column ? "other" : $0 }
            let changed = ([header.joined(separator: ",")] + lines.dropFirst().map(String.init))
                .joined(separator: "\n")
            let faults = SamplePlan.faults(replacing: [file.name: changed])
            #expect(faults.map(\.place) == ["\(file.name), row 1, \(column)"])
        }
    }

    @Test("a long cell is cut short in the message")
    func longCell() {
        let trusts = "trust,sha,films_to_migrate\n\(String(repeating: "R", count: 500)),Q1,1\n"
        let faults = SamplePlan.faults(replacing: [
            "trusts.csv": trusts, "schedule.csv": String?.none, "benefits.csv": String?.none,
            "cash.csv": String?.none, "days.csv": String?.none, "teams.csv": String?.none,
        ])
        #expect(faults.map(\.message) == ["“\(String(repeating: "R", count: 40))…” is no ODS code"])
    }
}
