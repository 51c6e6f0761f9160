import FilmModel
package import MigrationQueue
import PatientIndex

extension ReviewDesk {
    /// What became of one film of several that are decided together.
    package enum Assigned: Sendable {
        case done(Assignment)
        /// Its own label speaks against the person: in words without a value, what does.
        case stays(doubt: String)
    }

    /// What became of one film of several whose decision is taken back together.
    package enum TakenBack: Sendable {
        case done(Undone)
        /// It can't be, for this reason.
        case stays(String)
    }

    /// Weighs the person that a reviewer names for a film, and refuses somebody whom the evidence does not name, unless it
    /// is said that this is meant, and why. Who was decided on before, and is only confirmed, was weighed then.
    package func choice(
        _ id: String, for film: FilmRecord, isMeant: Bool, in workspace: Workspace
    ) async throws -> Choice {
        let choice = try await Choice(id, for: film, workspace, stores)
        for decided in [film.person, film.facts.correction].compactMap(\.self)
        where try await stores.persons.isSame(decided, choice.person) {
            return choice
        }
        try choice.check(film, isMeant: isMeant, reason: cause)
        return choice
    }

    /// Says whose films are, the first of which was named. Each label is weighed against the person: what is meant for the
    /// first is not said of the others.
    package func assign(
        together films: [FilmRecord], to choice: Choice, named id: String, in workspace: Workspace
    ) async -> JacketDecision<Assigned> {
        var result = JacketDecision<Assigned>()
        var act: Int64?
        do {
            for film in films {
                let isNamed = film.id == films.first?.id
                if !isNamed {
                    let own = try await Choice(id, for: film, workspace, stores)
                    guard !own.weighed.needsReason else {
                        result.add(film, .stays(doubt: own.doubt))
                        continue
                    }
                }
                let assignment = try await assign(film, to: choice.person, along: act)
                if isNamed { act = try await self.act(of: film) }
                result.add(film, .done(assignment))
            }
        } catch { result.fault = error }
        return result
    }

    /// No patient in the index matches the films.
    package func none(together films: [FilmRecord]) async -> JacketDecision<Void> {
        var result = JacketDecision<Void>()
        var act: Int64?
        do {
            for film in films {
                try await none(film, along: act)
                if act == nil { act = try await self.act(of: film) }
                result.add(film, ())
            }
        } catch { result.fault = error }
        return result
    }

    /// Takes the last decision on a film back and, unless it is to stand alone, on those on which it was taken with it.
    package func undo(together film: FilmRecord, alone: Bool) async throws -> JacketDecision<TakenBack> {
        let others = alone ? [] : try await decidedAlong(with: film)
        var result = JacketDecision<TakenBack>()
        result.add(film, .done(try await undo(film)))
        do {
            for other in others {
                do {
                    result.add(other, .done(try await undo(other)))
                } catch let error as any OperatorError {
                    result.add(other, .stays(error.message))
                }
            }
        } catch { result.fault = error }
        return result
    }
}
