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
        #expect(try Explanation.of("verified_films", in: report).code == "NW")
        #expect(try Explanation.of("RXA.verified_films", in: report).code == "RXA")
        #expect(try Explanation.of("RXA.planned_value", in: report).figure == "planned_value_pence")
        for name in ["RXA.nonsense", "XX.verified_films", "NW.gate.affordability", ""] {
            #expect(throws: ExplanationError.self) { try Explanation.of(name, in: report) }
        }
        let text = try Explanation.of("RXA.planned_cash_releasing_pence", in: report).text
        #expect(text.contains("£5,362.50"))
        #expect(
            text.contains("store rent (store_empty £1,000.00): £5,000.00  (benefits.csv, RXA store rent)"))
    }

    @Test("gates, months of the cash-flow, benefit lines and days are asked for by their keys")
    func parts() throws {
        var progress = try progress("2026-03-10")
        progress.daysUsed = [
            DayUse(trust: try trust("RXA"), activity: "Survey", day: try day("2026-03-01"), days: 3)
        ]
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress)
        func value(_ name: String) throws -> FigureValue { try Explanation.of(name, in: report).value }
        #expect(try value("NW.gate.affordability.left") == .money(Pence(10_000_000)))
        #expect(try value("NW.gate.affordability.right") == .money(Pence(6_000_000 + 150_000 + 545_321)))
        #expect(try value("NW.gate.contractor_days.right") == .count(450))
        #expect(try value("NW.gate.sign_off_lsp.right") == .count(0))
        #expect(try value("NW.cash_flow.2026-02.local_cash") == .money(Pence(150_000)))
        #expect(try value("RXA.benefit.2.planned") == .money(Pence(500_000)))
        #expect(try value("NW.days.survey.planned") == .count(10))
        #expect(try value("NW.days.survey.used") == .count(3))
        // What adds up, adds up.
        for name in [
            "NW.gate.affordability.right", "NW.cash_flow.2026-02.cover",
            "NW.cash_flow.2026-03.cumulative_cover",
            "NW.cash_flow.2026-01.cash_releasing", "NW.cash_flow.2026-03.lsp_payment",
        ] {
            let explanation = try Explanation.of(name, in: report)
            let parts: Int64 = explanation.inputs.reduce(0) {
                if case .money(let part) = $1.value { $0 + part.value } else { $0 }
            }
            #expect(explanation.value == .money(Pence(parts)), "\(name)")
        }
    }

    @Test("each key of the list is another one, and leads to its own explanation")
    func index() throws {
        let report = try ProgressReport(plan: SamplePlan.plan(), progress: progress("2026-03-10"))
        let keys = FigureIndex(report).entries.map(\.figure)
        #expect(Set(keys).count == keys.count)
        #expect(keys.count > 400)
        for key in keys {
            let explanation = try Explanation.of(key, in: report)
            #expect(explanation.address == key)
            #expect(!explanation.formula.isEmpty, "\(key)")
        }
    }
}
