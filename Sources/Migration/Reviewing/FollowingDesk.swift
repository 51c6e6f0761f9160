import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

/// Looks for films that an archive has under a number that it has followed the hospital to, and that is another person's by
/// now: they are held, and their paper is kept, until a person has decided and the archive is put right. An import does it
/// once it is committed; one that was killed leaves it to `run`.
package struct FollowingDesk {
    let stores: Stores
    /// Who looks, for the history.
    let actor: String

    package init(
        stores: Stores, actor: String
    ) {
        self.stores = stores
        self.actor = actor
    }

    /// Answers how many films were held.
    package func lookAgain() async throws -> Int {
        let followings = try await stores.written.followingsPassedOn()
        guard !followings.isEmpty else { return 0 }
        var held = 0
        for following in followings {
            let reason = Reason(
                .patientIDShared,
                "\(following.archive) has the film under a number of the hospital's that is another person's by now"
            )
            for id in try await stores.fingerprints.films(of: following.study, besides: FilmID(0)) {
                let film = try await stores.ledger.film(id)
                guard film.facts.studyInstanceUID == following.study, film.facts.correction == nil,
                    let person = film.person, try await stores.persons.isSame(person, following.person),
                    try await stores.ledger.stores(of: id).contains(where: {
                        $0.destination == following.archive
                    })
                else { continue }
                if try await stores.ledger.doubt(id, reason, actor: actor, at: .now()) { held += 1 }
            }
        }
        try await stores.written.close(followings)
        return held
    }
}
