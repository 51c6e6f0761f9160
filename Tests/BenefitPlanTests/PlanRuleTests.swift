import Foundation
import Tables
import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("What a plan's files may say")
struct PlanRuleTests {
    @Test("the same line of cash twice is a fault: each pound counts once")
    func cashTwice() throws {
        let line = "sha,Q1,2026-02,local_cash,1000.00"
        let faults = SamplePlan.faults(replacing: ["cash.csv": SamplePlan.cash + "\n" + line])
        #expect(faults.map(\.place) == ["cash.csv, row 8"])
        // Another amount of the same kind and month is another line.
        let other = SamplePlan.cash + "\nsha,Q1,2026-02,local_cash,1000.01"
        #expect(SamplePlan.faults(replacing: ["cash.csv": other]).isEmpty)
        // A Trust's code is the same in small letters.
        let small = SamplePlan.cash + "\ntrust,rxa,2026-02,local_cash,500.00"
        #expect(SamplePlan.faults(replacing: ["cash.csv": small]).count == 1)
    }

    @Test("a column that no plan has is remarked, with the one that is near, and the plan is taken")
    func strangeColumns() throws {
        let trusts = SamplePlan.trusts.replacing("opted_out", with: "Opted-Out")
            .replacing("volume_commitment", with: "volume_comitment").replacing("name,", with: "colour,")
        let (_, remarks) = try PlanImporter.readWithRemarks(
            files: SamplePlan.files(replacing: ["trusts.csv": trusts, "benefits.csv": String?.none]))
        #expect(
            remarks.map(\.description).filter { $0.contains("not read") } == [
                "trusts.csv, column “colour”: no column of this file, and not read",
                "trusts.csv, column “opted-out”: no column of this file, and not read; opted_out is meant?",
                "trusts.csv, column “volume_comitment”: no column of this file, and not read; "
                    + "volume_commitment is meant?",
            ])
        #expect(PlanRemark(strangeFile: "Cash.csv").message.hasSuffix("cash.csv is meant?"))
        #expect(PlanRemark(strangeFile: "benefit.csv").message.hasSuffix("benefits.csv is meant?"))
        #expect(!PlanRemark(strangeFile: "verified.csv").message.contains("meant"))
        let known = try PlanImporter.readWithRemarks(files: SamplePlan.files()).remarks
        #expect(known.allSatisfy { $0.column == nil && $0.file == "trusts.csv" })
    }

    @Test(
        "a name with a character that turns text, or of more than 200 characters, is a fault",
        arguments: [
            "a\u{202E}b", "a\u{2067}b", "\u{200F}b", "a\u{200E}b", "a\u{2028}b",
            String(repeating: "x", count: 201),
        ])
    func names(name: String) {
        for file in ["shas.csv", "benefits.csv"] {
            let row = file == "shas.csv" ? "Q9,\(name),NW" : "RXA,\(name),non_cash,per_film,1,"
            let text = (SamplePlan.texts[file] ?? "") + "\n" + row
            let faults = SamplePlan.faults(replacing: [file: text])
            #expect(faults.count == 1)
            #expect(faults.first?.message.hasPrefix("the cell has ") == true)
        }
    }

    @Test("a name of 200 characters, in any script, is right")
    func longestName() {
        let row = "Q9,\(String(repeating: "é", count: 200)),NW"
        #expect(SamplePlan.faults(replacing: ["shas.csv": SamplePlan.shas + "\n" + row]).isEmpty)
    }

    @Test("a plan whose sums can't be counted is refused at the row with which they grow too large")
    func overflow() {
        let most = "92233720368547758.07"
        let cash = SamplePlan.cash + "\ncluster,NW,2026-01,local_cash,\(most)"
        #expect(SamplePlan.faults(replacing: ["cash.csv": cash]).map(\.place) == ["cash.csv, row 8, amount"])
        let halves =
            SamplePlan.cash
            + [1, 2, 3].map { "\ncluster,NW,2026-0\($0),local_cash,9000000000000000" }.joined()
        #expect(
            SamplePlan.faults(replacing: ["cash.csv": halves]).map(\.place) == ["cash.csv, row 10, amount"])
        let clusters = """
            cluster,name,start_month,months,lsp_price,extra_day_price
            NW,North West,2026-01,6,100000.00,\(most)
            """
        #expect(
            SamplePlan.faults(replacing: ["clusters.csv": clusters]).map(\.place)
                == ["clusters.csv, row 2, extra_day_price"])
        let benefits = SamplePlan.benefits + "\nRXA,gold,cash_releasing,per_film,900000000000000,"
        #expect(
            SamplePlan.faults(replacing: ["benefits.csv": benefits]).map(\.place)
                == ["benefits.csv, row 11, amount"])
        let more = SamplePlan.cash + "\ncluster,NW,2026-01,local_cash,92233720368547758.08"
        let faults = SamplePlan.faults(replacing: ["cash.csv": more])
        #expect(faults.map(\.message) == ["“92233720368547758.08” is more than can be counted"])
    }

    @Test("a file that is no table says in which line")
    func lines() throws {
        var files = SamplePlan.files()
        files["shas.csv"] = Data("sha,cluster\nQ1,NW\nQ2,N".utf8) + Data([0xFF, 0x0A])
        files["days.csv"] = Data("trust,activity,days\nRXA,\"survey,10\nRXA,integration,40\n".utf8)
        let error = #expect(throws: PlanImportError.self) { try PlanImporter.read(files: files) }
        let messages = error?.faults.filter { $0.row == nil }.map(\.message)
        #expect(messages?.contains { $0.hasPrefix("line 3, column") && $0.contains("UTF-8") } == true)
        #expect(messages?.contains { $0.hasPrefix("line 2, column") && $0.contains("quotation") } == true)
    }

    @Test("a days file says its own name, takes no day of the future, and remarks what is odd")
    func days() throws {
        let plan = try SamplePlan.plan()
        let last = try day("2026-03-31")
        let text = "trust,activity,day,days\nRXA,survey,2026-04-01,3\n"
        let error = #expect(throws: PlanImportError.self) {
            try DayUseImporter.read(Data(text.utf8), name: "used.csv", plan: plan, last: last)
        }
        #expect(error?.message.hasPrefix("used.csv has a fault") == true)
        #expect(error?.faults.first?.message == "“2026-04-01” lies in the future")
        let use = DayUse(trust: try trust("RXA"), activity: "survei", day: last, days: 3)
        #expect(
            DayUse.remarks(on: [use], plan: plan, before: []) == [
                "days.csv books no “survei”; survey is meant?"
            ])
        let known = DayUse(trust: try trust("RXA"), activity: "Survey", day: last, days: 3)
        #expect(DayUse.remarks(on: [known], plan: plan, before: []).isEmpty)
        #expect(
            DayUse.remarks(on: [known], plan: plan, before: [known]).first?.hasPrefix(
                "1 of 1 line says what was entered before") == true)
    }
}
