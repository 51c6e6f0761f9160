import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Money that a rule does not let count never counts, and is said")
struct CountedMoneyTests {
    private func remarks(_ changes: [String: String?]) throws -> [String] {
        try PlanImporter.readWithRemarks(files: SamplePlan.files(replacing: changes)).remarks.map(
            \.description)
    }

    @Test(
        "local capital and its cover count in the plan's months alone",
        arguments: [
            ("2026-01", 1_200, 1_200), ("2026-06", 1_200, 1_200), ("2025-12", 1_200, 0),
            ("2026-07", 1_200, 0),
        ])
    func localCover(coverMonth: String, spent: Int64, cover: Int64) throws {
        let cash = SamplePlan.cash + "\ntrust,RXB,\(coverMonth),local_capital_cover,12.00"
        let gate = try #require(
            PlanCheck(SamplePlan.plan(replacing: ["cash.csv": cash])).gate(.localAffordability, "RXB"))
        #expect(gate.money == .init(left: Pence(spent), right: Pence(cover)))
        #expect(gate.passed == (cover >= spent))
        let said = try remarks(["cash.csv": cash]).contains {
            $0.contains("£12.00 of local_capital_cover lie outside the plan's months")
        }
        #expect(said == (cover == 0))
    }

    @Test("local capital that is spent outside the plan's months asks for no cover in them")
    func localCapitalOutside() throws {
        let cash = SamplePlan.cash.replacing("RXB,2026-03,local_capital", with: "RXB,2027-03,local_capital")
        let plan = try SamplePlan.plan(replacing: ["cash.csv": cash])
        let gate = try #require(PlanCheck(plan).gate(.localAffordability, "RXB"))
        #expect(gate.money == .init(left: .zero, right: .zero))
    }

    @Test("the summary's cash is that of the plan's months")
    func summary() throws {
        let cash =
            SamplePlan.cash + "\nsha,Q1,2031-01,local_cash,99.00\ncluster,NW,2020-01,national_priming,5.00"
        let figures = try PlanSummary(SamplePlan.plan(replacing: ["cash.csv": cash])).clusters[0].figures
        #expect(figures.cash[.localCash] == Pence(150_000))
        #expect(figures.cash[.nationalPriming] == Pence(6_000_000))
    }

    @Test("a store that the schedule never empties pays nothing, and import and check say so")
    func neverEmpty() throws {
        let schedule = SamplePlan.schedule.replacing("RXA,2026-02,200", with: "RXA,2026-02,193")
        let benefits = SamplePlan.benefits.replacing(
            "RXA,store rent,cash_releasing,store_empty,1000.00,",
            with: "RXA,store rent,cash_releasing,store_empty,1000.00,2026-03")
        let files: [String: String?] = ["schedule.csv": schedule, "benefits.csv": benefits]
        let plan = try SamplePlan.plan(replacing: files)
        let planned = try PlanSummary(plan).trusts[0].figures.planned.cashReleasing
        // 293 films, five months of the lorry and the shelves.
        #expect(planned == Pence(293 * 85 + 5 * 2_000 + 750))
        let sentence =
            "store_empty line pays nothing, since the schedule never empties the store: "
            + "RXA store rent, £1,000.00 a month (7 films left)"
        #expect(try remarks(files).contains { $0.hasPrefix("benefits.csv: ") && $0.contains(sentence) })
        #expect(try PlanCheck(plan).warnings.contains { $0.contains(sentence) })
        // With the whole schedule the later of both months counts.
        let whole = try SamplePlan.plan(replacing: ["benefits.csv": benefits])
        #expect(
            try PlanSummary(whole).trusts[0].figures.planned.cashReleasing.value == 300 * 85 + 400_000
                + 10_750)
    }

    @Test("a per_film line counts films from its own month: planned, realised and expected")
    func perFilmFrom() throws {
        let benefits = """
            trust,benefit,class,trigger,amount,from_month
            RXA,film,cash_releasing,per_film,1.00,2026-02
            """
        let plan = try SamplePlan.plan(replacing: ["benefits.csv": benefits])
        let films = ["2026-01-05": 90, "2026-02-03": 40, "2026-02-20": 10, "2026-03-02": -20]
        let row = try ProgressReport(plan: plan, progress: progress("2026-03-31", ["RXA": films])).row("RXA")
        #expect(row.figures.planned.cashReleasing == Pence(20_000))
        #expect(row.figures.plannedToDate.cashReleasing == Pence(20_000))
        // 50 came from February on, and 20 left again.
        #expect(row.figures.realised.cashReleasing == Pence(3_000))
        #expect(row.figures.provenByFilms.cashReleasing == Pence(3_000))
        #expect(
            try remarks(["benefits.csv": benefits]).contains {
                $0.contains("RXA film (100 films before 2026-02)")
            })
    }

    @Test("films that left before the line's month and came back bring nothing for a second time")
    func backAgain() throws {
        let films = FilmSchedule([
            (try month("2026-01"), 50), (try month("2026-02"), -30), (try month("2026-03"), 40),
        ])
        let counted = films.counted(from: try month("2026-02"))
        #expect(counted.total == 10)
        #expect(counted[try month("2026-02")] == 0)
        #expect(films.counted(from: nil) == films)
    }

    @Test("what is scheduled in months that the plan has not is named, month by month")
    func outsideSchedule() throws {
        let schedule = SamplePlan.schedule.replacing("RXB,2026-05,60", with: "RXB,2006-05,60")
        let said = try remarks(["schedule.csv": schedule])
        #expect(said.contains { $0.hasPrefix("schedule.csv: NW: 1 month of the schedule lies outside") })
        #expect(said.contains { $0.contains("RXB 60 films in 2006-05") })
    }

    @Test(
        "films outside the plan's months empty no store, before or after them",
        arguments: [
            ["RXA,2006-02,200"], ["RXA,2006-02,199", "RXA,2026-02,1"], ["RXA,2026-07,200"],
            ["RXA,2025-12,1", "RXA,2026-02,199"],
        ])
    func emptyOutside(lines: [String]) throws {
        let schedule = SamplePlan.schedule.replacing("RXA,2026-02,200", with: lines.joined(separator: "\n"))
        let plan = try SamplePlan.plan(replacing: ["schedule.csv": schedule])
        let cluster = plan.clusters[0]
        let rent = try #require(
            PlanLines(plan).plannedBenefits(of: plan.trusts[0], in: cluster).first {
                $0.line.trigger == .storeEmpty
            })
        #expect(try rent.total() == .zero)
        #expect(rent.month == nil)
        let flow = try ClusterMoney(cluster, in: plan, lines: PlanLines(plan)).savings
        // The lorry, the shelves and films: never the rent of 1,000 pounds.
        #expect(flow.values.allSatisfy { $0 < Pence(100_000) })
        let said = try remarks(["schedule.csv": schedule])
        #expect(
            said.contains {
                $0.contains(
                    "1 month of the schedule lies outside the plan's months, brings no benefit, empties no store"
                )
            })
        #expect(said.contains { $0.contains("RXA store rent") && $0.contains("left in the plan's months)") })
    }

    @Test(
        "one benefit counts once, however the month is written in which it begins to pay",
        arguments: [
            ("RXA,lorry,cash_releasing,go_live,20,2026-02", "2026-02"),
            ("RXA,Lorry,cash_releasing,go_live,30,2026-01", "2026-02"),
            ("RXA,film and chemicals,cash_releasing,per_film,0.85,2026-01", "2026-01"),
            ("RXA,film and chemicals,cash_releasing,per_film,0.85,2025-06", "2026-01"),
            ("RXA,store rent,cash_releasing,store_empty,1000.00,2026-02", "2026-02"),
        ])
    func once(line: String, month: String) throws {
        let faults = SamplePlan.faults(replacing: ["benefits.csv": SamplePlan.benefits + "\n" + line])
        #expect(faults.count == 1)
        let fault = try #require(faults.first)
        #expect(fault.file == "benefits.csv" && fault.row == 11 && fault.column == "from_month")
        #expect(fault.message.contains("begins to pay in \(month), as the line of row"))
    }

    @Test(
        "a benefit that grows later is another line",
        arguments: [
            "RXA,lorry,cash_releasing,go_live,5,2026-03",
            "RXA,film and chemicals,cash_releasing,per_film,0.15,2026-02",
            "RXA,film and chemicals,non_cash,per_film,0.85,2026-01",
        ])
    func grows(line: String) throws {
        #expect(SamplePlan.faults(replacing: ["benefits.csv": SamplePlan.benefits + "\n" + line]).isEmpty)
        // What was taken before is read as it was taken.
        let twice = SamplePlan.benefits + "\nRXA,lorry,cash_releasing,go_live,20,2026-02"
        #expect(throws: Never.self) {
            try PlanImporter.readKept(files: SamplePlan.files(replacing: ["benefits.csv": twice]))
        }
    }

    @Test("what an opted-out Trust states is in no sum, and import says how much")
    func optedOut() throws {
        #expect(
            try remarks([:]).contains {
                $0.contains("RXD, £70.00 of cash and £4,995.00 of cash-releasing benefit")
            })
    }
}
