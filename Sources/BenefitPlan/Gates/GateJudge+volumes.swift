import FilmModel

/// Steps 5 to 7: days, dates and volumes.
extension GateJudge {
    func volumes(of cluster: Cluster) throws(MoneyOverflow) -> [Gate] {
        [try days(of: cluster), outline(of: cluster), commitment(of: cluster)]
    }

    /// "an average of 150 contractor days per Trust, which is aggregated up to a Cluster total" (seed 2.3.1):
    /// one Trust may have more while the total holds, and a Trust that has opted out brings none.
    private func days(of cluster: Cluster) throws(MoneyOverflow) -> Gate {
        let participants = participants(of: cluster)
        let booked = participants.flatMap { lines.days(of: $0.id) }
        let used = booked.reduce(0) { $0 + $1.days }
        let budget = cluster.contractorDaysPerTrust * participants.count
        var message =
            "\(PageNumber.films(used)) days of \(PageNumber.films(budget)) "
            + "(\(cluster.contractorDaysPerTrust) × \(Self.count(participants.count, "Trust")))"
        if used > budget {
            let excess = used - budget
            message += "; \(Self.count(excess, "day")) over"
            if let price = cluster.extraDayPrice {
                message += ", which cost \(try (price * excess).text)"
            } else {
                message += ", whose price the plan does not say"
            }
        }
        // An activity is the same whatever its capitals; the first spelling stands.
        var activities: [String: (name: String, days: Int)] = [:]
        for line in booked {
            activities[SameName.key(line.activity), default: (line.activity, 0)].days += line.days
        }
        var details = activities.values.sorted { ($1.days, $0.name) < ($0.days, $1.name) }.map {
            Gate.Detail(code: $0.name, text: Self.count($0.days, "day"))
        }
        details += participants.filter { figures($0).contractorDays > cluster.contractorDaysPerTrust }.map {
            Gate.Detail(
                code: $0.id.code,
                text: "\(figures($0).contractorDays) days: more than the average, at no cost while the "
                    + "Cluster's total holds")
        }
        if booked.isEmpty { message += "; no days are booked in days.csv yet" }
        return Gate(
            .contractorDays, .cluster, cluster.code,
            booked.isEmpty ? .open : used <= budget ? .passed : .failed, message,
            numbers: .init(left: used, right: budget), unit: "days", details: details
        ).passing(at: used == 0 ? "the days booked add up to 0" : nil)
    }

    /// "preset at three years" (seed 2.3.1): no more than 36 months, and every film in one of them, neither
    /// before nor after, and none that the Trust has not.
    private func outline(of cluster: Cluster) -> Gate {
        var details: [Gate.Detail] = []
        var early = 0
        var late = 0
        var unscheduled = 0
        var surplus = 0
        var scheduled = 0
        for trust in participants(of: cluster) {
            let schedule = lines.schedule(of: trust.id)
            let before = schedule.cumulative(through: cluster.startMonth.advanced(by: -1))
            let after = schedule.total - schedule.cumulative(through: cluster.endMonth)
            scheduled += schedule.total
            early += before
            late += after
            unscheduled += max(0, trust.filmsToMigrate - schedule.total)
            surplus += max(0, schedule.total - trust.filmsToMigrate)
            var remarks: [String] = []
            if before > 0 {
                remarks.append("\(Self.count(before, "film")) before \(cluster.startMonth)")
            }
            if after > 0 {
                remarks.append("\(Self.count(after, "film")) after \(cluster.endMonth)")
            }
            if schedule.total < trust.filmsToMigrate {
                remarks.append(
                    "\(Self.count(trust.filmsToMigrate - schedule.total, "film")) in no month yet")
            }
            if schedule.total > trust.filmsToMigrate {
                remarks.append(
                    "\(PageNumber.films(schedule.total)) scheduled of "
                        + "\(Self.count(trust.filmsToMigrate, "film")) to migrate")
            }
            if let goLive = trust.goLiveMonth, goLive > cluster.endMonth {
                remarks.append("goes live in \(goLive), after the plan's end")
            }
            if !remarks.isEmpty {
                details.append(Gate.Detail(code: trust.id.code, text: remarks.joined(separator: ", ")))
            }
        }
        let most = Cluster.mostMonths
        var message =
            "\(cluster.months) months of at most \(most), \(cluster.startMonth) to \(cluster.endMonth)"
        func add(_ films: Int, _ what: String) {
            if films > 0 { message += "; \(Self.count(films, "film is", "films are")) \(what)" }
        }
        add(early, "scheduled before the start")
        add(late, "scheduled after the end")
        add(surplus, "scheduled that no Trust has")
        add(unscheduled, "in no month yet")
        if scheduled == 0, unscheduled == 0 { message += "; no film is scheduled" }
        let isBroken = cluster.months > most || early > 0 || late > 0 || surplus > 0
        let isOpen = scheduled == 0 || unscheduled > 0
        return Gate(
            .outlineSchedule, .cluster, cluster.code,
            isBroken ? .failed : isOpen ? .open : .passed, message,
            numbers: .init(left: cluster.months, right: most), unit: "months", details: details)
    }

    /// "volume commitments are met and are equally considered for all the deployments" (seed 2.3): the
    /// Cluster's sum is judged; each Trust's own, and its films per examination, are shown.
    private func commitment(of cluster: Cluster) -> Gate {
        var details: [Gate.Detail] = []
        var committed = 0
        var planned = 0
        for trust in participants(of: cluster) {
            // Films outside the plan's months, or that the Trust has not, meet no commitment.
            let schedule = lines.schedule(of: trust.id)
            let films = min(
                trust.filmsToMigrate,
                schedule.cumulative(through: cluster.endMonth)
                    - schedule.cumulative(through: cluster.startMonth.advanced(by: -1)))
            planned += films
            guard let own = trust.volumeCommitment else {
                details.append(Gate.Detail(code: trust.id.code, text: "no commitment stated"))
                continue
            }
            committed += own
            var text = "\(PageNumber.films(films)) planned of \(PageNumber.films(own)) committed"
            if films != own {
                text +=
                    films < own
                    ? ", \(PageNumber.films(own - films)) under"
                    : ", \(PageNumber.films(films - own)) over"
            }
            if let examinations = trust.examinations, examinations > 0 {
                let ratio = PageNumber.quotient(Double(films) / Double(examinations), decimals: 2)
                text += "; \(ratio) films per yearly examination"
            }
            details.append(Gate.Detail(code: trust.id.code, text: text))
        }
        let difference = planned - committed
        let participants = participants(of: cluster)
        let isStated = participants.contains { $0.volumeCommitment != nil }
        let isScheduled = participants.contains { !lines.schedule(of: $0.id).isEmpty }
        var message = "\(PageNumber.films(planned)) films planned of \(PageNumber.films(committed)) committed"
        if difference < 0 { message += "; \(PageNumber.films(-difference)) short" }
        if !isStated { message += "; no volume_commitment is stated in trusts.csv yet" }
        if !isScheduled { message += "; no film is scheduled in schedule.csv yet" }
        return Gate(
            .volumeCommitment, .cluster, cluster.code,
            !isStated || !isScheduled ? .open : difference >= 0 ? .passed : .failed, message,
            numbers: .init(left: committed, right: planned), unit: "films", details: details
        ).passing(at: committed == 0 ? "the commitments stated add up to 0 films" : nil)
    }
}
