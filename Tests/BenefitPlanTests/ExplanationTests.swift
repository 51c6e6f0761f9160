import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Where figures come from")
struct ExplanationTests {
    @Test("every figure of every level has an origin, and the parts of a sum make it up", arguments: 1...6)
    func sums(seed: UInt64) throws {
        let random = try RandomPlan(seed: seed)
        let report = try ProgressReport(plan: random.plan, progress: random.progress)
        for row in report.rows {
            for figure in Figure.all {
                let explanation = Explainer(report: report, row: row).explain(figure)
                #expect(!explanation.formula.isEmpty, "\(row.code).\(figure.key)")
                #expect(explanation.value == figure.value(row))
                guard case .sum = figure.kind, explanation.formula.hasPrefix("Σ") || row.level != .trust,
                    !figure.key.contains("discounted") || row.level != .trust
                else { continue }
                switch explanation.value {
                case .money(let pence):
                    let parts: Int64 = explanation.inputs.reduce(0) {
                        if case .money(let part) = $1.value { $0 + part.value } else { $0 }
                    }
                    #expect(parts == pence.value, "\(row.code).\(figure.key)")
                case .count(let count):
                    let parts = explanation.inputs.reduce(0) {
                        if case .count(let part) = $1.value { $0 + part } else { $0 }
                    }
                    #expect(parts == count, "\(row.code).\(figure.key)")
                case .none:
                    // Nothing is known of a sum only where nothing is known of any part.
                    #expect(explanation.inputs.allSatisfy { $0.value == .none }, "\(row.code).\(figure.key)")
                default: Issue.record("\(figure.key) is no sum")
                }
            }
        }
    }

    @Test("a figure is asked for by its key, alone or behind a unit's code")
    func names() throws {
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress("2026-03-10"))
        #expect(Explanation.of("verified_films", in: report)?.code == "NW")
        #expect(Explanation.of("RXA.verified_films", in: report)?.code == "RXA")
        #expect(Explanation.of("RXA.planned_value", in: report)?.figure == "planned_value_pence")
        #expect(Explanation.of("RXA.nonsense", in: report) == nil)
        #expect(Explanation.of("XX.verified_films", in: report) == nil)
        let text = try #require(Explanation.of("RXA.planned_cash_releasing_pence", in: report)).text
        #expect(text.contains("£5,362.50"))
        #expect(
            text.contains("store rent (store_empty £1,000.00): £5,000.00  (benefits.csv, RXA store rent)"))
    }
}
