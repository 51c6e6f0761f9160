import Duplicates
package import FilmModel
package import MigrationQueue
import PatientIndex

/// Where a person's decision on a held film is carried out and kept: in the ledger, which lets the film go on,
/// and among the decisions, from which it can be undone and learnt. What a decision may do is `HoldRule`'s.
package struct ReviewDesk {
    let stores: Stores
    private let who: Actor
    /// Why, in the reviewer's words.
    let cause: String?

    package init(
        stores: Stores, actor: Actor, cause: String?
    ) {
        self.stores = stores
        who = actor
        self.cause = cause
    }

    /// As it stands in the history.
    var actor: String { who.name }

    /// Refuses who may not decide on the film.
    func require(_ role: Actor.Role, _ film: FilmRecord) throws(WorkspaceError) {
        try who.require(role, trust: film.trust)
    }

    /// An operator lets the film go on: as `accept`, but a reviewer's correction stands.
    package func release(_ film: FilmRecord) async throws {
        try await accept(film, isRelease: true)
    }

    /// The film goes on as it is. One that was taken for a duplicate stands for itself from now on.
    package func accept(_ film: FilmRecord, isRelease: Bool = false) async throws {
        try require(isRelease ? .operator : .reviewer, film)
        if film.state == .held { try await allow(isRelease ? .release : .accept, film) }
        // Said twice, the same words must not mean the opposite.
        if film.state == .duplicate, !isRelease,
            try await stores.decisions.everyStanding(on: film.id).last?.held?.code == .duplicateRowDiffers
        {
            throw WorkspaceError.usage(
                "film \(film.reference) was accepted as one film with the other already",
                remedy: "`filmmigrate film release \(film.reference)` makes it a film of its own")
        }
        if film.state == .duplicate, let person = film.person { try await refuseTwins(film, person) }
        // A person has looked: from now on the film stands for itself, whatever it looks like.
        if film.state == .duplicate || film.reason?.code.isOfLikeness == true {
            try await part(film.id, from: film.rival)
        }
        if film.facts.correction == nil {
            try await stores.ledger.release(
                film.id, person: nil, cause: cause ?? "accepted", actor: actor, at: .now())
        } else {
            try await withdraw(film)
        }
        try await keep(.accept, film, nil)
    }

    /// The film is another one than that which it looks like, and so than all that are that one as well.
    func part(_ film: FilmID, from rival: FilmID?, as person: PersonID? = nil) async throws {
        guard let rival else {
            return try await stores.fingerprints.keep(film, apartFrom: nil, as: person)
        }
        let original = try await stores.ledger.original(of: rival)
        let others = try await stores.ledger.duplicates(of: original)
        for other in Set([rival, original] + others).subtracting([film]) {
            try await stores.fingerprints.keep(film, apartFrom: other, as: person)
        }
    }

    /// The result of saying whose a film is.
    package enum Assignment {
        case goesOn
        /// The archive has it as another person's: it is held until that is put right.
        case isCorrected
    }

    /// The film is this person's: it goes on. One that the archive has as another's is held, with the correction noted;
    /// `isPutRight`: the archive's keeper has done what the correction asks for, and the film is proved as this person's.
    ///
    /// `act`: the decision on the film that was named, where this one is decided along with it.
    package func assign(
        _ film: FilmRecord, to person: PersonID, isPutRight: Bool = false, along act: Int64? = nil
    ) async throws -> Assignment {
        try require(.reviewer, film)
        if let correction = film.facts.correction, try await stores.persons.isSame(correction, person) {
            guard isPutRight else {
                throw WorkspaceError.usage(
                    "this correction is noted already",
                    remedy:
                        "ask the keeper of each archive that has it to move or remove it there; once that is done: `filmmigrate review accept \(film.reference) --person "
                        + "\(person)`")
            }
            try await made(film)
            return .goesOn
        }
        guard try await isSent(film) else {
            try await refuseTwins(film, person)
            if let code = film.reason?.code,
                try await isFilmOfItsOwn(film.id, heldAs: code, film.facts.rival, person)
            {
                try await part(film.id, from: film.rival, as: person)
            }
            try await stores.ledger.release(
                film.id, person: person, cause: cause ?? "assigned", actor: actor, at: .now())
            try await restate(film.id, as: person)
            try await keep(.assign, film, person, along: act)
            return .goesOn
        }
        if let now = film.person, try await stores.persons.isSame(now, person) {
            return try await confirm(film, person)
        }
        if isPutRight, try await isAsSent(film, person) { return try await returnToSent(film, person) }
        let fellows = try await fellows(of: film)
        try await refuseTwins(film, person, besides: Set(fellows.map(\.id)))
        try await refuseSecond(film, person)
        try await stores.ledger.correct(
            film.id, to: person,
            reason: Reason(
                .identityConflict,
                "a reviewer has reassigned this film; the archive still has the previous patient: its keeper moves or removes it there"
            ),
            cause: cause ?? "reassigned", actor: actor, at: .now())
        // What looks like it is compared with whose it is, not with whose it was taken for.
        try await stores.fingerprints.reassign(film.id, to: person)
        try await holdUnderOthersNumbers(film)
        for fellow in fellows {
            let reason = Reason(
                .identityConflict,
                "film \(film.reference), the very same picture, was found to be another person's: so is this one"
            )
            try await stores.ledger.doubt(fellow.id, reason, actor: actor, at: .now())
        }
        try await keep(.correct, film, person)
        return .isCorrected
    }

    /// Whether, by saying whose it is, the reviewer says that the film is another one than that which it looks like. As
    /// the same person's it may still be that film's duplicate; a film of its examination alone it need not look like.
    func isFilmOfItsOwn(
        _ film: FilmID, heldAs code: ReasonCode, _ rival: FilmID?, _ person: PersonID
    ) async throws -> Bool {
        if code.isOfLikeness {
            // As another person's it comes into conflict first: that is decided then.
            guard let id = rival, let owner = try await stores.ledger.film(id).person else {
                return true
            }
            return try await stores.persons.isSame(owner, person)
        }
        guard code == .identityConflict, let id = rival,
            let own = try await stores.fingerprints.fingerprint(of: film)?.fingerprint,
            let rival = try await stores.fingerprints.fingerprint(of: id)?.fingerprint
        else { return false }
        let isSamePerson = try await stores.persons.isSame(rival.person, person)
        // The very same pixels are one film, whosever it is.
        guard own.picture != rival.picture else { return false }
        return !isSamePerson && own.study != rival.study
    }

    /// The archive has the film as this person's already: it is read back again as it was sent.
    private func confirm(_ film: FilmRecord, _ person: PersonID) async throws -> Assignment {
        guard film.state == .held else {
            throw WorkspaceError.usage(
                "the archive has the film as this patient's already", remedy: "nothing need be corrected")
        }
        try await refuseTwins(film, person, besidesHeld: true)
        if film.facts.correction != nil {
            try await withdraw(film)
        } else if try await isPassedOn(film, person) {
            try await stores.ledger.renumber(
                film.id, of: person, cause: cause ?? "under a number of the person's own", actor: actor,
                at: .now())
            try await holdUnderOthersNumbers(film)
        } else {
            // Where only the announcement is known it is carried again, as this person's by a person's word.
            let isKnown = try await !stores.ledger.stores(of: film.id).isEmpty
            try await stores.ledger.release(
                film.id, person: isKnown ? nil : person, cause: cause ?? "confirmed", actor: actor, at: .now()
            )
        }
        try await keep(.assign, film, person)
        return .goesOn
    }

    /// Whether a correction was said to be made, archives do not bear that out, and this is the person as whom they have
    /// the film.
    private func isAsSent(_ film: FilmRecord, _ person: PersonID) async throws -> Bool {
        guard film.state == .held, film.facts.correction == nil, film.facts.identity == nil,
            film.facts.decidedPerson != nil, let sent = film.facts.match?.person
        else { return false }
        return try await stores.persons.isSame(sent, person)
    }

    /// A correction that was said to be made was wrong: the film is proved as the person's whose it was sent as.
    private func returnToSent(_ film: FilmRecord, _ person: PersonID) async throws -> Assignment {
        try await refuseTwins(film, person)
        let reason = film.reason ?? Reason(.identityConflict)
        try await stores.ledger.correct(
            film.id, to: person, reason: reason, cause: cause ?? "right as it was sent", actor: actor,
            at: .now())
        try await made(try await stores.ledger.film(film.id))
        return .goesOn
    }

    /// Whether a film was held since its Patient ID is another person's by now, and it is so still.
    private func isPassedOn(_ film: FilmRecord, _ person: PersonID) async throws -> Bool {
        guard film.reason?.code == .patientIDShared else { return false }
        return try await isUnderOthersNumber(film, person)
    }

    /// A correction was wrong: the film is right as it was sent.
    private func withdraw(_ film: FilmRecord) async throws {
        if let person = film.person { try await refuseTwins(film, person) }
        try await stores.ledger.settle(
            correctionOf: film.id, isMade: false, cause: cause ?? "right as it was sent", actor: actor,
            at: .now())
        if let person = film.person {
            try await stores.fingerprints.reassign(film.id, to: person)
        }
    }

    /// Refuses to make a film one person's while the same pixels are another's: they are one film, and one of the two
    /// is wrong. One that was rejected is the wrong one by a person's word.
    ///
    /// `besidesHeld`: those that wait themselves are no obstacle, wherever they are.
    private func refuseTwins(
        _ film: FilmRecord, _ person: PersonID, besidesHeld: Bool = false, besides fellows: Set<FilmID> = []
    ) async throws {
        guard let known = try await stores.fingerprints.fingerprint(of: film.id) else { return }
        let same = try await stores.persons.same(as: person)
        for other in try await stores.fingerprints.rivals(of: known.fingerprint).map(\.fingerprint)
        where !same.contains(other.person) {
            var rival = try await stores.ledger.film(other.film)
            if rival.state == .duplicate, let original = rival.facts.duplicateOf {
                // It is whose its original is.
                rival = try await stores.ledger.film(try await stores.ledger.original(of: original))
            }
            guard rival.id != film.id, !fellows.contains(rival.id), !(besidesHeld && rival.state == .held)
            else { continue }
            guard rival.state != .rejected else {
                try await stores.fingerprints.keep(film.id, apartFrom: rival.id)
                continue
            }
            let owner = rival.facts.correction ?? rival.person
            if let owner, same.contains(owner) { continue }
            // A film that waits itself, and that no archive has, is decided when its turn comes.
            if rival.state == .held, try await stores.ledger.stores(of: rival.id).isEmpty { continue }
            throw WorkspaceError.usage(
                "the very same picture is film \(rival.reference), which is another patient's",
                remedy: "if that film is right: `filmmigrate review accept \(film.reference) --person "
                    + "\(owner?.text ?? "ID")`, or reject this one; if it is wrong, decide on it first "
                    + "(`review show \(rival.reference)`)")
        }
    }

    /// Films of the very same picture that archives have as the same person's: kept as two by a person's word, they are one
    /// patient's all the same.
    private func fellows(of film: FilmRecord) async throws -> [FilmRecord] {
        guard let owner = film.person, let known = try await stores.fingerprints.fingerprint(of: film.id)
        else {
            return []
        }
        let same = try await stores.persons.same(as: owner)
        var found: [FilmRecord] = []
        for other in try await stores.fingerprints.rivals(of: known.fingerprint).map(\.fingerprint.film) {
            let fellow = try await stores.ledger.film(other)
            guard [.verified, .delivered, .held].contains(fellow.state), fellow.facts.correction == nil,
                let theirs = fellow.person, same.contains(theirs), try await isSent(fellow)
            else { continue }
            found.append(fellow)
        }
        return found
    }

    /// Refuses to have a film that archives have become a person's of whom they have the very same picture already: one
    /// film is not verified twice.
    private func refuseSecond(_ film: FilmRecord, _ person: PersonID) async throws {
        guard let known = try await stores.fingerprints.fingerprint(of: film.id) else { return }
        let same = try await stores.persons.same(as: person)
        for other in try await stores.fingerprints.rivals(of: known.fingerprint).map(\.fingerprint.film) {
            let twin = try await stores.ledger.film(other)
            guard twin.state == .verified || twin.state == .delivered, let owner = twin.person,
                same.contains(owner)
            else { continue }
            throw WorkspaceError.usage(
                "the very same picture is film \(twin.reference), which this patient's archive has already",
                remedy:
                    "`filmmigrate review reject \(film.reference)`, and have each archive's keeper remove it there"
            )
        }
    }

    /// Films of the very same picture that are other persons', and were rejected: they are the wrong ones by a person's
    /// word.
    func partFromRejected(_ film: FilmID, _ person: PersonID) async throws {
        guard let known = try await stores.fingerprints.fingerprint(of: film) else { return }
        let same = try await stores.persons.same(as: person)
        for other in try await stores.fingerprints.rivals(of: known.fingerprint).map(\.fingerprint)
        where !same.contains(other.person) {
            if try await stores.ledger.film(other.film).state == .rejected {
                try await stores.fingerprints.keep(film, apartFrom: other.film)
            }
        }
    }

    /// The archives' keepers have put right what was noted: the film is proved as this person's.
    private func made(_ film: FilmRecord) async throws {
        try await stores.ledger.settle(
            correctionOf: film.id, isMade: true, cause: cause ?? "the archive is put right", actor: actor,
            at: .now())
        if let person = film.facts.correction {
            try await stores.fingerprints.reassign(film.id, to: person)
        }
        try await keep(.assign, film, film.facts.correction)
    }

    /// No patient in the index matches the film: it waits for the next import.
    package func none(_ film: FilmRecord, along act: Int64? = nil) async throws {
        try require(.reviewer, film)
        try await allow(.none, film)
        try await stores.ledger.restate(
            film.id, as: Reason(.notInIndex), cause: cause ?? "nobody in the index", actor: actor, at: .now())
        try await keep(.none, film, nil, along: act)
    }

    package func reject(_ film: FilmRecord) async throws {
        try require(.reviewer, film)
        try await stores.ledger.reject(
            film.id, reason: Reason(.rejectedByOperator, cause?.nonEmpty), actor: actor, at: .now())
        try await keep(.reject, film, nil)
    }

    /// Everything about the film is decided anew.
    package func retry(_ film: FilmRecord) async throws {
        try require(.operator, film)
        if film.state == .held { try await allow(.retry, film) }
        // The rejection was the answer to a doubt whose the film is: without it, the doubt is there again.
        if film.state == .rejected, film.facts.correction == nil, try await isSent(film),
            try await stores.decisions.standing(on: film.id)?.held?.code.isOfIdentity == true
        {
            throw WorkspaceError.usage(
                "film \(film.reference) was held for its identity before it was rejected, and an archive has it",
                remedy: "`filmmigrate review undo \(film.reference)` holds it again; then say whose it is")
        }
        _ = try await stores.ledger.retry(film.id, actor: actor, at: .now())
    }

    /// Whether an archive has the film, or may have it: it was announced that it goes out.
    private func isSent(_ film: FilmRecord) async throws -> Bool {
        if film.facts.written != nil { return true }
        return try await !stores.ledger.stores(of: film.id).isEmpty
    }

    /// Whether a film on which a correction is noted was held for its identity before, and nobody has named a person
    /// then.
    private func isInDoubt(_ film: FilmRecord) async throws -> Bool {
        guard film.facts.correction != nil, film.facts.decidedPerson == nil else { return false }
        let decisions = try await stores.decisions.everyStanding(on: film.id)
        return decisions.last { $0.kind == .correct }?.held?.code.isOfIdentity ?? false
    }

    /// Refuses a decision that would not move the film on, and names the one that does.
    private func allow(_ decision: HoldDecision, _ film: FilmRecord) async throws {
        guard film.state == .held, let code = film.reason?.code else {
            throw WorkspaceError.usage(
                "film \(film.reference) is \(film.state.rawValue), not held",
                remedy: "see `filmmigrate film show \(film.reference)`")
        }
        let hold = HoldRule.Hold(
            code, isSent: try await isSent(film), isCorrected: film.facts.correction != nil,
            isInDoubt: try await isInDoubt(film))
        guard case .refused(let other) = HoldRule.answer(decision, hold) else { return }
        let what =
            code.isOfIdentity || hold.isCorrected
            ? "the film is held for its identity (\(code.rawValue))"
            : "the film is not held for its identity (\(code.rawValue))"
        let command =
            switch other {
            case .acceptAs: "say whose it is with `filmmigrate review accept \(film.reference) --person ID`"
            case .accept, .release: "`filmmigrate review accept \(film.reference)`"
            case .none: "`filmmigrate review none \(film.reference)`"
            case .reject: "`filmmigrate review reject \(film.reference)`"
            case .retry: "`filmmigrate film retry \(film.reference)`"
            }
        throw WorkspaceError.usage(what, remedy: "\(command), or `review reject` it")
    }

    func keep(
        _ kind: ReviewDecision.Kind, _ film: FilmRecord, _ person: PersonID?, along act: Int64? = nil
    ) async throws {
        try await stores.decisions.add(
            ReviewDecision(
                kind, person: person, cause: cause ?? "", actor: actor, at: .now(), held: film.reason,
                candidates: film.facts.match?.candidates ?? [], rival: film.rival, act: act),
            on: film.id)
    }
}
