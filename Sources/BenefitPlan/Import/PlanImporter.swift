import FilmModel
package import Foundation
import Tables

/// Takes a plan's files in: every cell, every code that points at another row, and every sum are checked
/// first, all faults are collected, and nothing is taken unless all is right.
package struct PlanImporter {
    let faults = FaultList()
    /// Codes that were read, with or without faults beside them: a fault in a row is reported once, not again
    /// by each row that points at it.
    var clusterCodes: Set<String> = []
    var shaCodes: Set<String> = []
    var trustCodes: Set<TrustID> = []
    /// Trusts with a go-live month: what a `go_live` line needs.
    var trustsWithGoLive: Set<TrustID> = []

    /// Reads the files, by name (`clusters.csv`); other names are ignored.
    package static func read(files: [String: Data]) throws(PlanImportError) -> Plan {
        var importer = PlanImporter()
        let plan = importer.plan(from: files)
        let faults = importer.faults.ordered
        guard faults.isEmpty else { throw PlanImportError(faults) }
        return plan
    }

    private mutating func plan(from files: [String: Data]) -> Plan {
        var plan = Plan()
        plan.clusters = readClusters(rows(of: .clusters, in: files))
        plan.shas = readSHAs(rows(of: .shas, in: files))
        plan.trusts = readTrusts(rows(of: .trusts, in: files))
        plan.schedule = readSchedule(rows(of: .schedule, in: files))
        plan.benefits = readBenefits(rows(of: .benefits, in: files))
        plan.cash = readCash(rows(of: .cash, in: files))
        plan.days = readDays(rows(of: .days, in: files))
        plan.teams = readTeams(rows(of: .teams, in: files))
        if faults.faults.isEmpty { checkSums(of: plan) }
        return plan
    }

    /// The rows of one file; an unreadable file, or a required one that is absent or empty, is a fault.
    private func rows(of file: PlanFile, in files: [String: Data]) -> [RowReader] {
        guard let data = files[file.name] else {
            if file.isRequired {
                faults.add(
                    PlanFault(file, message: "the file is missing", remedy: "add it to the plan's folder"))
            }
            return []
        }
        let table: CSVTable
        do { table = try CSVTable(data, name: file.name) } catch {
            faults.add(PlanFault(file, message: error.message, remedy: error.remedy))
            return []
        }
        let missing = file.requiredColumns.filter { !table.columns.contains($0) }
        for column in missing {
            faults.add(
                PlanFault(
                    file, row: 1, column: column, message: "the column is missing",
                    remedy: "add the column \(column) to the header row"))
        }
        guard missing.isEmpty else { return [] }
        if file.isRequired, table.rows.isEmpty {
            faults.add(PlanFault(file, message: "the file has no rows", remedy: "add at least one row"))
        }
        return table.rows.map { row in
            let reader = RowReader(file: file, row: row, faults: faults)
            if row.surplus > 0 {
                reader.fault(
                    nil, "the row has more cells than the header",
                    remedy: "put a cell with a comma in quotation marks")
            }
            return reader
        }
    }

    /// A plan whose sums cannot be counted is refused here, so that no report meets them.
    private func checkSums(of plan: Plan) {
        do { _ = try PlanSummary(plan) } catch {
            faults.add(
                PlanFault(.benefits, column: "amount", message: error.message, remedy: error.remedy))
        }
    }
}
