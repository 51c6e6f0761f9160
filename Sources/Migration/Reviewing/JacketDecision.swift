package import MigrationQueue

/// The result of a decision that was taken on a film and on others with it, film by film.
package struct JacketDecision<Outcome> {
    package struct Step {
        package let film: FilmRecord
        package let outcome: Outcome
    }

    package var steps: [Step] = []
    /// What stopped it part-way; what was decided before that stands.
    package var fault: (any Error)?

    mutating func add(_ film: FilmRecord, _ outcome: Outcome) {
        steps.append(Step(film: film, outcome: outcome))
    }
}

extension JacketDecision: Sendable where Outcome: Sendable {}
extension JacketDecision.Step: Sendable where Outcome: Sendable {}
