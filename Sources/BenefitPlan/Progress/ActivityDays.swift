import FilmModel

/// Contractor days of a Cluster by activity: booked in the plan, and used.
package struct ActivityDays: Sendable, Hashable, Encodable {
    package let cluster: String
    package let activity: String
    package let planned: Int
    package let used: Int

    /// Activities are the same whatever their capitals; the plan's spelling stands first.
    static func all(of plan: Plan, lines: PlanLines, used: [DayUse]) -> [ActivityDays] {
        plan.clusters.flatMap { cluster in
            let shas = Set(plan.shas(of: cluster).map(\.code))
            let trusts = Set(plan.participatingTrusts.filter { shas.contains($0.sha) }.map(\.id))
            var names: [String: String] = [:]
            var planned: [String: Int] = [:]
            var taken: [String: Int] = [:]
            for line in plan.days where trusts.contains(line.trust) {
                names[SameName.key(line.activity)] = names[SameName.key(line.activity)] ?? line.activity
                planned[SameName.key(line.activity), default: 0] += line.days
            }
            for use in used where trusts.contains(use.trust) {
                names[SameName.key(use.activity)] = names[SameName.key(use.activity)] ?? use.activity
                taken[SameName.key(use.activity), default: 0] += use.days
            }
            return names.sorted { $0.key < $1.key }.map { key, name in
                ActivityDays(
                    cluster: cluster.code, activity: name, planned: planned[key] ?? 0, used: taken[key] ?? 0)
            }
        }
    }
}
