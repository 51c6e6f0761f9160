package import BenefitPlan
import FilmModel

extension ProgressReport {
    /// Only units of a level, and only a unit, as a person writes its code, with those below it.
    package func limited(level: PlanLevel?, typed: String?) throws -> ProgressReport {
        let code = try typed.map { typed in
            guard let code = self.code(typed: typed) else {
                throw WorkspaceError.notFound(
                    "the plan has no unit \(typed)", remedy: "see `filmmigrate plan show`")
            }
            return code
        }
        let report = try limited(level: level, code: code)
        if let level, let code, report.rows.isEmpty {
            throw WorkspaceError.usage(
                "\(code) is no \(level.text), and has none below it",
                remedy: "leave out --level or --code, or name a unit above")
        }
        return report
    }
}
