import FilmModel

/// The cash-benefit plan of the demonstration: one Cluster, two SHAs, three Trusts, 36 months of which the
/// first few lie behind. Its money covers its price, in sum and in every month.
struct DemoPlan: Sendable {
    private static let months = 36
    private static let price = 2_400_000
    /// The month in which the plan began, counted from this one.
    private static let start = -6

    let calendar: DemoCalendar

    /// The seven files by name (INTERFACES: The plan).
    var tables: [(name: String, table: DemoTable)] {
        [
            ("clusters.csv", clusters), ("shas.csv", shas), ("trusts.csv", trusts),
            ("schedule.csv", schedule),
            ("benefits.csv", benefits), ("cash.csv", cash), ("days.csv", days),
        ]
    }

    private func month(_ number: Int) -> String { calendar.month(Self.start + number) }

    private static func money(_ pounds: Int) -> String { "\(pounds).00" }

    private var clusters: DemoTable {
        var table = DemoTable(header: [
            "cluster", "name", "start_month", "months", "lsp_price", "contractor_days_per_trust",
        ])
        table.append([
            "NMC", "North Moorland Cluster", month(0), String(Self.months), Self.money(Self.price), "150",
        ])
        return table
    }

    private var shas: DemoTable {
        var table = DemoTable(header: ["sha", "name", "cluster"])
        table.append(["Q90", "Fell and Moor Strategic Health Authority", "NMC"])
        table.append(["Q91", "Saltmarsh Strategic Health Authority", "NMC"])
        return table
    }

    private var trusts: DemoTable {
        var table = DemoTable(header: [
            "trust", "name", "sha", "community", "opted_out", "go_live_month", "films_to_migrate",
            "volume_commitment",
        ])
        for trust in DemoTrust.all {
            table.append([
                trust.code, trust.name, trust.sha, trust.sha == "Q90" ? "FELL" : "COAST", "false",
                month(trust.goLive), String(trust.filmsToMigrate), String(trust.filmsToMigrate),
            ])
        }
        return table
    }

    /// Even months from go-live until two months before the plan's end; the last takes what is left.
    private var schedule: DemoTable {
        var table = DemoTable(header: ["trust", "month", "planned_films"])
        for trust in DemoTrust.all {
            let last = Self.months - 3
            let each = trust.filmsToMigrate / (last - trust.goLive + 1)
            for number in trust.goLive...last {
                let left = trust.filmsToMigrate - each * (last - trust.goLive)
                table.append([trust.code, month(number), String(number == last ? left : each)])
            }
        }
        return table
    }

    private var benefits: DemoTable {
        var table = DemoTable(header: ["trust", "benefit", "class", "trigger", "amount", "from_month"])
        for (index, trust) in DemoTrust.all.enumerated() {
            let live = month(trust.goLive)
            func line(_ benefit: String, _ kind: String, _ trigger: String, _ amount: String, _ from: String)
            {
                table.append([trust.code, benefit, kind, trigger, amount, from])
            }
            line("film and chemicals no longer bought", "cash_releasing", "go_live", "8\(index)00.00", live)
            line("film store rent", "cash_releasing", "store_empty", "4\(index)50.00", live)
            line("couriers and copies per film", "cash_releasing", "per_film", "1.35", live)
            line("silver recovered from film", "cash_releasing", "month", "6250.00", month(Self.months - 2))
            line("radiographers' time, no film to fetch", "non_cash", "go_live", "5200.00", live)
            line("report without a lost film", "non_cash", "per_film", "3.10", live)
            line("journeys that patients are spared", "societal", "go_live", "3900.00", live)
            line("repeat exposures avoided", "societal", "per_film", "2.40", live)
        }
        return table
    }

    private var cash: DemoTable {
        var table = DemoTable(header: ["level", "code", "month", "kind", "amount"])
        for (number, pounds) in [(0, 520_000), (12, 470_000), (24, 330_000)] {
            table.append(["cluster", "NMC", month(number), "national_priming", Self.money(pounds)])
        }
        for (sha, pounds) in [("Q90", 46_000), ("Q91", 24_000)] {
            for number in [3, 15, 27] {
                table.append(["sha", sha, month(number), "local_cash", Self.money(pounds)])
            }
        }
        for trust in DemoTrust.all {
            for number in [1, 13, 25] {
                table.append(["trust", trust.code, month(number), "local_cash", "38000.00"])
            }
            table.append(["trust", trust.code, month(2), "local_capital", "61500.00"])
            table.append(["trust", trust.code, month(2), "local_capital_cover", "64000.00"])
        }
        let each = 66_000
        for number in 0..<Self.months {
            let pounds = number == Self.months - 1 ? Self.price - each * (Self.months - 1) : each
            table.append(["cluster", "NMC", month(number), "lsp_payment", Self.money(pounds)])
        }
        return table
    }

    private var days: DemoTable {
        var table = DemoTable(header: ["trust", "activity", "days"])
        for trust in DemoTrust.all {
            let parts = [
                ("survey", 10), ("configuration and pre-staging", 35), ("testing", 20), ("training", 15),
                ("programme management", 30),
            ]
            for (activity, days) in parts { table.append([trust.code, activity, String(days)]) }
            table.append([trust.code, "integration", String(trust.contractorDays - 110)])
        }
        return table
    }
}
