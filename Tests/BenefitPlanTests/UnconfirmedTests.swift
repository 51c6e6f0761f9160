import Foundation
import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Sums that nobody has confirmed are told apart, in every sentence and every form")
struct UnconfirmedTests {
    /// Films as planned, so that each Trust has a forecast or is done.
    private let steady: [String: [String: Int]] = [
        "RXA": ["2026-01-06": 100, "2026-02-10": 120, "2026-03-03": 20],
        "RXB": ["2026-02-03": 10, "2026-02-10": 10, "2026-02-17": 10, "2026-02-24": 10, "2026-03-03": 10],
        "RXC": ["2026-02-05": 31],
    ]

    /// The lorry's 20 pounds a month from February on are the plan's dates; the shelves' 7.50 come in April.
    private func report(
        _ asOf: String, through: String? = nil, _ films: [String: [String: Int]]? = nil
    ) throws -> ProgressReport {
        let plan = try SamplePlan.plan()
        var progress = try progress(asOf, films ?? steady)
        if let through {
            let line = try #require(plan.benefits.first { $0.benefit == "lorry" })
            progress.confirmations[line.trust] = [
                BenefitConfirmation(
                    line, from: try month("2026-02"), through: try month(through), name: "Ann Other",
                    at: Timestamp(milliseconds: 0), by: "ann")
            ]
        }
        return try ProgressReport(plan: plan, progress: progress)
    }

    @Test("the year's end says how much of it has no proof, and is as planned only under that condition")
    func yearEnd() throws {
        let report = try report("2026-03-08")
        let row = try report.row("NW")
        // February and March: the shelves come after the year's end.
        #expect(row.unconfirmedAtYearEnd == Pence(4_000))
        let lines = report.answers[0].yearEnd
        #expect(lines[0].hasSuffix("if what nobody has confirmed comes."))
        #expect(
            lines[1].hasPrefix(
                "Of it, £40.00 follows the plan's dates and is not confirmed (£40.00 due by now, £0.00 to come)"
            ))
        #expect(
            try Explanation.of("RXA.unconfirmed_year_end_pence", in: report).value == .money(Pence(4_000)))

        let half = try self.report("2026-03-08", through: "2026-02")
        #expect(try half.row("NW").unconfirmedAtYearEnd == Pence(2_000))
        let whole = try self.report("2026-03-08", through: "2026-03")
        #expect(try whole.row("NW").unconfirmedAtYearEnd == .zero)
        #expect(whole.answers[0].yearEnd.allSatisfy { !$0.contains("confirmed") })
        // Before a month has come it is to come.
        let early = try self.report("2026-02-10", ["RXA": ["2026-01-06": 1]])
        #expect(early.answers[0].yearEnd.contains { $0.contains("£20.00 due by now, £20.00 to come") })
    }

    @Test("a month that is over has not released what nobody has confirmed, and the cash-flow says how much")
    func cashFlow() throws {
        let report = try report("2026-03-08")
        let months = try #require(report.cashFlows["NW"])
        #expect(months.map(\.unconfirmed.value) == [0, 2_000, 0, 0, 0, 0])
        let outlook = try report.row("NW").figures.outlook
        let february = try month("2026-02")
        let expected = try #require(months[1].expected50)
        #expect(expected.savings.value == (outlook.expected50[february]?.value ?? 0) - 2_000)
        let confirmed = try #require(self.report("2026-03-08", through: "2026-02").cashFlows["NW"])
        #expect(confirmed[1].unconfirmed == .zero)
        for (open, word) in zip(months, confirmed).dropFirst() {
            #expect((word.expected50?.balance.value ?? 0) - (open.expected50?.balance.value ?? 0) == 2_000)
        }
        let key = "NW.cash_flow.2026-02"
        #expect(
            try Explanation.of("\(key).unconfirmed_cash_releasing", in: report).value == .money(Pence(2_000)))
        #expect(
            try Explanation.of("\(key).expected_cash_releasing_p50", in: report).inputs.contains {
                $0.name == "unconfirmed_cash_releasing" && $0.value == .money(Pence(2_000))
            })
        #expect(try ReportPage().html(report).contains("Not confirmed"))
        // The month that runs is not over; its last day is.
        #expect(
            try self.report("2026-03-30").cashFlows["NW"]?[2].unconfirmed == .zero)
        #expect(
            try self.report("2026-03-31").cashFlows["NW"]?[2].unconfirmed == Pence(2_000))
    }

    @Test(
        "a Trust that is done by duplicates is behind nothing, and the page says what has emptied its store")
    func doneByDuplicates() throws {
        var progress = try progress("2026-04-08", ["RXA": ["2026-02-10": 297], "RXB": ["2026-03-03": 1]])
        progress.accounted[try trust("RXA")] = [try day("2026-02-11"): 3]
        progress.paperKept = [try trust("RXA"): 2]
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress)
        let answers = report.answers[0]
        #expect(answers.onPlan.contains { $0.hasPrefix("Behind below it") && !$0.contains("RXA") })
        #expect(answers.released.contains("Empty stores: Alpha (RXA) by 297 verified and 3 duplicates."))
        #expect(answers.released.contains { $0.hasPrefix("The paper of 2 verified films is still kept") })
        let rent = try #require(report.benefits.first { $0.benefit == "store rent" })
        #expect(rent.proof == "films: 297 verified and 3 duplicates")
        #expect(rent.emptiedBy?.verified == 297 && rent.emptiedBy?.duplicates == 3)
        let own = try report.limited(level: nil, code: "RXA")
        #expect(own.answers[0].onPlan[0].hasPrefix("Yes, no film is left"))
        #expect(try UnitContent.pace(of: report.row("RXA")) == "no film is left")
        #expect(try report.row("NW").figures.paperKept == 2)
    }

    @Test("a benefit by the plan's dates is explained by dates and a person's word, not by films")
    func datedInputs() throws {
        let report = try report("2026-03-08", through: "2026-02")
        for key in ["realised", "expected_p50", "expected_p85"] {
            for number in [3, 4] {
                let names = try Explanation.of("RXA.benefit.\(number).\(key)", in: report).inputs.map(\.name)
                #expect(names == ["amount", "planned_month", "confirmed"])
            }
            let film = try Explanation.of("RXA.benefit.1.\(key)", in: report)
            #expect(film.inputs.contains { $0.name == "verified_films" })
        }
    }
}
