import Foundation
import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("The board's page says no more than is proven")
struct BoardPageTests {
    private func report(
        _ asOf: String, _ verified: [String: [String: Int]] = [:],
        changing change: (inout Plan) throws -> Void = { _ in },
        progress also: (inout BenefitPlan.Progress) throws -> Void = { _ in }
    ) throws -> ProgressReport {
        var plan = try SamplePlan.plan()
        try change(&plan)
        var progress = try progress(asOf, verified)
        try also(&progress)
        return try ProgressReport(plan: plan, progress: progress)
    }

    private func line(_ benefit: String, in plan: Plan) throws -> BenefitLine {
        try #require(plan.benefits.first { $0.benefit == benefit })
    }

    @Test("released is apart by what proves it: films, a named person's word, or the plan's dates alone")
    func proof() throws {
        let plan = try SamplePlan.plan()
        let lorry = try line("lorry", in: plan)
        let word = BenefitConfirmation(
            lorry, from: try month("2026-02"), through: try month("2026-03"), name: "Ann Other",
            at: Timestamp(milliseconds: 0), by: "x")
        // 100 films at 85 p; the lorry in February, March and April at £20; shelves for £7.50 in April.
        let verified = ["RXA": ["2026-01-10": 100]]
        let report = try report("2026-04-30", verified) { _ in
        } progress: {
            $0.confirmations = [lorry.trust: [word]]
        }
        let figures = try report.row("NW").figures
        #expect(figures.provenByFilms.cashReleasing == Pence(8_500))
        #expect(figures.confirmed.cashReleasing == Pence(4_000))
        #expect(try figures.unconfirmed(.cashReleasing) == Pence(2_000 + 750))
        #expect(figures.realised.cashReleasing == Pence(8_500 + 6_000 + 750))
        let released = report.answers[0].released
        #expect(released[0].hasPrefix("£125.00 of cash-releasing benefit, of "))
        #expect(released.contains("Proven by films: £85.00, from verified films and empty stores."))
        #expect(released.contains("By the plan's dates and confirmed: £40.00, by Ann Other."))
        #expect(released.contains { $0.hasPrefix("By the plan's dates and not confirmed: £27.50.") })
        #expect(
            report.answers[0].decide.contains { $0.contains("lorry (RXA) £20.00; shelves sold (RXA) £7.50") })
        #expect(report.benefits.first { $0.benefit == "lorry" }?.proof == "Ann Other, in part")
        let page = try ReportPage().html(report)
        #expect(page.contains("Cash-releasing, released</dt><dd class=\"value\">£125.00</dd>"))
        let explained = try Explanation.of("RXA.realised_unconfirmed_cash_releasing_pence", in: report)
        #expect(explained.value == .money(Pence(2_750)))
        #expect(explained.inputs.contains { $0.name.hasPrefix("lorry") && $0.value == .money(Pence(2_000)) })
    }

    @Test("a word is for the line as it stood, and the last one counts")
    func lapsed() throws {
        let lorry = try line("lorry", in: SamplePlan.plan())
        func word(_ amount: Int64, _ from: String, _ through: String?) throws -> BenefitConfirmation {
            var line = lorry
            line.amount = Pence(amount)
            return BenefitConfirmation(
                line, from: try month(from), through: try through.map(month), name: "Ann",
                at: Timestamp(milliseconds: 0), by: "x")
        }
        func confirmed(_ words: [BenefitConfirmation]) throws -> Pence {
            try report("2026-04-30") { _ in
            } progress: {
                $0.confirmations = [lorry.trust: words]
            }
            .row("RXA").figures.confirmed.cashReleasing
        }
        #expect(try confirmed([word(2_000, "2026-02", "2026-06")]) == Pence(6_000))
        #expect(try confirmed([word(1_999, "2026-02", "2026-06")]) == .zero)
        #expect(try confirmed([word(2_000, "2026-03", "2026-06")]) == .zero)
        #expect(try confirmed([word(2_000, "2026-02", "2026-06"), word(2_000, "2026-02", nil)]) == .zero)
        #expect(
            try confirmed([word(2_000, "2026-02", nil), word(2_000, "2026-02", "2026-02")]) == Pence(2_000))
    }

    @Test("what is behind below an ahead is named")
    func behindBelow() throws {
        let report = try report(
            "2026-03-31", ["RXA": ["2026-02-10": 300], "RXC": ["2026-03-01": 31], "RXB": ["2026-03-02": 50]]
        ) {
            $0.trusts[0].filmsToMigrate = 320
            $0.schedule.append(
                ScheduleLine(trust: try trust("RXA"), month: try month("2026-06"), plannedFilms: 20))
        } progress: {
            $0.verified[try trust("RXA")] = [try day("2026-02-10"): 320]
        }
        let onPlan = report.answers[0].onPlan
        #expect(onPlan[0].hasPrefix("Yes, ahead: 401 films verified; 391 were due by now"))
        #expect(onPlan.contains("Behind below it: Beta (RXB), 10 films."))
    }

    @Test("a schedule that has ended with films left is no plan that is kept, and stands at risk")
    func ended() throws {
        let verified = ["RXA": ["2026-02-10": 300], "RXB": ["2026-04-10": 100], "RXC": ["2026-03-01": 31]]
        let report = try report("2026-05-31", verified) {
            // 100 of RXB's 180 films are scheduled.
            $0.schedule.removeAll { $0.trust.code == "RXB" }
            $0.schedule.append(
                ScheduleLine(trust: try trust("RXB"), month: try month("2026-04"), plannedFilms: 100))
        }
        let answers = report.answers[0]
        #expect(
            answers.onPlan[0].hasPrefix(
                "No, the schedule has ended with films left: 431 films verified; 431 were due"))
        #expect(
            answers.atRisk[0]
                == "The schedule ended in Apr 2026 with 80 films left; no month is planned for them.")
        #expect(
            answers.atRisk[1]
                == "Schedules that have ended with films left: Beta (RXB), 80 films since Apr 2026.")
        #expect(answers.decide.contains("New months for the films whose schedule has ended."))
        // On the last day of the schedule's last month it has ended; on the day before it has not.
        #expect(try self.report("2026-04-29").answers[0].onPlan[0].hasPrefix("No, behind"))
    }

    @Test("missing films are said with the benefit that waits for them")
    func missing() throws {
        let report = try report("2026-05-31", ["RXA": ["2026-02-10": 290]]) { _ in
        } progress: {
            $0.films = [try trust("RXA"): StateCounts([.verified: 290, .rejected: 4, .duplicate: 5])]
            $0.accounted = [try trust("RXA"): [try day("2026-03-01"): 3]]
        }
        let figures = try report.row("RXA").figures
        #expect(figures.remainingFilms == 7)
        #expect(figures.missingFilms == 6)
        #expect(figures.waitingForMissing == Pence(100_000))
        let text = try #require(report.answers[0].atRisk.first { $0.contains("missing") })
        #expect(text.contains("Alpha (RXA), 6."))
        #expect(text.contains("£1,000.00 a month of cash-releasing benefit waits"))
        // Rejected scans whose films came again are not missing.
        let done = try self.report("2026-05-31", ["RXA": ["2026-02-10": 300]]) { _ in
        } progress: {
            $0.films = [try trust("RXA"): StateCounts([.verified: 300, .rejected: 4])]
        }
        #expect(try done.row("RXA").figures.missingFilms == 0)
        #expect(try done.row("RXA").figures.waitingForMissing == .zero)
    }

    @Test("without a forecast the year's end has no range")
    func noRange() throws {
        let report = try report("2026-02-10", ["RXA": ["2026-02-01": 10]])
        #expect(try report.row("NW").figures.outlook.forecastTrusts == 0)
        let text = report.answers[0].yearEnd.joined(separator: " ")
        #expect(!text.contains("cautiously") && !text.contains("expected"))
        #expect(text.contains("There is no forecast"))
        for month in try #require(report.cashFlows["NW"]) {
            #expect(month.expected50 == nil && month.expected85 == nil)
        }
    }

    /// Weeks of a steady pace, so that all is forecast.
    private var steady: [String: [String: Int]] {
        var days: [String: Int] = [:]
        for week in 0..<8 {
            if let day = CalendarDay("2026-01-06")?.advanced(byDays: 7 * week) {
                days[day.description] = 10 + week % 3
            }
        }
        return ["RXA": days, "RXB": days, "RXC": days.mapValues { _ in 2 }]
    }

    @Test("the chance of the three-year limit stands beside that of the plan's own end")
    func limit() throws {
        let report = try report("2026-03-08", steady)
        let forecast = try report.row("NW").forecast
        let (plan, limit) = (
            try #require(forecast.probabilityWithinPlan), try #require(forecast.probabilityWithinLimit)
        )
        #expect(plan < limit && limit == 1)
        let text = try #require(report.answers[0].atRisk.first { $0.contains("chance of 50") })
        #expect(text.contains("the plan's end, Jun 2026, is \(Answers.percent(plan))"))
        #expect(text.contains("the limit of three years, Dec 2028, 100 %"))
        // A plan of 36 months ends with the limit.
        let whole = try self.report("2026-03-08", steady) { $0.clusters[0].months = 36 }
        let same = try whole.row("NW").forecast
        #expect(same.probabilityWithinPlan == same.probabilityWithinLimit)
        #expect(
            whole.answers[0].atRisk.contains { $0.contains("which is the limit of three years (Dec 2028)") })
    }

    @Test("the expected cash-flow stands beside the planned one, in every form, and its gap at risk")
    func cashFlow() throws {
        let report = try report("2026-03-08", steady) {
            $0.clusters[0].lspPrice = Pence(6_000_000 + 150_000 + 400_000)
            $0.cash.removeAll { $0.kind == .lspPayment }
            $0.cash.append(
                CashLine(
                    level: .cluster, code: "NW", month: try month("2026-06"), kind: .lspPayment,
                    amount: Pence(6_000_000 + 150_000 + 400_000)))
        }
        let months = try #require(report.cashFlows["NW"])
        let outlook = try report.row("NW").figures.outlook
        var expected = Pence.zero
        for month in months {
            expected =
                try expected + (outlook.expected50[month.month] ?? .zero) + month.planned.priming
                + month.planned.localCash - month.planned.payment - month.unconfirmed
            #expect(month.expected50?.balance == expected)
        }
        // As planned it is enough; the stores empty too late for it.
        #expect(try #require(months.last).planned.balance > .zero)
        let last = try #require(months.last?.expected50)
        #expect(last.balance < .zero)
        #expect(
            report.answers[0].atRisk.contains {
                $0.contains("(P50) the cash-flow is short from Jun 2026, at most by")
            })
        let document = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
        let flow = try #require((document["cash_flow"] as? [String: [[String: Any]]])?["NW"]?.last)
        #expect(flow["expected_balance_p50_pence"] as? Int64 == last.balance.value)
        #expect(flow["balance_pence"] as? Int64 == months.last?.planned.balance.value)
        #expect(try ReportPage().html(report).contains(last.balance.text))
        #expect(
            try Explanation.of("NW.cash_flow.2026-06.expected_balance_p50", in: report).value
                == .money(last.balance))
    }

    @Test("with several Clusters one page is over all, each answer under its Cluster's name")
    func overview() throws {
        let report = try report("2026-03-08", steady) {
            $0.clusters.append(
                Cluster(
                    code: "NE", name: "North East", startMonth: try month("2026-01"), months: 6,
                    lspPrice: .zero,
                    contractorDaysPerTrust: 150))
            $0.shas.append(SHA(code: "Q3", name: "Third", cluster: "NE"))
            $0.trusts.append(Trust(id: try trust("RXE"), name: "Eta", sha: "Q3", filmsToMigrate: 10))
        }
        let overview = try #require(report.overview)
        #expect(overview.questions.map(\.question) == Answers.questions)
        for question in overview.questions {
            #expect(question.answers.map(\.name) == ["North West", "North East"])
            #expect(question.answers.allSatisfy { !$0.lines.isEmpty })
        }
        let page = try ReportPage().html(report)
        let first = try #require(page.range(of: "Five answers for all Clusters"))
        let names = page[first.upperBound...].ranges(of: "<h3><bdi>North East</bdi></h3>")
        #expect(names.count == 5)
        #expect(page.contains("<p class=\"unit\"><bdi>North East</bdi></p>"))
        // One Cluster needs no page over all, nor does a part of several.
        #expect(try self.report("2026-03-08").overview == nil)
        #expect(try report.limited(level: nil, code: "NE").overview == nil)
    }

    @Test("the chart draws the forecast with its range, and no label leaves it")
    func chart() throws {
        let report = try report("2026-03-08", steady)
        let row = try report.row("NW")
        let chart = ChartContent(row, asOf: report.asOf)
        let range = try #require(chart.forecast.first)
        #expect(range.rangeText.contains("(P50) to"))
        let points = range.area.split(separator: " ").map {
            $0.split(separator: ",").compactMap { Double($0) }
        }
        #expect(points.count == 3)
        let (start, p50, p85) = (points[0], points[1], points[2])
        #expect(start[0] < p50[0] && p50[0] <= p85[0] && p85[0] <= ChartContent.right)
        #expect(p50[1] < start[1])
        // A number of films has its room, however long.
        let axis = ChartAxis(first: try month("2026-01"), last: try month("2026-05"), most: 1_000_000_000)
        #expect(axis.left - 8 >= Double("1,000,000,000".count) * 6.5)
        #expect(try ReportPage().html(report).contains("<polygon points=\"\(range.area)\""))
        let early = ChartContent(try self.report("2026-01-02").row("NW"), asOf: try day("2026-01-02"))
        #expect(early.today.map(\.anchor) == ["start"])
        #expect(early.forecast.isEmpty)
    }

    @Test("a forecast beyond the chart ends at its edge, on the same line")
    func farForecast() throws {
        let slow = steady.mapValues { $0.mapValues { _ in 1 } }
        let report = try report("2026-03-08", slow)
        let row = try report.row("NW")
        let last = ForecastShape.lastMonth(row, after: try month("2026-05"))
        #expect(last == (try month("2028-05")))
        let shape = try #require(ForecastShape(row, through: last))
        #expect(shape.p50.day == CalendarDay(endOf: last))
        #expect(shape.p50.films < row.figures.plannedFilms)
    }
}
