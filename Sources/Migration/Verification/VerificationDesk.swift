import Archive
import FilmModel
package import Logging
import MigrationQueue

/// Has verified films read again, at somebody's wish.
package struct VerificationDesk: Sendable {
    private let workspace: Workspace
    private let stores: Stores
    private let actor: Actor
    private let logger: Logger

    /// Which films are to be read again, and how.
    package struct Wish: Sendable {
        /// All verified films; else those that are named, of these Trusts and of these batches.
        package var all = false
        package var films: [String] = []
        package var trusts: [String] = []
        package var batches: [String] = []
        /// From this archive alone; from all that are not paused where nil.
        package var archive: String?
        /// The most that is read of each archive; as set where nil.
        package var megabytesPerSecond: Double?

        package init() {}
    }

    package enum Answer: Sendable {
        case ready(Reading)
        /// Some archives do not answer, or are not what they were: nothing is read.
        case failed([ReadableArchives.Failure])
    }

    /// What is about to be read.
    package struct Reading: Sendable {
        package let archives: [String]
        let reverification: Reverification
        let groups: [FilmGroup]
        let films: [FilmRecord]

        /// Ends early where the task is cancelled.
        package func callAsFunction() async throws -> Reverification.Summary {
            try await reverification(groups, films)
        }
    }

    package init(_ workspace: Workspace, _ stores: Stores, actor: Actor, logger: Logger) {
        self.workspace = workspace
        self.stores = stores
        self.actor = actor
        self.logger = logger
    }

    /// Finds the films, and proves the archives.
    package func prepare(_ wish: Wish) async throws -> Answer {
        let ledger = stores.ledger
        let groups = try await groups(wish)
        var films: [FilmRecord] = []
        for name in wish.films {
            let film = try await ledger.film(named: name)
            try actor.require(.operator, trust: film.trust)
            films.append(film)
        }
        let archives = ReadableArchives(workspace, stores, logger: logger)
        let destinations: [Destination]
        switch try await archives(named: wish.archive) {
        case .all(let all): destinations = all
        case .failed(let failures): return .failed(failures)
        }
        let desk = ReproofDesk(
            ledger: ledger, reprover: Reprover(workspace, stores, destinations),
            stopArchiveAfter: workspace.settings.stopArchiveAfter, actor: actor.name, isScheduled: false,
            logger: logger)
        let reverification = Reverification(
            ledger: ledger, desk: desk,
            megabytesPerSecond: wish.megabytesPerSecond ?? workspace.settings.readAgainMegabytes)
        return .ready(
            Reading(
                archives: destinations.map(\.name), reverification: reverification, groups: groups,
                films: films))
    }

    private func groups(_ wish: Wish) async throws -> [FilmGroup] {
        if wish.all {
            try actor.require(.operator)
            return [.all]
        }
        var groups: [FilmGroup] = []
        for code in wish.trusts {
            let trust = try await stores.ledger.registered(code)
            try actor.require(.operator, trust: trust)
            groups.append(.trust(trust))
        }
        for name in wish.batches {
            let batch = try await stores.ledger.batch(named: name)
            try actor.require(.operator, trust: batch.trust)
            groups.append(.batch(batch.id))
        }
        return groups
    }
}
