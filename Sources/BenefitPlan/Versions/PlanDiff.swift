import FilmModel

/// What changed from one version of a plan to another: row by row, column by column, and in the sums.
package struct PlanDiff: Sendable, Hashable, Encodable {
    /// One value that is not what it was.
    package struct Change: Sendable, Hashable, Encodable {
        package let file: String
        package let row: String
        /// Nil where the whole row is new or gone.
        package let column: String?
        package let before: String?
        package let after: String?

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(file, forKey: .file)
            try container.encode(row, forKey: .row)
            try container.encode(column, forKey: .column)
            try container.encode(before, forKey: .before)
            try container.encode(after, forKey: .after)
        }

        enum CodingKeys: String, CodingKey { case file, row, column, before, after }
    }

    /// A Cluster's sum in both versions, where it differs.
    package struct Effect: Sendable, Hashable, Encodable {
        package let cluster: String
        package let figure: String
        package let before: Int64
        package let after: Int64
    }

    package let changes: [Change]
    package let effects: [Effect]

    package init(from old: Plan, to new: Plan) throws(MoneyOverflow) {
        changes = Self.changes(PlanRecords(old), PlanRecords(new))
        effects = try Self.effects(PlanSummary(old), PlanSummary(new))
    }

    private static func changes(_ old: PlanRecords, _ new: PlanRecords) -> [Change] {
        func byKey(_ records: PlanRecords) -> [String: PlanRecords.Record] {
            Dictionary(records.records.map { ("\($0.file.name) \($0.key)", $0) }) { first, _ in first }
        }
        let before = byKey(old)
        let after = byKey(new)
        var changes: [Change] = []
        for key in Set(before.keys).union(after.keys).sorted() {
            guard let record = before[key] ?? after[key] else { continue }
            func change(_ column: String?, _ left: String?, _ right: String?) {
                changes.append(
                    Change(
                        file: record.file.name, row: record.key, column: column, before: left, after: right))
            }
            guard let left = before[key]?.values else {
                change(nil, nil, text(after[key]))
                continue
            }
            guard let right = after[key]?.values else {
                change(nil, text(before[key]), nil)
                continue
            }
            for column in Set(left.keys).union(right.keys).sorted() where left[column] != right[column] {
                change(column, left[column], right[column])
            }
        }
        return changes
    }

    private static func text(_ record: PlanRecords.Record?) -> String {
        (record?.values ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            .joined(separator: ", ")
    }

    private static func effects(_ old: PlanSummary, _ new: PlanSummary) -> [Effect] {
        let codes =
            old.clusters.map(\.code)
            + new.clusters.map(\.code).filter { code in
                !old.clusters.contains { $0.code == code }
            }
        return codes.flatMap { code in
            let left = figures(old.clusters.first { $0.code == code })
            let right = figures(new.clusters.first { $0.code == code })
            return zip(left, right).filter { $0.1 != $1.1 }.map {
                Effect(cluster: code, figure: $0.0, before: $0.1, after: $1.1)
            }
        }
    }

    private static func figures(_ unit: SummaryUnit?) -> [(String, Int64)] {
        let figures = unit?.figures ?? SummaryFigures()
        var price = Pence.zero
        if case .cluster(let cluster) = unit?.details { price = cluster.lspPrice }
        return [
            ("participating_trusts", Int64(figures.trusts)),
            ("films_to_migrate", Int64(figures.filmsToMigrate)),
            ("scheduled_films", Int64(figures.scheduledFilms)),
            ("volume_commitment", Int64(figures.volumeCommitment)),
            ("contractor_days", Int64(figures.contractorDays)),
            ("lsp_price_pence", price.value),
            ("planned_cash_releasing_pence", figures.planned.cashReleasing.value),
            ("planned_non_cash_pence", figures.planned.nonCash.value),
            ("planned_societal_pence", figures.planned.societal.value),
            ("national_priming_pence", figures.cash[.nationalPriming].value),
            ("local_cash_pence", figures.cash[.localCash].value),
            ("lsp_payment_pence", figures.cash[.lspPayment].value),
        ]
    }

    /// The diff as lines for a terminal.
    package var text: String {
        guard !changes.isEmpty else { return "the two versions are equal" }
        let lines = changes.map { change in
            let place = [change.file, change.row, change.column].compactMap(\.self).joined(separator: ", ")
            switch (change.before, change.after) {
            case (nil, let after?): return "+ \(place): \(after)"
            case (let before?, nil) where change.column == nil: return "- \(place): \(before)"
            default: return "~ \(place): \(change.before ?? "empty") → \(change.after ?? "empty")"
            }
        }
        let sums = effects.map { effect in
            let isMoney = effect.figure.hasSuffix("_pence")
            func shown(_ value: Int64) -> String {
                isMoney ? Pence(value).text : PageNumber.films(Int(value))
            }
            let name = effect.figure.replacing("_pence", with: "").replacing("_", with: " ")
            return "  \(effect.cluster): \(name) \(shown(effect.before)) → \(shown(effect.after))"
        }
        return (lines + (sums.isEmpty ? [] : ["", "effect on the sums:"] + sums)).joined(separator: "\n")
    }
}
