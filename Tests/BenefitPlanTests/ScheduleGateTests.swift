import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Films that are scheduled and don't exist, or lie outside the plan")
struct ScheduleGateTests {
    @Test(
        "one film more than a Trust has fails the outline, and helps no later gate", arguments: [0, 1, 5_000])
    func surplus(films: Int) throws {
        let whole = try PlanCheck(SamplePlan.plan())
        var plan = try SamplePlan.plan()
        plan.schedule.append(
            ScheduleLine(trust: try trust("RXA"), month: try month("2026-03"), plannedFilms: films))
        let check = try PlanCheck(plan)
        let gate = try #require(check.gate(.outlineSchedule, "NW"))
        #expect(gate.status == (films > 0 ? .failed : .passed))
        if films > 0 {
            #expect(gate.details.first { $0.code == "RXA" }?.text.contains("of 300 films to migrate") == true)
            let total = PageNumber.films(300 + films)
            #expect(gate.details.first { $0.code == "RXA" }?.text.hasPrefix("\(total) scheduled") == true)
        }
        if films == 1 { #expect(gate.message.hasSuffix("; 1 film is scheduled that no Trust has")) }
        for name in [GateName.affordability, .volumeCommitment, .cashFlow] {
            #expect(check.gate(name, "NW")?.money == whole.gate(name, "NW")?.money)
            #expect(check.gate(name, "NW")?.numbers == whole.gate(name, "NW")?.numbers)
        }
    }

    @Test("a film before the plan's first month fails the outline, and meets no commitment")
    func early() throws {
        var plan = try SamplePlan.plan()
        plan.schedule[0].plannedFilms -= 1
        plan.schedule.append(
            ScheduleLine(trust: try trust("RXA"), month: try month("2025-12"), plannedFilms: 1))
        let check = try PlanCheck(plan)
        let gate = try #require(check.gate(.outlineSchedule, "NW"))
        #expect(gate.status == .failed)
        #expect(gate.message.hasSuffix("; 1 film is scheduled before the start"))
        #expect(check.gate(.volumeCommitment, "NW")?.numbers?.right == 510)
    }

    @Test("a benefit that the plan dates outside its months is said")
    func dated() throws {
        let benefits =
            SamplePlan.benefits + """

                RXB,sale,cash_releasing,month,50.00,2026-07
                RXB,early sale,cash_releasing,month,5.00,2025-12
                RXC,rent,cash_releasing,store_empty,7.00,2027-01
                """
        let check = try PlanCheck(SamplePlan.plan(replacing: ["benefits.csv": benefits]))
        let warning = try #require(
            check.warnings.first { $0.contains("outside the plan's months and in no gate") })
        #expect(warning.hasPrefix("NW: 3 benefits lie outside"))
        for part in ["RXB sale, £50.00 in 2026-07", "RXB early sale, £5.00", "RXC rent, £7.00 in 2027-01"] {
            #expect(warning.contains(part), "\(part)")
        }
        #expect(try !PlanCheck(SamplePlan.plan()).warnings.contains { $0.contains("benefits lie") })
    }

    @Test("the first earlier gate that fails blocks, not the nearest")
    func blocked() throws {
        var plan = try SamplePlan.plan()
        plan.clusters[0].lspPrice = Pence(9_999_999_999)
        plan.days = [DayLine(trust: try trust("RXA"), activity: "all", days: 451)]
        let check = try PlanCheck(plan)
        #expect(check.gate(.affordability, "NW")?.blockedBy == .contractorDays)
        #expect(check.gate(.cashFlow, "NW")?.blockedBy == .contractorDays)
        #expect(check.gate(.contractorDays, "NW")?.blockedBy == nil)
    }

    @Test("an opt-out's effect names all that leaves the sums")
    func optOut() throws {
        let gate = try #require(PlanCheck(SamplePlan.plan()).gate(.trustNeeds, "NW"))
        let text = try #require(gate.details.first { $0.code == "RXD" }?.text)
        #expect(text.contains("local cash of £70.00"))
        #expect(text.contains("LSP payments of £0.00"))
    }

    @Test("each Cluster's first page has its own gates and signatures alone")
    func twoClusters() throws {
        var plan = try SamplePlan.plan()
        plan.clusters.append(
            Cluster(
                code: "NE", name: "North East", startMonth: try month("2026-01"), months: 6,
                lspPrice: .zero,
                contractorDaysPerTrust: 150))
        plan.shas.append(SHA(code: "Q3", name: "Third", cluster: "NE"))
        plan.trusts.append(Trust(id: try trust("RXE"), name: "Eta", sha: "Q3", filmsToMigrate: 0))
        let report = try ProgressReport(plan: plan, progress: progress("2026-03-10"))
        // NW can't afford its price; NE can. NW has two SHAs and NE one, beside LSP and Cluster.
        #expect(report.answers[0].decide.contains { $0.contains("Affordability") })
        #expect(!report.answers[1].decide.contains { $0.hasPrefix("The plan fails") })
        #expect(report.answers[0].decide.contains("4 signatures are missing under this plan."))
        #expect(report.answers[1].decide.contains("3 signatures are missing under this plan."))
        let north = try report.limited(level: nil, code: "NE")
        #expect(Set(north.gates.map(\.code)) == ["NE", "Q3", "RXE"])
        let error = #expect(throws: ExplanationError.self) { try Explanation.of("planned_films", in: report) }
        #expect(error?.remedy == "write NW.planned_films or NE.planned_films")
        #expect(try Explanation.of("NE.planned_films", in: report).code == "NE")
    }
}
