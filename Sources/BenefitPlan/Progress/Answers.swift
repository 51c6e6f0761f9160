import FilmModel

/// The first page: what a finance lead asks, in that order, and nothing else.
package struct Answers: Sendable, Hashable {
    package let cluster: String
    package let name: String
    /// Question and answer, each answer a few sentences made of the report's own figures.
    package let onPlan: [String]
    package let released: [String]
    package let atRisk: [String]
    package let yearEnd: [String]
    package let decide: [String]

    static let questions = [
        "Are we on plan?", "What has been released?", "What is at risk, and why?",
        "What will it be at the year's end?", "What must I decide?",
    ]

    package var all: [(question: String, lines: [String])] {
        zip(Self.questions, [onPlan, released, atRisk, yearEnd, decide]).map { ($0, $1) }
    }

    init(_ source: Source) throws(MoneyOverflow) {
        cluster = source.row.code
        name = source.row.name
        onPlan = source.onPlan
        released = try source.released
        atRisk = try source.atRisk
        yearEnd = try source.yearEnd
        decide = try source.decide
    }

    /// What the answers are made of.
    struct Source {
        let row: ReportRow
        /// The participating Trusts at or below the unit.
        let trusts: [ReportRow]
        /// The gates that stand at the unit and below it.
        let gates: [Gate]
        let unplanned: [UnplannedTrust]
        /// The Cluster at or above the unit.
        let plan: Cluster?
        /// Benefits by the plan's dates of those Trusts.
        let dated: [DatedBenefit]
        /// Of a Cluster alone.
        let cashFlow: [CashOutlookMonth]

        /// `Beta (RXB)`.
        static func name(_ row: ReportRow) -> String { "\(row.name) (\(row.code))" }

        /// A list of units that stays short, the worst first.
        static func list(_ rows: [ReportRow], _ text: (ReportRow) -> String) -> String {
            GateJudge.list(rows.map { "\(name($0)), \(text($0))" }, most: 3, separator: "; ")
        }
    }

    /// `87 %`; never a certainty that the draws don't give.
    static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 100).rounded())
        if hundredths == 0, share > 0 { return "less than 1 %" }
        if hundredths == 100, share < 1 { return "more than 99 %" }
        return "\(hundredths) %"
    }
}

extension Answers: Encodable {
    enum CodingKeys: String, CodingKey {
        case cluster, released, decide
        case onPlan = "on_plan"
        case atRisk = "at_risk"
        case yearEnd = "year_end"
    }
}
