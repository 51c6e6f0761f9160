import Crypto
import FilmModel

/// A plan as plain records: each file's rows, each row by the columns that name it, with the other columns'
/// values. Digest and diff are made of it, so neither knows the order of rows or columns.
package struct PlanRecords: Sendable, Hashable {
    /// What makes a row the same row in two versions, then its values by column.
    package struct Record: Sendable, Hashable {
        package let file: PlanFile
        package let key: String
        package let values: [String: String]
    }

    package let records: [Record]

    package init(_ plan: Plan) {
        var records: [Record] = []
        var copies: [String: Int] = [:]
        func add(_ file: PlanFile, _ key: [String], _ values: [String: String?]) {
            let name = key.joined(separator: " ")
            // Lines of cash.csv and teams.csv may repeat their key: they are told apart by their number.
            let copy = copies["\(file.name) \(name)", default: 0] + 1
            copies["\(file.name) \(name)"] = copy
            records.append(
                Record(
                    file: file, key: copy > 1 ? "\(name) (\(copy))" : name,
                    values: values.compactMapValues(\.self)))
        }
        Self.addOrganisations(of: plan, add)
        Self.addLines(of: plan, add)
        self.records = records.sorted { ($0.file.rawValue, $0.key) < ($1.file.rawValue, $1.key) }
    }

    private typealias Add = (PlanFile, [String], [String: String?]) -> Void

    private static func addOrganisations(of plan: Plan, _ add: Add) {
        for cluster in plan.clusters {
            add(
                .clusters, [cluster.code],
                [
                    "name": cluster.name, "start_month": cluster.startMonth.description,
                    "months": String(cluster.months), "lsp_price": cluster.lspPrice.plain,
                    "contractor_days_per_trust": String(cluster.contractorDaysPerTrust),
                    "extra_day_price": cluster.extraDayPrice?.plain,
                ])
        }
        for sha in plan.shas { add(.shas, [sha.code], ["name": sha.name, "cluster": sha.cluster]) }
        for trust in plan.trusts {
            add(
                .trusts, [trust.id.code],
                [
                    "name": trust.name, "sha": trust.sha, "community": trust.community,
                    "opted_out": trust.optedOut ? "yes" : "no",
                    "go_live_month": trust.goLiveMonth?.description,
                    "films_to_migrate": String(trust.filmsToMigrate),
                    "volume_commitment": trust.volumeCommitment.map(String.init),
                    "examinations": trust.examinations.map(String.init),
                ])
        }
    }

    private static func addLines(of plan: Plan, _ add: Add) {
        for line in plan.schedule {
            add(
                .schedule, [line.trust.code, line.month.description],
                ["planned_films": String(line.plannedFilms)])
        }
        for line in plan.benefits {
            add(
                .benefits,
                [
                    line.trust.code, line.benefit, line.benefitClass.rawValue, line.trigger.rawValue,
                    line.fromMonth?.description ?? "",
                ].filter { !$0.isEmpty },
                ["amount": line.amount.plain, "owner": line.owner, "source": line.source])
        }
        // In one order whatever the file's, so that equal lines get equal numbers.
        for line in plan.cash.sorted(by: { $0.amount < $1.amount }) {
            add(
                .cash, [line.level.rawValue, line.code, line.month.description, line.kind.rawValue],
                ["amount": line.amount.plain])
        }
        for line in plan.days { add(.days, [line.trust.code, line.activity], ["days": String(line.days)]) }
        for line in plan.teams.sorted(by: { $0.name < $1.name }) {
            add(.teams, [line.level.rawValue, line.code, line.role], ["name": line.name])
        }
    }

    /// SHA-256 of the records in their one order: what a signature is given for. Any change of a figure, a
    /// name or a date changes it; the order of rows and columns does not.
    package var digest: String {
        var hash = SHA256()
        for record in records {
            // Lengths before texts, so that no two plans have the same bytes.
            for part in [record.file.name, record.key]
                + record.values.sorted(by: { $0.key < $1.key }).flatMap({
                    [$0.key, $0.value]
                })
            {
                hash.update(data: Array("\(part.utf8.count):\(part)\n".utf8))
            }
            hash.update(data: Array("\n".utf8))
        }
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
