import Testing

@testable import BenefitPlan
@testable import FilmModel

/// SplitMix64: the same plan for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A plan and progress of any shape: Trusts that opt out, schedules that fall short, lines of all kinds.
struct RandomPlan {
    var plan: Plan
    var progress: Progress

    init(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let start = try month("2026-01")
        var plan = Plan()
        var progress = Progress(asOf: try day("2027-02-11"), verified: [:])
        // Few draws: sums don't hang on them.
        progress.draws = 100
        for clusterNumber in 0..<Int.random(in: 1...3, using: &generator) {
            let cluster = "C\(clusterNumber)"
            plan.clusters.append(
                Cluster(
                    code: cluster, name: cluster, startMonth: start.advanced(by: clusterNumber),
                    months: .random(in: 1...40, using: &generator), lspPrice: Pence(1),
                    contractorDaysPerTrust: 150))
            for shaNumber in 0..<Int.random(in: 0...4, using: &generator) {
                let sha = "\(cluster)S\(shaNumber)"
                plan.shas.append(SHA(code: sha, name: sha, cluster: cluster))
                for trustNumber in 0..<Int.random(in: 0...5, using: &generator) {
                    let id = try trust("R\(clusterNumber)\(shaNumber)\(trustNumber)")
                    plan.trusts.append(
                        Trust(
                            id: id, name: id.code, sha: sha,
                            optedOut: .random(in: 0..<5, using: &generator) == 0,
                            goLiveMonth: start.advanced(by: .random(in: 0...20, using: &generator)),
                            filmsToMigrate: .random(in: 0...5_000, using: &generator),
                            volumeCommitment: .random(in: 0...5_000, using: &generator)))
                    Self.addLines(for: id, start: start, plan: &plan, using: &generator)
                    for _ in 0..<Int.random(in: 0...8, using: &generator) {
                        let month = start.advanced(by: .random(in: 0...16, using: &generator))
                        let day = try #require(
                            CalendarDay(month: month, day: .random(in: 1...28, using: &generator)))
                        progress.verified[id, default: [:]][day] = .random(in: 0...900, using: &generator)
                        progress.accounted[id, default: [:]][day] = .random(in: 0...90, using: &generator)
                    }
                }
            }
        }
        self.plan = plan
        self.progress = progress
    }

    private static func addLines(
        for id: TrustID, start: Month, plan: inout Plan, using generator: inout SeededGenerator
    ) {
        for offset in 0..<Int.random(in: 0...20, using: &generator) {
            plan.schedule.append(
                ScheduleLine(
                    trust: id, month: start.advanced(by: offset),
                    plannedFilms: .random(in: 0...700, using: &generator)))
        }
        for number in 0..<Int.random(in: 0...6, using: &generator) {
            plan.benefits.append(
                BenefitLine(
                    trust: id, benefit: "b\(number)",
                    benefitClass: BenefitClass.allCases.randomElement(using: &generator) ?? .societal,
                    trigger: BenefitTrigger.allCases.randomElement(using: &generator) ?? .month,
                    amount: Pence(.random(in: 0...999_999, using: &generator)),
                    fromMonth: start.advanced(by: .random(in: 0...30, using: &generator))))
        }
    }
}
