import FilmModel
package import MigrationQueue
import PatientIndex

extension ReviewDesk {
    /// The film and, unless it is to stand alone, the other held films of its jacket whose labels agree and that wait for
    /// the same decision.
    package func films(_ name: String, alone: Bool) async throws -> [FilmRecord] {
        let film = try await stores.ledger.film(named: name)
        return [film] + (alone || film.state != .held ? [] : try await jacket(of: film))
    }

    /// The decision that was just taken on the film that was named, along with which others are decided.
    package func act(of film: FilmRecord) async throws -> Int64? {
        try await stores.decisions.standing(on: film.id).map { $0.act ?? $0.id }
    }

    /// Other films of the jacket that wait for the same decision: their labels agree with the film's, and nobody comes
    /// into question for them who does not for it. What was decided to be shown to a person for more than that, such as a
    /// conflict or a route, is decided on alone.
    private func jacket(of film: FilmRecord) async throws -> [FilmRecord] {
        guard let jacket = film.description.jacketID else { return [] }
        let label = RawRecord(film.description.label, trust: film.trust, examDate: nil)
        let shown = Set(film.facts.match?.candidates ?? [])
        return try await stores.ledger.holds(ofJacket: jacket, in: film.batch).filter { hold in
            hold.film.id != film.id && !hold.isBroken && hold.reason.code.isOfLabel && hold.kind == .migrate
                && shown.isSuperset(of: hold.film.facts.match?.candidates ?? [])
                && label.agrees(
                    with: RawRecord(hold.film.description.label, trust: hold.film.trust, examDate: nil))
        }.map(\.film)
    }
}
