import FilmModel
package import Foundation
import Tables

/// Takes a plan's files in: every cell, every code that points at another row, and every sum are checked
/// first, all faults are collected, and nothing is taken unless all is right.
package struct PlanImporter {
    let faults = FaultList()
    /// Whether the plan was taken in already, perhaps under rules of before: it is read as it was taken.
    let isKept: Bool
    /// Codes that were read, with or without faults beside them: a fault in a row is reported once, not again
    /// by each row that points at it.
    var clusterCodes: CodeBook
    var shaCodes: CodeBook
    var trustCodes: Set<TrustID> = []
    /// Trusts with a go-live month: what a `go_live` line needs.
    var trustsWithGoLive: Set<TrustID> = []

    /// Every amount that was read.
    var money: [MoneyCell] = []
    /// The rows of the benefit lines that were read, in their order.
    var benefitRows: [RowReader] = []
    private var remarks: [PlanRemark] = []

    private init(isKept: Bool) {
        self.isKept = isKept
        clusterCodes = CodeBook(isKept: isKept)
        shaCodes = CodeBook(isKept: isKept)
    }

    /// Reads the files, by name (`clusters.csv`); other names are ignored.
    package static func read(files: [String: Data]) throws(PlanImportError) -> Plan {
        try readWithRemarks(files: files).plan
    }

    /// Reads the files of a plan that was taken before, and that rules of today would perhaps refuse.
    package static func readKept(files: [String: Data]) throws(PlanImportError) -> Plan {
        try read(files, isKept: true).plan
    }

    /// The plan, and what a reader should know of it: what was not read, what is not stated, and money that a
    /// rule does not let count.
    package static func readWithRemarks(
        files: [String: Data]
    ) throws(PlanImportError) -> (plan: Plan, remarks: [PlanRemark]) {
        var (plan, remarks) = try read(files, isKept: false)
        remarks += PlanFile.allCases.filter { files[$0.name] == nil }.compactMap { PlanRemark(absent: $0) }
        remarks += ((try? PlanCheck(plan).found) ?? []).map { PlanRemark($0) }
        return (plan, remarks)
    }

    private static func read(
        _ files: [String: Data], isKept: Bool
    ) throws(PlanImportError) -> (plan: Plan, remarks: [PlanRemark]) {
        var importer = PlanImporter(isKept: isKept)
        let plan = importer.plan(from: files)
        guard importer.faults.isEmpty else {
            throw PlanImportError(importer.faults, remarks: importer.remarks)
        }
        return (plan, importer.remarks)
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
        if !isKept { checkStarts(of: plan) }
        if faults.isEmpty { checkSums(of: plan) }
        return plan
    }

    /// The rows of one file; an unreadable file, or a required one that is absent or empty, is a fault.
    private mutating func rows(of file: PlanFile, in files: [String: Data]) -> [RowReader] {
        guard let data = files[file.name] else {
            if file.isRequired {
                faults.add(
                    PlanFault(file, message: "the file is missing", remedy: "add it to the plan's folder"))
            }
            return []
        }
        let table: CSVTable
        do { table = try CSVTable(data, name: file.name, known: Set(file.columns)) } catch {
            faults.add(PlanFault(file, message: error.placedFinding, remedy: error.remedy))
            return []
        }
        let missing = file.requiredColumns.filter { !table.columns.contains($0) }
        let errors = missing.map { table.header.missing($0) }
        if let separator = errors.first(where: { $0.kind == .separator }) {
            faults.add(PlanFault(file, row: 1, message: separator.finding, remedy: separator.remedy))
            return []
        }
        let strange = table.columns.filter { !$0.isEmpty && !file.columns.contains($0) }
        remarks += strange.prefix(FaultList.most).map { PlanRemark(strangeColumn: $0, of: file) }
        if file == .trusts, !table.columns.contains("volume_commitment") {
            remarks.append(PlanRemark(absentColumn: "volume_commitment", of: file, leaves: .volumeCommitment))
        }
        for (column, error) in zip(missing, errors) {
            faults.add(
                PlanFault(file, row: 1, column: column, message: error.finding, remedy: error.remedy))
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

    /// A plan whose sums cannot be counted is refused here, at the row with which they grow too large, so
    /// that no report meets them.
    private func checkSums(of plan: Plan) {
        let lines = PlanLines(plan)
        let films = Dictionary(
            plan.trusts.map { ($0.id, max($0.filmsToMigrate, lines.schedule(of: $0.id).total)) },
            uniquingKeysWith: max)
        let days = plan.days.reduce(0) { $0 + $1.days }
        var sum: Int64 = 0
        for cell in money {
            let times =
                switch cell.factor {
                case .once: 1
                case .months: MoneyCell.months
                case .days: max(1, days)
                case .films(let trust): max(1, films[trust] ?? 0)
                }
            let (product, tooLarge) = cell.amount.value.multipliedReportingOverflow(by: Int64(times))
            let (next, overflow) = sum.addingReportingOverflow(product)
            guard !tooLarge, !overflow, next <= MoneyCell.most else {
                cell.row.fault(
                    cell.column,
                    "with \(cell.amount.text) the plan's sums grow greater than can be counted",
                    remedy: "correct the amount, here or in the rows before")
                return
            }
            sum = next
        }
    }
}
