import Duplicates
import FilmModel
package import MigrationQueue
import PatientIndex

extension ReviewDesk {
    /// What became of a film whose last decision was taken back.
    package enum Undone {
        /// It is held again, as before the decision.
        case isHeld
        /// It is another film's duplicate again.
        case isDuplicate
        /// The film whose duplicate it was stands no more: its way is decided anew.
        case goesOn
    }

    /// The last decision does not hold any more: the film waits again as it did before.
    package func undo(_ film: FilmRecord) async throws -> Undone {
        try require(.reviewer, film)
        let (decision, held) = try await lastDecision(on: film)
        try refuseHidden(film, held)
        let earlier = try await stores.decisions.everyStanding(on: film.id).dropLast()
        var undone = Undone.isHeld
        switch decision.kind {
        case .none:
            try await stores.ledger.restate(
                film.id, as: held, cause: cause ?? "undone", actor: actor, at: .now())
        case .accept where held.code.effect == .duplicate:
            guard let original = decision.rival else {
                throw WorkspaceError.usage(
                    "it was not kept whose duplicate the film was",
                    remedy: "`filmmigrate film hold \(film.reference)` stops it")
            }
            let isDuplicate = try await stores.ledger.rejoin(
                film.id, to: original, as: held, actor: actor, at: .now())
            try await rejoin(film, leaving: Array(earlier))
            undone = isDuplicate ? .isDuplicate : .goesOn
        case .assign, .accept, .reject:
            try await stores.ledger.takeBack(
                film.id, to: held, leaving: earlier.last { $0.kind == .assign }?.person,
                isHeldSince: film.state == .held, actor: actor, at: .now())
            if let owner = try await stores.ledger.film(film.id).person {
                try await restate(film.id, as: owner)
            }
            try await rejoin(film, leaving: Array(earlier))
        case .correct, .undo:
            throw WorkspaceError.usage(
                "the archive has the film: a correction is undone by accepting it as it is",
                remedy: "`filmmigrate review accept \(film.reference)`")
        }
        try await keep(.undo, film, nil)
        return undone
    }

    /// The other films on which the same decision was taken along with this film's, and that nobody has decided on since.
    package func decidedAlong(with film: FilmRecord) async throws -> [FilmRecord] {
        let (decision, _) = try await lastDecision(on: film)
        var films: [FilmRecord] = []
        for other in try await stores.decisions.decided(with: decision, on: film.id) {
            films.append(try await stores.ledger.film(other))
        }
        return films
    }

    /// An identity conflict outranks everything: what was decided of something else does not hide it.
    private func refuseHidden(_ film: FilmRecord, _ held: Reason) throws {
        guard film.state == .held, let code = film.reason?.code, code != held.code,
            [.identityConflict, .patientIDShared].contains(code), !held.code.isOfIdentity
        else { return }
        throw WorkspaceError.usage(
            "since that decision the film is held for its identity (\(code.rawValue))",
            remedy:
                "say whose it is with `filmmigrate review accept \(film.reference) --person ID`, or `review reject` it"
        )
    }

    /// The film is not said to be another one than those of which only the decision that is taken back said so; what
    /// earlier decisions said, which stand, holds.
    private func rejoin(_ film: FilmRecord, leaving earlier: [ReviewDecision]) async throws {
        try await stores.fingerprints.rejoin(film.id)
        for decision in earlier where decision.letsGo {
            guard let code = decision.held?.code else { continue }
            if decision.kind == .accept {
                guard code.isOfLikeness || code.effect == .duplicate else { continue }
                try await part(film.id, from: decision.rival)
            } else if let person = decision.person {
                try await partFromRejected(film.id, person)
                if try await isFilmOfItsOwn(film.id, heldAs: code, decision.rival, person) {
                    try await part(film.id, from: decision.rival)
                }
            }
        }
    }

    private func lastDecision(on film: FilmRecord) async throws -> (ReviewDecision, held: Reason) {
        guard let decision = try await stores.decisions.standing(on: film.id), let held = decision.held else {
            throw WorkspaceError.usage(
                "nobody has decided on the film", remedy: "see `filmmigrate film show \(film.reference)`")
        }
        return (decision, held)
    }
}

extension FilmRecord {
    /// The film that this one stands beside: whose duplicate it is, or that it was held for.
    var rival: FilmID? {
        if state == .duplicate { return facts.duplicateOf }
        return reason?.code.isOfTwo == true ? facts.rival : nil
    }
}
