/// One row of `teams.csv`: a person of an SHA's or a Cluster's team, and what that person does there.
package struct TeamLine: Sendable, Hashable {
    package var level: PlanLevel
    package var code: String
    package var role: String
    package var name: String

    package init(level: PlanLevel, code: String, role: String, name: String) {
        self.level = level
        self.code = code
        self.role = role
        self.name = name
    }
}
