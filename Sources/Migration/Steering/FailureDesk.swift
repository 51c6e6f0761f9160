package import FilmModel
package import MigrationQueue

/// Films that something stops, by cause, and the retry of all that one cause stops.
package struct FailureDesk: Sendable {
    private let ledger: any Ledger
    private let actor: Actor

    /// The films that are asked about: of a batch, of a Trust, or all.
    package struct Films: Sendable {
        let group: FilmGroup
        /// Whose they are, where they are one Trust's.
        let trust: TrustID?
    }

    /// What a retry of a cause came to, or would.
    package struct Outcome: Sendable {
        package let code: ReasonCode
        package let retried: Retried
        /// Films with this cause that stay where they are: a person's correction stands.
        package let left: Int
    }

    package init(_ stores: Stores, actor: Actor) {
        ledger = stores.ledger
        self.actor = actor
    }

    /// The films of a batch, which is of the Trust where both are named; of a Trust; or all.
    package func films(trust: String?, batch: String?) async throws -> Films {
        var known: TrustID?
        if let trust { known = try await ledger.registered(trust) }
        guard let batch else { return Films(group: known.map(FilmGroup.trust) ?? .all, trust: known) }
        let record = try await ledger.batch(named: batch)
        guard known == nil || known == record.trust else {
            throw WorkspaceError.usage(
                "batch \(record.name) is of Trust \(record.trust)", remedy: "leave --trust or --batch out")
        }
        return Films(group: .batch(record.id), trust: record.trust)
    }

    package func failures(of films: Films) async throws -> [FailureGroup] {
        try await ledger.failures(of: films.group)
    }

    /// Tries every film of a cause again, all or none; with `dryRun` only says how many there are.
    package func retry(_ text: String, of films: Films, dryRun: Bool) async throws -> Outcome {
        guard let code = ReasonCode(rawValue: text.uppercased()) else {
            throw WorkspaceError.usage(
                "\(text) is no reason code", remedy: "see `filmmigrate errors` for the codes there are")
        }
        let left = try await ledger.corrected(code, of: films.group)
        guard dryRun else {
            try actor.require(.operator, trust: films.trust)
            let retried = try await ledger.retry(all: code, of: films.group, actor: actor.name, at: .now())
            return Outcome(code: code, retried: retried, left: left.films)
        }
        guard code.isRetryable else { throw LedgerError.notRetryable(code) }
        let groups = try await failures(of: films).filter { $0.code == code }
        func count(_ standing: FailureGroup.Standing) -> Int {
            groups.filter { $0.standing == standing }.reduce(0) { $0 + $1.films }
        }
        let retried = Retried(
            held: count(.held) - left.held, rejected: count(.rejected) - left.rejected,
            retrying: count(.retrying))
        return Outcome(code: code, retried: retried, left: left.films)
    }
}
