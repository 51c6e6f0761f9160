import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

/// Looks again at films that were decided while persons were one in the index who are not any more. Where the index of
/// today decides for the very person whom the archive has, nothing happens; else a person has to say whose the film is,
/// and its paper is kept until then. An import does it once it is committed; one that was killed leaves it to `run`.
package struct PartingDesk {
    let workspace: Workspace
    let stores: Stores
    /// Who looks, for the history.
    let actor: String

    package init(
        workspace: Workspace, stores: Stores, actor: String
    ) {
        self.workspace = workspace
        self.stores = stores
        self.actor = actor
    }

    static let words =
        "decided while two persons were one in the index, who are not any more: whose film is it?"

    /// Answers how many films were held.
    package func lookAgain() async throws -> Int {
        let partings = try await stores.persons.openPartings()
        guard !partings.isEmpty else { return 0 }
        let latest = Dictionary(partings.map { ($0.person, $0) }, uniquingKeysWith: { $1 })
        var held = 0
        for film in try await stores.ledger.films(of: Set(latest.keys)) {
            guard let person = film.person, let parting = latest[person],
                try await isInDoubt(film, person, parting)
            else { continue }
            let reason = Reason(.identityConflict, Self.words)
            if try await stores.ledger.doubt(film.id, reason, actor: actor, at: .now()) { held += 1 }
        }
        try await stores.persons.close(partings)
        return held
    }

    private func isInDoubt(
        _ film: FilmRecord, _ person: PersonID, _ parting: Parting
    ) async throws -> Bool {
        guard film.facts.correction == nil else { return false }
        let records = try await stores.ledger.stores(of: film.id)
        let isSent = film.facts.written != nil || !records.isEmpty
        // What nobody has decided or sent is matched on its way, against the index as it is.
        guard isSent || film.facts.decidedPerson != nil || film.state == .duplicate else { return false }
        guard try await !stores.decisions.isSaid(whose: film.id, since: parting.decision) else {
            return false
        }
        // An archive that has followed the hospital while the two were one has the film as whoever they were.
        let hasFollowed = try await stores.ledger.history(of: film.id).contains {
            $0.event == "archive_followed" && $0.at >= parting.since
        }
        guard !hasFollowed else { return true }
        if let at = try await decided(film, records, isSent: isSent), at < parting.since { return false }
        let said = try await stores.decisions.everyStanding(on: film.id).last { $0.kind == .assign }?.person
        let owner = try await owner(film, person, isSent: isSent)
        // A machine overturns no reviewer: whom he named is another again than the one whom the archive has.
        if let said, try await !stores.persons.isSame(said, owner) { return true }
        let match = try await Matcher(
            stores.persons,
            routes: Set(workspace.settings.routes.compactMap(NationalNumber.Kind.init(rawValue:)))
        ).decide(film.description.label, trust: film.trust, examDate: film.description.examDate)
        guard match.decision == .match, let today = match.person else { return true }
        return try await !stores.persons.isSame(today, owner)
    }

    /// When it was settled, by sending it or by a reviewer's word, as whose the film goes out: what was decided before is
    /// written as whoever the person is when it is sent. Nil where that is not known.
    private func decided(
        _ film: FilmRecord, _ records: [StoreRecord], isSent: Bool
    ) async throws -> Timestamp? {
        let sent = records.compactMap(\.sentAt).min()
        if isSent, sent == nil { return nil }
        let said = try await stores.decisions.everyStanding(on: film.id).last { $0.kind == .assign }?.at
        return [said, sent].compactMap(\.self).max()
    }

    /// Whose the archive has the film as: of persons who were one, the one under whose number it was sent. The film is
    /// named as his from now on, so that a decision on it is weighed against what the archive has.
    private func owner(_ film: FilmRecord, _ person: PersonID, isSent: Bool) async throws -> PersonID {
        if film.state == .duplicate, let original = film.facts.duplicateOf {
            let original = try await stores.ledger.film(original)
            return original.person ?? person
        }
        guard isSent, let sent = film.sentIdentity,
            let owner = try await stores.written.person(writtenUnder: sent.identifier),
            try await !stores.persons.isSame(owner, person)
        else { return person }
        try await stores.ledger.name(
            film.id, as: owner, cause: "sent under this person's number", actor: actor, at: .now())
        try await stores.fingerprints.reassign(film.id, to: owner)
        return owner
    }
}
