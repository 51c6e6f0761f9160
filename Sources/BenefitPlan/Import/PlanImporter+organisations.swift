import FilmModel

/// The three levels, from the top.
extension PlanImporter {
    /// "an average of 150 contractor days per Trust" (seed 2.3.1), unless the Cluster says otherwise.
    static let daysPerTrust = 150

    mutating func readClusters(_ rows: [RowReader]) -> [Cluster] {
        rows.compactMap { row in
            let code = row.text("cluster")
            if let code, !clusterCodes.insert(code) { repeated(code, "cluster", in: row) }
            let start = row.month("start_month")
            let months = row.count("months", in: 1...600)
            let price = row.amount("lsp_price")
            let days =
                row.isEmpty("contractor_days_per_trust")
                ? Self.daysPerTrust : row.count("contractor_days_per_trust", in: 0...100_000)
            let extra = row.isEmpty("extra_day_price") ? nil : row.amount("extra_day_price")
            note(price, "lsp_price", .once, in: row)
            note(extra, "extra_day_price", .days, in: row)
            guard let code, let start, let months, let price, let days else { return nil }
            return Cluster(
                code: code, name: row.optionalText("name") ?? code, startMonth: start, months: months,
                lspPrice: price, contractorDaysPerTrust: days, extraDayPrice: extra)
        }
    }

    mutating func readSHAs(_ rows: [RowReader]) -> [SHA] {
        rows.compactMap { row in
            let code = row.text("sha")
            if let code, !shaCodes.insert(code) { repeated(code, "sha", in: row) }
            if let code { checkCollision(code, "sha", with: clusterCodes, of: "a Cluster", in: row) }
            let cluster = row.text("cluster")
            if let cluster, !clusterCodes.contains(cluster) {
                unknown(cluster, "cluster", file: .clusters, in: row)
            }
            guard let code, let cluster else { return nil }
            return SHA(
                code: code, name: row.optionalText("name") ?? code,
                cluster: clusterCodes.spelling(of: cluster))
        }
    }

    mutating func readTrusts(_ rows: [RowReader]) -> [Trust] {
        rows.compactMap { row in
            let id = row.trustID("trust")
            if let id, !trustCodes.insert(id).inserted { repeated(id.code, "trust", in: row) }
            if let id {
                checkCollision(id.code, "trust", with: clusterCodes, of: "a Cluster", in: row)
                checkCollision(id.code, "trust", with: shaCodes, of: "an SHA", in: row)
            }
            let sha = row.text("sha")
            if let sha, !shaCodes.contains(sha) { unknown(sha, "sha", file: .shas, in: row) }
            let optedOut = row.flag("opted_out")
            let goLive = row.optionalMonth("go_live_month")
            // A go-live month that cannot be read has its fault already.
            if let id, !row.isEmpty("go_live_month") { trustsWithGoLive.insert(id) }
            let films =
                optedOut == true ? row.optionalCount("films_to_migrate") ?? 0 : row.count("films_to_migrate")
            let commitment = row.optionalCount("volume_commitment")
            let examinations = row.optionalCount("examinations")
            guard let id, let sha, let optedOut, let films else { return nil }
            return Trust(
                id: id, name: row.optionalText("name") ?? id.code, sha: shaCodes.spelling(of: sha),
                community: row.optionalText("community"), optedOut: optedOut, goLiveMonth: goLive,
                filmsToMigrate: films, volumeCommitment: commitment,
                examinations: examinations)
        }
    }

    /// Keeps an amount for ``checkSums(of:)``.
    mutating func note(_ amount: Pence?, _ column: String, _ factor: MoneyCell.Factor, in row: RowReader) {
        guard let amount else { return }
        money.append(MoneyCell(row: row, column: column, amount: amount, factor: factor))
    }

    /// A code stands for one unit: commands and figures are asked for by it, whatever the level.
    private func checkCollision(
        _ code: String, _ column: String, with codes: CodeBook, of unit: String, in row: RowReader
    ) {
        guard !isKept, codes.contains(code) else { return }
        row.fault(
            column, "\(PlanFault.quoted(code)) is the code of \(unit) too",
            remedy: "give each unit a code of its own, in every file")
    }

    func repeated(_ code: String, _ column: String, in row: RowReader) {
        row.fault(
            column, "\(PlanFault.quoted(code)) stands in an earlier row too",
            remedy: "keep one of the rows, or correct the code")
    }

    func unknown(_ code: String, _ column: String, file: PlanFile, in row: RowReader) {
        guard !faults.isUnusable(file) else { return }
        row.fault(
            column, "\(PlanFault.quoted(code)) is not in \(file.name)",
            remedy: "correct the code, or add it to \(file.name)")
    }
}
