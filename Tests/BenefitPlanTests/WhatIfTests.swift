import Foundation
import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("What if")
struct WhatIfTests {
    private func result(_ change: (inout Scenario) throws -> Void) throws -> WhatIf {
        var scenario = Scenario()
        try change(&scenario)
        return try WhatIf(scenario, plan: SamplePlan.plan(), progress: progress("2026-03-10"))
    }

    private func pair(_ result: WhatIf, _ gate: GateName, _ code: String = "NW") throws -> WhatIf.GatePair {
        try #require(result.gates.first { $0.gate == gate && $0.code == code })
    }

    @Test("a Trust that opts out takes its films, days and savings with it")
    func optOut() throws {
        let id = try trust("RXA")
        let result = try result { $0.optOuts = [id] }
        let days = try pair(result, .contractorDays)
        #expect(days.messageBefore?.hasPrefix("50 days of 450") == true)
        #expect(days.messageAfter?.hasPrefix("0 days of 300") == true)
        #expect(result.dates.first { $0.code == "RXA" }?.plannedEnd.after == nil)
    }

    @Test("a slip moves go-live, schedule and what follows from them, and no single sum")
    func slip() throws {
        var scenario = Scenario()
        scenario.slips = [try trust("RXA"): 5]
        let plan = try scenario.applied(to: SamplePlan.plan())
        #expect(plan.trusts[0].goLiveMonth == (try month("2026-07")))
        // January and February become June and July; the plan ends in June.
        let check = try PlanCheck(plan)
        #expect(check.gate(.outlineSchedule, "NW")?.status == .failed)
        let planned = try PlanSummary(plan).trusts[0].figures.planned.cashReleasing
        #expect(planned == Pence(100 * 85 + 750))
    }

    @Test(
        "a slower bureau stretches the schedule, and no film is lost", arguments: [1, 33, 50, 99, 150, 400])
    func rate(percent: Int) throws {
        var scenario = Scenario()
        scenario.rates = [nil: percent]
        let before = try SamplePlan.plan()
        let after = try scenario.applied(to: before)
        for trust in before.trusts {
            let films = PlanLines(after).schedule(of: trust.id)
            #expect(films.total == PlanLines(before).schedule(of: trust.id).total)
            let last = try #require(PlanLines(before).schedule(of: trust.id).lastMonth)
            if percent < 100 { #expect(try #require(films.lastMonth) > last) }
        }
    }

    @Test("the document's keys are words with underscores")
    func keys() throws {
        let result = try result { $0.rates = [nil: 80] }
        let text = String(decoding: try JSONEncoder().encode(result), as: UTF8.self)
        #expect(text.contains("\"passed_before\":false"))
        #expect(!text.contains("passedBefore"))
    }

    @Test("priming changes by the penny, and never falls below nothing")
    func priming() throws {
        var scenario = Scenario()
        scenario.priming = ["NW": Pence(-1)]
        let plan = try scenario.applied(to: SamplePlan.plan())
        #expect(try PlanSummary(plan).clusters[0].figures.cash[.nationalPriming] == Pence(5_999_999))
        scenario.priming = ["NW": Pence(-9_000_000)]
        let none = try scenario.applied(to: SamplePlan.plan())
        #expect(try PlanSummary(none).clusters[0].figures.cash[.nationalPriming] == .zero)
    }
}
