import FilmModel
package import MigrationQueue

/// Closes hours of the week, and opens them again.
package struct WindowDesk: Sendable {
    private let ledger: any Ledger
    private let actor: Actor

    package init(_ stores: Stores, actor: Actor) {
        ledger = stores.ledger
        self.actor = actor
    }

    /// Closes hours for a Trust, for an archive, or, where neither is named, for all.
    ///
    /// `from`, `to`: minutes after midnight in London.
    package func close(
        days: Set<Weekday>, from: Int, to: Int, trust: String?, archive: String?
    ) async throws -> Closing {
        guard LocalMoment.london != nil else { throw WorkspaceError.noTimeZone }
        let scope = try await scope(trust: trust, archive: archive)
        if case .trust(let id) = scope {
            try actor.require(.operator, trust: id)
        } else {
            try actor.require(.operator)
        }
        return try await ledger.add(Closing(scope: scope, days: days, from: from, to: to))
    }

    /// Opens closed hours again.
    package func open(_ number: Int64) async throws {
        let closing = try await ledger.closings().first { $0.id == number }
        if case .trust(let id) = closing?.scope {
            try actor.require(.operator, trust: id)
        } else {
            try actor.require(.operator)
        }
        try await ledger.remove(closing: number)
    }

    private func scope(trust: String?, archive: String?) async throws -> Closing.Scope {
        if let trust { return .trust(try await ledger.known(trust)) }
        guard let archive else { return .all }
        guard try await ledger.destinations().contains(where: { $0.name == archive }) else {
            throw WorkspaceError.notFound(
                "there is no archive of that name", remedy: "see `filmmigrate archive list`")
        }
        return .archive(archive)
    }
}
