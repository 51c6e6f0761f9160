import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Sums over the levels")
struct SumTests {
    /// What must add up, as whole numbers.
    private func sums(_ row: ReportRow) -> [Int] {
        let figures = row.figures
        let money = [figures.planned, figures.plannedToDate, figures.realised].flatMap { sums in
            BenefitClass.allCases.map { Int(sums[$0].value) }
        }
        return [figures.plannedFilms, figures.dueFilms, figures.schedule.total, row.verifiedFilms] + money
    }

    private func total(_ rows: [ReportRow]) -> [Int] {
        rows.map(sums).reduce(Array(repeating: 0, count: 13)) { zip($0, $1).map(+) }
    }

    @Test("Trusts make up their SHA, and SHAs their Cluster, to the film and the penny", arguments: 1...60)
    func levels(seed: UInt64) throws {
        let random = try RandomPlan(seed: seed)
        let report = try ProgressReport(plan: random.plan, progress: random.progress)
        for sha in report.shas { #expect(sums(sha) == total(report.trusts.filter { $0.parent == sha.code })) }
        for cluster in report.clusters {
            #expect(sums(cluster) == total(report.shas.filter { $0.parent == cluster.code }))
        }
        #expect(total(report.clusters) == total(report.trusts))
    }

    @Test("the sums are those of the plan's own lines", arguments: 1...60)
    func lines(seed: UInt64) throws {
        let random = try RandomPlan(seed: seed)
        let plan = random.plan
        let report = try ProgressReport(plan: plan, progress: random.progress)
        let taking = Set(plan.trusts.filter { !$0.optedOut }.map(\.id))
        let clusters = report.clusters.map(\.figures)
        #expect(
            clusters.reduce(0) { $0 + $1.plannedFilms }
                == plan.trusts.filter { taking.contains($0.id) }.reduce(0) { $0 + $1.filmsToMigrate })
        #expect(
            clusters.reduce(0) { $0 + $1.schedule.total }
                == plan.schedule.filter { taking.contains($0.trust) }.reduce(0) { $0 + $1.plannedFilms })
        let verified = random.progress.verified.filter { taking.contains($0.key) }
            .flatMap { $0.value.filter { $0.key <= random.progress.asOf }.values }.reduce(0, +)
        #expect(report.clusters.reduce(0) { $0 + $1.verifiedFilms } == verified)
        // Per film, realised: verified films times the amount, line by line.
        var perFilmOnly = plan
        perFilmOnly.benefits.removeAll { $0.trigger != .perFilm }
        let perFilm = try ProgressReport(plan: perFilmOnly, progress: random.progress)
        for benefitClass in BenefitClass.allCases {
            let expected = perFilmOnly.benefits
                .filter { $0.benefitClass == benefitClass && taking.contains($0.trust) }
                .reduce(0) { sum, line in
                    let films = random.progress.verified[line.trust, default: [:]]
                        .filter {
                            $0.key <= random.progress.asOf && line.fromMonth ?? $0.key.month <= $0.key.month
                        }
                        .values.reduce(0, +)
                    return sum + Int(line.amount.value) * films
                }
            #expect(
                perFilm.clusters.reduce(0) { $0 + Int($1.figures.realised[benefitClass].value) } == expected)
        }
    }

    @Test("the summary and the report agree on what is planned", arguments: 1...60)
    func summary(seed: UInt64) throws {
        let random = try RandomPlan(seed: seed)
        let report = try ProgressReport(plan: random.plan, progress: random.progress)
        let summary = try PlanSummary(random.plan)
        #expect(summary.clusters.map(\.figures.planned) == report.clusters.map(\.figures.planned))
        #expect(summary.shas.map(\.figures.planned) == report.shas.map(\.figures.planned))
        #expect(summary.shas.map(\.figures.filmsToMigrate) == report.shas.map(\.figures.plannedFilms))
    }
}
