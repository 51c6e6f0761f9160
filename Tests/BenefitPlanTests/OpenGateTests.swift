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
            try gate(.contractorDays, ["days.csv": "trust,activity,days\nRXA,survey,1"]).status == .passed)
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

    @Test(
        "a nought that is stated passes, and the pass says so; payments and benefits of nought state nothing")
    func nought() throws {
        let days = try gate(.contractorDays, ["days.csv": "trust,activity,days\nRXA,survey,0"])
        #expect(days.status == .passed && days.nought == "the days booked add up to 0")
        #expect(days.message.hasSuffix("; passes at nought: the days booked add up to 0"))
        #expect(try gate(.contractorDays, [:]).nought == nil)
        let none = SamplePlan.trusts.replacing(",280", with: ",0").replacing(",180,180", with: ",180,0")
            .replacing(",31,30", with: ",31,0")
        let commitment = try gate(.volumeCommitment, ["trusts.csv": none])
        #expect(commitment.status == .passed)
        #expect(commitment.nought == "the commitments stated add up to 0 films")
        let paid = SamplePlan.cash.replacing("lsp_payment,100000.00", with: "lsp_payment,0.00")
        let flow = try gate(.cashFlow, ["cash.csv": paid])
        #expect(flow.status == .open && flow.message.contains("no lsp_payment is stated"))
        let silent = SamplePlan.trusts.replacing(",31,30", with: ",31,")
        for line in ["per_film,0.00,", "month,5.00,2031-01", "per_film,1.01,2026-04"] {
            let benefits = SamplePlan.benefits.replacing(
                "RXC,film and chemicals,cash_releasing,per_film,1.01,",
                with: "RXC,film and chemicals,cash_releasing,\(line)")
            let list = try gate(.shoppingList, ["benefits.csv": benefits])
            #expect(list.status == .open, "\(line)")
            #expect(list.details.contains { $0.code == "RXC" && $0.text.contains("brings nothing") })
        }
        // Import says so, too.
        let changes: [String: String?] = [
            "days.csv": "trust,activity,days\nRXA,survey,0", "cash.csv": paid, "trusts.csv": silent,
            "benefits.csv": SamplePlan.benefits.replacing("per_film,1.01", with: "per_film,0.00"),
        ]
        let said = try PlanImporter.readWithRemarks(files: SamplePlan.files(replacing: changes)).remarks
            .map(\.description)
        for words in [
            "contractor_days passes at nought: the days booked add up to 0",
            "the LSP payments add up to 0, and cash_flow stays open",
            "1 Trust with films states no volume_commitment, and commits to none: RXC",
            "1 Trust's cash-releasing benefit brings nothing in the plan's months, and shopping_list stays open: RXC",
        ] { #expect(said.contains { $0.contains(words) }, "\(words)") }
        let late = SamplePlan.schedule.replacing("RXC,2026-03,31", with: "RXC,2026-09,31")
        let list = try gate(.shoppingList, ["schedule.csv": late])
        #expect(list.status == .open)
        #expect(
            list.details.contains {
                $0.code == "RXC" && $0.text.contains("no film scheduled in the plan's months")
            })
    }

    @Test("the sentence that all gates pass names those that pass at nought")
    func passedAtNought() throws {
        let cash = """
            level,code,month,kind,amount
            cluster,NW,2026-01,national_priming,100000.00
            cluster,NW,2026-03,lsp_payment,100000.00
            """
        let trusts = SamplePlan.trusts.replacing("Gamma,Q2,,0", with: "Gamma,Q2,C1,0")
        let plan = try SamplePlan.plan(replacing: [
            "days.csv": "trust,activity,days\nRXA,survey,0", "cash.csv": cash, "trusts.csv": trusts,
        ])
        let signatures = [
            (SigningParty.lsp, PlanLevel.cluster, "NW"), (.cluster, .cluster, "NW"), (.sha, .sha, "Q1"),
            (.sha, .sha, "Q2"), (.clinical, .sha, "Q1"), (.clinical, .sha, "Q2"), (.clinical, .cluster, "NW"),
        ].map { party, level, code in
            PlanSignature(
                party: party, level: level, code: code, name: "Ann", at: Timestamp(milliseconds: 0), by: "x",
                digest: PlanRecords(plan).digest)
        }
        let check = try PlanCheck(plan, signatures: signatures)
        #expect(check.passed)
        #expect(
            check.text.hasSuffix(
                "the plan passes all gates, contractor_days of NW at nought: what is stated there binds nobody"
            ))
        let report = try ProgressReport(
            plan: plan, progress: progress("2026-02-10"), signatures: signatures)
        #expect(
            report.answers[0].decide.contains(
                "Passed at nought, which binds nobody: Contractor days at NW (the days booked add up to 0)."))
    }

    @Test("local capital that nobody states is open, needs no cover, and is no line of the check")
    func unasked() throws {
        let check = try PlanCheck(SamplePlan.plan())
        let gate = try #require(check.gate(.localAffordability, "RXA"))
        #expect(gate.status == .open && gate.passed)
        #expect(gate.message == "no local capital is stated, and none needs cover")
        #expect(!check.text.contains("no local capital is stated"))
        // Cover alone is a statement.
        let cash = SamplePlan.cash + "\ntrust,RXA,2026-03,local_capital_cover,12.00"
        let covered = try PlanCheck(SamplePlan.plan(replacing: ["cash.csv": cash]))
        #expect(covered.gate(.localAffordability, "RXA")?.status == .passed)
    }

    @Test("cash of an SHA whose Trusts have all opted out is in no sum, and import names it")
    func emptySHA() throws {
        let trusts = SamplePlan.trusts.replacing("RXC,Gamma,Q2,,0,,31,30", with: "RXC,Gamma,Q2,,yes,,31,30")
        let cash = SamplePlan.cash + "\nsha,Q2,2026-02,local_cash,900.00"
        let changes: [String: String?] = ["trusts.csv": trusts, "cash.csv": cash]
        let plan = try SamplePlan.plan(replacing: changes)
        let check = try PlanCheck(plan)
        let affordability = try #require(check.gate(.affordability, "NW"))
        #expect(affordability.details.first { $0.code == "local_cash" }?.text == "£1,500.00")
        #expect(try PlanSummary(plan).clusters[0].figures.cash[.localCash] == Pence(150_000))
        #expect(
            check.warnings.contains {
                $0.contains(
                    "1 SHA has no Trust that takes part: what they state is in no sum: Q2, £900.00 of cash")
            })
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
