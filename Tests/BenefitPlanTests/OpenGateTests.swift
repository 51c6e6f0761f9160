import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("A gate is open where nothing is stated")
struct OpenGateTests {
    private func gate(_ name: GateName, _ changes: [String: String?]) throws -> Gate {
        try #require(PlanCheck(SamplePlan.plan(replacing: changes)).gate(name, "NW"))
    }

    @Test("no days, no payments, no commitment, no schedule: open, and passed once something is stated")
    func open() throws {
        #expect(try gate(.contractorDays, ["days.csv": String?.none]).status == .open)
        #expect(
            try gate(.contractorDays, ["days.csv": "trust,activity,days\nRXA,survey,0"]).status == .passed)
        // What only an opted-out Trust states is not stated.
        #expect(try gate(.contractorDays, ["days.csv": "trust,activity,days\nRXD,survey,9"]).status == .open)

        #expect(try gate(.cashFlow, ["cash.csv": String?.none]).status == .open)
        let late = SamplePlan.cash.replacing("2026-03,lsp_payment", with: "2027-03,lsp_payment")
        #expect(try gate(.cashFlow, ["cash.csv": late]).status == .open)
        let none = SamplePlan.trusts.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
        }.joined(separator: "\n")
        #expect(try gate(.volumeCommitment, ["trusts.csv": none]).status == .open)
        #expect(try gate(.volumeCommitment, ["schedule.csv": String?.none]).status == .open)
        #expect(try gate(.volumeCommitment, [:]).status == .passed)
        #expect(try gate(.outlineSchedule, ["schedule.csv": String?.none]).status == .open)
    }

    @Test("a Cluster in which no Trust takes part covers nothing, and passes nothing by it")
    func nobody() throws {
        var plan = try SamplePlan.plan()
        for index in plan.trusts.indices { plan.trusts[index].optedOut = true }
        let check = try PlanCheck(plan)
        for name in [
            GateName.trustNeeds, .communities, .shoppingList, .contractorDays, .outlineSchedule,
            .volumeCommitment,
        ] { #expect(check.gate(name, "NW")?.status == .open, "\(name)") }
    }

    @Test("import names the files and columns without which a gate stays open")
    func remarks() throws {
        let trusts = SamplePlan.trusts.replacing("volume_commitment", with: "remark")
        let files = SamplePlan.files(replacing: [
            "days.csv": String?.none, "cash.csv": String?.none, "trusts.csv": trusts,
        ])
        let said = try PlanImporter.readWithRemarks(files: files).remarks.map(\.description)
        #expect(
            said.contains {
                $0.hasPrefix("days.csv: the file is not there") && $0.contains("contractor_days")
            })
        #expect(said.contains { $0.hasPrefix("cash.csv: the file is not there") && $0.contains("cash_flow") })
        #expect(
            said.contains(
                "trusts.csv, column “volume_commitment”: the column is not there, and volume_commitment cannot pass"
            )
        )
    }

    @Test("gates that block nothing never say that the plan fails")
    func aside() throws {
        var plan = try SamplePlan.plan()
        plan.trusts[2].community = "C9"
        let check = try PlanCheck(plan)
        #expect(check.gate(.communities, "NW")?.status == .failed)
        #expect(check.gate(.localAffordability, "RXB")?.status == .failed)
        #expect(check.text.contains("[blocks nothing]"))
        #expect(check.text.contains("2 gates that block nothing do not pass"))
        let decide = try ProgressReport(plan: plan, progress: progress("2026-02-10")).answers[0].decide
        let failing = try #require(decide.first { $0.hasPrefix("The plan fails") })
        #expect(!failing.contains("Local capital") && !failing.contains("Communities"))
        #expect(decide.contains { $0.contains("blocks nothing") && $0.contains("Local capital at RXB") })
    }

    @Test("a community is one whatever its capitals")
    func communities() throws {
        var plan = try SamplePlan.plan()
        plan.trusts[0].community = "north"
        plan.trusts[1].community = "North"
        plan.trusts[2].community = "NORTH"
        #expect(try PlanCheck(plan).gate(.communities, "NW")?.passed == true)
    }
}
