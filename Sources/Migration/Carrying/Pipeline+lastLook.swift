import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

/// The last question before a film counts as verified, or is sent again: nothing that archives have contradicts it. On its
/// way a film is compared with what was known then; what was decided or undone since, in whatever order, shows here.
extension Pipeline {
    /// What speaks against a film.
    struct Objection {
        let stop: Stop
        /// The film that it is about.
        let rival: FilmID

        /// What becomes of the film.
        func ends(_ lease: Lease, _ stores: [StoreRecord]) -> Carried {
            var found = FilmFacts()
            found.rival = rival
            var finish = Finish(lease, stop.outcome, facts: found, stores: stores)
            finish.alsoHeld = stop.alsoHeld
            return Carried(finish)
        }
    }

    /// Nil where nothing speaks against the film.
    func lastLook(at film: FilmRecord) async throws -> Objection? {
        guard let owner = film.person, let person = try await persons.person(owner) else { return nil }
        let same = try await persons.same(as: owner)
        var others: [FilmRecord] = []
        var second: FilmRecord?
        for twin in try await gate.twins(of: film.id) {
            var other = try await ledger.film(twin.film)
            if other.state == .duplicate, let original = other.facts.duplicateOf {
                other = try await ledger.film(try await ledger.original(of: original))
            }
            guard other.id != film.id, try await isArchived(other),
                let theirs = other.facts.correction ?? other.person
            else { continue }
            if !same.contains(theirs) {
                others.append(other)
            } else if !twin.isApart, other.state == .verified {
                second = second ?? other
            }
        }
        if let first = others.first {
            return Objection(
                stop: try await conflict(film, person, with: others.map(\.id)), rival: first.id)
        }
        if let second {
            let words = "has the very same picture and is verified: one film is not verified twice"
            return Objection(
                stop: Stop(Reason(.duplicateSuspected, "film \(second.reference) \(words)")), rival: second.id
            )
        }
        if let study = film.facts.studyInstanceUID,
            let stranger = try await stranger(in: study, to: film, same)
        {
            return Objection(stop: Stop(Self.stranger(stranger)), rival: stranger.id)
        }
        return nil
    }

    /// Whether archives have a film that nobody has rejected.
    private func isArchived(_ film: FilmRecord) async throws -> Bool {
        switch film.state {
        case .verified, .delivered: true
        case .held: try await !ledger.stores(of: film.id).isEmpty
        case .queued, .inFlight, .duplicate, .rejected: false
        }
    }

    /// A film of the study that archives have as another person's.
    private func stranger(
        in study: String, to film: FilmRecord, _ same: Set<PersonID>
    ) async throws -> FilmRecord? {
        for id in try await gate.films(of: study, besides: film.id) {
            let other = try await ledger.film(id)
            guard other.facts.studyInstanceUID == study, try await isArchived(other),
                let theirs = other.facts.correction ?? other.person, !same.contains(theirs)
            else { continue }
            return other
        }
        return nil
    }
}
