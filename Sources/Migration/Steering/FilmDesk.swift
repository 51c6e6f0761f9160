import FilmModel
package import MigrationQueue

/// Steers single films. Films are named as people name them: BATCH/FILM, or the bureau's number where it is unique.
package struct FilmDesk: Sendable {
    private let stores: Stores
    private let actor: Actor

    private var ledger: any Ledger { stores.ledger }

    package init(_ stores: Stores, actor: Actor) {
        self.stores = stores
        self.actor = actor
    }

    /// Stops a film until a person releases it.
    package func hold(_ name: String, reason: String?) async throws -> FilmRecord {
        let film = try await allowed(name)
        try await ledger.hold(
            film.id, reason: Reason(.heldByOperator, reason?.nonEmpty), actor: actor.name, at: .now())
        return film
    }

    /// Lets a held film go on, or a duplicate stand for itself.
    package func release(_ name: String, reason: String?) async throws -> FilmRecord {
        let film = try await ledger.film(named: name)
        try await ReviewDesk(stores: stores, actor: actor, cause: reason ?? "released").release(film)
        return film
    }

    /// Tries a film again, and gives it as it stands after that.
    package func retry(_ name: String) async throws -> FilmRecord {
        let film = try await ledger.film(named: name)
        try await ReviewDesk(stores: stores, actor: actor, cause: nil).retry(film)
        return try await ledger.film(film.id)
    }

    /// Finds films on which somebody has looked; all of them, before anything is noted of one.
    package func films(_ names: [String]) async throws -> [FilmRecord] {
        var films: [FilmRecord] = []
        for name in names { films.append(try await ledger.film(named: name)) }
        return films
    }

    /// Notes that somebody has looked at a film, and why its scan will do.
    package func looked(_ film: FilmRecord, cause: String) async throws {
        try actor.require(.operator, .reviewer, trust: film.trust)
        try await ledger.look(at: film.id, cause: cause, actor: actor.name, at: .now())
    }

    /// Puts films into the urgent lane, as if their clinic were today; says how many of them came there.
    package func hurry(_ names: [String]) async throws -> (moved: Int, asked: Int) {
        let films = try await films(names)
        for film in films { try actor.require(.operator, trust: film.trust) }
        let now = Timestamp.now()
        return (
            try await ledger.ask(for: films.map(\.id), by: now, actor: actor.name, at: now), films.count
        )
    }

    private func allowed(_ name: String) async throws -> FilmRecord {
        let film = try await ledger.film(named: name)
        try actor.require(.operator, trust: film.trust)
        return film
    }
}
