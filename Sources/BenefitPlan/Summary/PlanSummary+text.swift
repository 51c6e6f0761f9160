/// The summary as lines for a terminal.
extension PlanSummary {
    package var text: String {
        var lines: [String] = []
        for cluster in clusters {
            guard case .cluster(let details) = cluster.details else { continue }
            let figures = cluster.figures
            lines.append("Cluster \(cluster.code)  \(cluster.name)")
            lines.append(
                "  \(details.startMonth) to \(details.endMonth), \(details.months) months; "
                    + "\(figures.trusts) Trusts take part")
            lines.append(
                "  LSP price \(details.lspPrice.text), national priming "
                    + "\(figures.cash[.nationalPriming].text), local cash \(figures.cash[.localCash].text)")
            lines.append(
                "  cash-releasing benefit planned \(figures.planned.cashReleasing.text) "
                    + "(apart: non-cash \(figures.planned.nonCash.text), "
                    + "societal \(figures.planned.societal.text))")
            lines.append(
                "  \(figures.filmsToMigrate) films, \(figures.scheduledFilms) of them scheduled; "
                    + "commitment \(figures.volumeCommitment)")
        }
        lines.append("")
        lines += table()
        return lines.joined(separator: "\n")
    }

    private func table() -> [String] {
        let header = ["level", "code", "films", "scheduled", "commitment", "days", "cash-releasing", "name"]
        let body = (clusters + shas + trusts).map { unit in
            var name = unit.name
            if case .trust(let trust) = unit.details, trust.optedOut { name += " (opted out: in no sum)" }
            return [
                unit.level.text, unit.code, String(unit.figures.filmsToMigrate),
                String(unit.figures.scheduledFilms), String(unit.figures.volumeCommitment),
                String(unit.figures.contractorDays), unit.figures.planned.cashReleasing.text, name,
            ]
        }
        let rows = [header] + body
        let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                switch column {
                case 0, 1: return cell + padding
                case row.count - 1: return cell
                default: return padding + cell
                }
            }.joined(separator: "  ")
        }
    }
}
