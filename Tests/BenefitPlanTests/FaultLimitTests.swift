import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Faults without number")
struct FaultLimitTests {
    @Test(
        "a wrong export lists its first faults and counts the rest, in time that grows with the file",
        .timeLimit(.minutes(1)))
    func limit() throws {
        let rows = 30_000
        let schedule = "trust,month,planned_films\n" + String(repeating: "RZZ,2026-13,x\n", count: rows)
        let files = SamplePlan.files(replacing: [
            "schedule.csv": schedule, "days.csv": "trust,activity,days\nRZZ,a,1",
        ])
        let error = #expect(throws: PlanImportError.self) { try PlanImporter.read(files: files) }
        // Three cells of each row are wrong, and one code of the other file.
        #expect(error?.count == 3 * rows + 1)
        #expect(error?.faults.count == FaultList.most + 1)
        #expect(error?.faults.last?.place == "days.csv, row 2, trust")
        #expect(error?.left == "schedule.csv has 89,900 more")
        #expect(error?.message.contains("90,001 faults") == true)
    }

    @Test("strange columns without number are remarked up to a number")
    func columns() throws {
        let header = "trust,month,planned_films," + (0..<3_000).map { "strange\($0)" }.joined(separator: ",")
        let files = SamplePlan.files(replacing: ["schedule.csv": header + "\nRXA,2026-01,1"])
        let remarks = try PlanImporter.readWithRemarks(files: files).remarks
        #expect(remarks.filter { $0.column?.hasPrefix("strange") == true }.count == FaultList.most)
    }

    @Test(
        "semicolons, tabs and bars are named, once a file, instead of columns that are there",
        arguments: [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
    func separators(separator: String, name: String) {
        for file in ["cash.csv", "trusts.csv", "teams.csv"] {
            let text = (SamplePlan.texts[file] ?? "").replacing(",", with: separator)
            let faults = SamplePlan.faults(replacing: [file: text])
            #expect(faults.map(\.message) == ["the cells are separated by \(name), not by commas"], "\(file)")
            #expect(faults.first?.place == "\(file), row 1")
            #expect(faults.first?.remedy.hasPrefix("save it as CSV with commas") == true)
        }
        // One column that is missing is still told as that.
        let cash = SamplePlan.cash.replacing("level,code", with: "le\(separator)vel,code")
        let told = SamplePlan.faults(replacing: ["cash.csv": cash]).map(\.message)
        #expect(told.count == 1 && told.first?.contains("is missing") == true)
    }
}
