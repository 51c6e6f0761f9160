import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

/// Where a person's decision on a held film is carried out and kept: in the ledger, which lets the film go on,
/// and among the decisions, from which it can be undone and learnt.
struct ReviewDesk {
    let stores: Workspace.Stores
    let actor: String
    /// Why, in the reviewer's words.
    let cause: String?

    /// The film and, unless it is to stand alone, the other held films of its jacket whose labels agree.
    func films(_ name: String, alone: Bool) async throws -> [FilmRecord] {
        let film = try await stores.ledger.film(named: name)
        return [film] + (alone || film.state != .held ? [] : try await jacket(of: film))
    }

    /// The film is this person's: it goes on. One that the archive has is held instead, with the correction
    /// noted. True where it goes on.
    func assign(_ film: FilmRecord, to person: PersonID) async throws -> Bool {
        let isSent = try await !stores.ledger.stores(of: film.id).isEmpty
        guard isSent else {
            // Whose it is was asked because another person's film looks the same, and the answer is the old one: they
            // are two films. The same pixels are still no two persons'.
            if film.reason?.code == .identityConflict, film.person == person {
                try await stores.fingerprints.keep(film.id)
            }
            try await stores.ledger.release(
                film.id, person: person, cause: cause ?? "assigned", actor: actor, at: .now())
            try await keep(.assign, film, person)
            return true
        }
        guard film.person != person else {
            throw WorkspaceError.usage(
                "the archive has the film under this person already",
                remedy: film.facts.correction == nil
                    ? "nothing need be corrected"
                    : "if the correction was wrong: `filmmigrate review accept \(film.reference)`")
        }
        guard film.facts.correction != person else {
            throw WorkspaceError.usage(
                "this correction is noted already",
                remedy:
                    "once the archive is put right: `filmmigrate review accept \(film.reference) --person "
                    + "\(person.text)`")
        }
        try await stores.ledger.correct(
            film.id, to: person,
            reason: Reason(
                .identityConflict, "a person says that it is somebody else's than the archive has"),
            cause: cause ?? "somebody else's", actor: actor, at: .now())
        try await keep(.correct, film, person)
        return false
    }

    /// What a correction asks for next.
    static func noted(_ film: FilmRecord, _ person: PersonID) -> String {
        "film \(film.reference) is held, with the correction noted: have each archive put right, then `filmmigrate "
            + "review accept \(film.reference) --person \(person.text)`"
    }

    /// The archives' keepers have put right what was noted: the film is proved as this person's.
    func made(_ film: FilmRecord) async throws {
        try await stores.ledger.settle(
            correctionOf: film.id, isMade: true, cause: cause ?? "the archive is put right", actor: actor,
            at: .now())
        try await keep(.assign, film, film.facts.correction)
    }

    /// The film is nobody's whom the index has: it stays held.
    func none(_ film: FilmRecord) async throws {
        try await stores.ledger.restate(
            film.id, as: Reason(.patientNotFound, "a reviewer found nobody in the index"),
            cause: cause ?? "nobody in the index", actor: actor, at: .now())
        try await keep(.none, film, nil)
    }

    /// The film goes on as it is.
    func accept(_ film: FilmRecord) async throws {
        // A person has looked: from now on the film stands for itself, whatever it looks like.
        if film.reason?.code.isOfLikeness == true { try await stores.fingerprints.keep(film.id) }
        if film.facts.correction == nil {
            try await stores.ledger.release(
                film.id, person: nil, cause: cause ?? "accepted", actor: actor, at: .now())
        } else {
            try await stores.ledger.settle(
                correctionOf: film.id, isMade: false, cause: cause ?? "right as it was sent", actor: actor,
                at: .now())
        }
        try await keep(.accept, film, nil)
    }

    func reject(_ film: FilmRecord) async throws {
        try await stores.ledger.reject(
            film.id, reason: Reason(.rejectedByOperator, cause?.nonEmpty), actor: actor, at: .now())
        try await keep(.reject, film, nil)
    }

    /// The last decision does not hold any more: the film waits again as it did before.
    func undo(_ film: FilmRecord) async throws {
        guard let decision = try await stores.decisions.standing(on: film.id), let held = decision.held else {
            throw WorkspaceError.usage(
                "nobody has decided on the film", remedy: "see `filmmigrate film show \(film.reference)`")
        }
        switch decision.kind {
        case .none:
            try await stores.ledger.restate(
                film.id, as: held, cause: cause ?? "undone", actor: actor, at: .now())
        case .assign, .accept, .reject:
            try await stores.ledger.takeBack(film.id, to: held, actor: actor, at: .now())
        case .correct, .undo:
            throw WorkspaceError.usage(
                "the archive has the film: a correction is taken back by accepting it as it is",
                remedy: "`filmmigrate review accept \(film.reference)`")
        }
        try await keep(.undo, film, nil)
    }

    private func keep(_ kind: ReviewDecision.Kind, _ film: FilmRecord, _ person: PersonID?) async throws {
        try await stores.decisions.add(
            ReviewDecision(
                kind, person: person, cause: cause ?? "", actor: actor, at: .now(), held: film.reason,
                candidates: film.facts.match?.candidates ?? []),
            on: film.id)
    }

    /// Other films of the jacket that wait for the same decision.
    private func jacket(of film: FilmRecord) async throws -> [FilmRecord] {
        guard let jacket = film.description.jacketID else { return [] }
        let label = RawRecord(film.description.label, trust: film.trust, examDate: nil)
        return try await stores.ledger.holds(limit: 1_000_000).filter { hold in
            hold.film.id != film.id && hold.film.batch == film.batch
                && hold.film.description.jacketID == jacket && hold.reason.code.isOfIdentity
                && hold.kind == .migrate
                && label.agrees(
                    with: RawRecord(hold.film.description.label, trust: hold.film.trust, examDate: nil))
        }.map(\.film)
    }
}
