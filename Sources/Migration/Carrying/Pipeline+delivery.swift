import Archive
import DICOM
import Digitise
import FilmModel
import MigrationQueue
import PatientIndex

extension Pipeline {
    /// Sends to the primary, which decides the film's state, and then to the others, which `verify` proves.
    func deliver(
        _ lease: Lease, _ prepared: Prepared, _ facts: FilmFacts, _ links: [ArchiveLink]
    ) async throws -> Carried {
        var followed: [Int: InstanceForms] = [:]
        var silent: Set<Int> = []
        for (index, link) in links.enumerated() {
            if index > 0, link.isAway {
                silent.insert(index)
                continue
            }
            switch try await whose(lease.film, facts, prepared.expected, link) {
            case .clear: break
            case .objection(let stop): throw stop
            case .unavailable(let message) where index == 0:
                var carried = undelivered(lease, .unavailable(message), facts, link.destination.name)
                carried.finish.isUnsent = lease.film.facts.written == nil
                return carried
            // `verify` asks it again before it brings it the film.
            case .unavailable: silent.insert(index)
            }
            followed[index] = try await asFollowed(
                lease.film, facts, prepared.expected, by: link.destination.name
            ).map { InstanceForms($0) }
        }
        guard try await ledger.announce(lease, facts: facts, at: .now()) else {
            // Held or given to another meanwhile: nothing of this is the film's any more.
            return Carried(Finish(lease, .handBack))
        }
        var stores: [StoreRecord] = []
        let forms = InstanceForms(prepared.dataset)
        for (index, link) in links.enumerated() {
            // A second copy that is away or slow must not hold up the primary: `verify` brings it the film.
            if index > 0, silent.contains(index) || link.isAway || link.lags(behind: links[0]) { continue }
            // A film that came back, from a dead worker or by a person's decision, may be in the archive already.
            let outcome = link.send(
                followed[index] ?? forms, prepared.expected,
                askFirst: lease.rescues > 0 || lease.attempt > 0 || lease.film.facts.sopInstanceUID != nil,
                aliases: aliases(of: facts.decidedPerson ?? facts.match?.person))
            if let record = StoreRecord(outcome, link.destination.name, prepared.expected.sopInstanceUID) {
                stores.append(record)
                continue
            }
            // A second copy that lags is caught up by `verify`.
            guard index == 0 else { continue }
            var carried = undelivered(lease, outcome, facts, link.destination.name)
            // What an earlier attempt may have sent stays announced.
            carried.finish.isUnsent =
                lease.film.facts.written == nil
                && outcome.isUnsent(of: prepared.expected.sopInstanceUID, to: link)
            return carried
        }
        return Carried(
            Finish(lease, .delivered, facts: facts, stores: stores, readAt: workspace.settings.readBackAt()))
    }

    private func undelivered(
        _ lease: Lease, _ outcome: SendOutcome, _ facts: FilmFacts, _ destination: String
    ) -> Carried {
        switch outcome {
        case .unavailable(let message):
            return Carried(
                Finish(lease, .handBack, facts: facts),
                unavailable: Carried.Unavailable(destination: destination, message: message))
        case .misplaced(let words):
            return Carried(Finish(lease, .held(Reason(.identityConflict, words)), facts: facts))
        case .refused(_, let words):
            return Carried(Finish(lease, .held(Reason(.storeRefused, words)), facts: facts))
        case .failed(_, let words):
            return Carried(Finish(lease, again(lease, Reason(.storeFailed, words)), facts: facts))
        case .stored, .found: return Carried(Finish(lease, .delivered, facts: facts))
        }
    }

    /// Proves that every archive has the film: sent where it is missing, read back, compared.
    func verify(_ lease: Lease, _ links: [ArchiveLink]) async throws -> Carried {
        if let expected = Expected(lease.film.facts) {
            return try await prove(lease, expected, FilmFacts(), links)
        }
        // A correction was made: what archives have is the decided person's now, under the UIDs as before.
        guard lease.film.facts.decidedPerson != nil, let uid = lease.film.facts.sopInstanceUID else {
            return Carried(Finish(lease, .held(Reason(.internalFault, "the ledger lacks what was sent"))))
        }
        if let carried = try await reissue(lease, links) { return carried }
        switch try await remake(lease) {
        case .failure(let carried): return carried
        case .success(let prepared, let facts):
            guard prepared.expected.sopInstanceUID == uid else {
                return Carried(
                    Finish(lease, .held(Reason(.internalFault, "the instance has another UID now"))))
            }
            return try await prove(lease, prepared.expected, facts, links)
        }
    }

    /// Reads the film back from every archive and compares it with what is expected; `facts` are kept once it is proved.
    private func prove(
        _ lease: Lease, _ expected: Expected, _ facts: FilmFacts, _ links: [ArchiveLink]
    ) async throws -> Carried {
        let film = lease.film
        var stores: [StoreRecord] = []
        for link in links {
            let original = { [workspace] in OriginalPixels(workspace: workspace).bytes(of: film) }
            let aliases = aliases(of: film.person)
            var answer = link.readBack(expected, aliases: aliases, original: original)
            if answer == .absent {
                switch try await resend(lease, expected, link, others: links.filter { $0 !== link }) {
                case .success(let record):
                    stores.append(record)
                    answer = link.readBack(expected, aliases: aliases, original: original)
                case .failure(let carried): return carried
                }
            }
            switch answer {
            case .equal, .followed:
                stores.append(StoreRecord(answer, link.destination.name, expected.sopInstanceUID))
                try await written.note(answer, of: film, expected, in: link.destination.name)
            case .differs(let what):
                let reason = Reason(.readBackDiffers, "\(link.destination.name): \(what)")
                return Carried(Finish(lease, .held(reason), stores: stores), differing: link.destination.name)
            case .absent:
                let reason = Reason(
                    .readBackDiffers, "\(link.destination.name) answered success but has no such instance")
                return Carried(Finish(lease, .held(reason), stores: stores), differing: link.destination.name)
            case .failed(let status):
                let reason = Reason(
                    .readBackDiffers,
                    "\(link.destination.name): C-GET status 0x" + String(status, radix: 16, uppercase: true))
                return Carried(Finish(lease, again(lease, reason), stores: stores))
            case .unavailable(let message):
                return Carried(
                    Finish(lease, .handBack, stores: stores),
                    unavailable: Carried.Unavailable(destination: link.destination.name, message: message))
            }
        }
        if let objection = try await lastLook(at: film) { return objection.ends(lease, stores) }
        if let carried = try await lastQuestion(lease, expected, links, stores) { return carried }
        return Carried(
            Finish(
                lease, .verified, facts: facts, stores: stores,
                readAt: workspace.settings.readAgainAt(film.id)))
    }

    /// What else the person is or was called, asked only where an archive names the patient otherwise than was sent.
    func aliases(of person: PersonID?) -> () -> PatientAliases? {
        return { [persons] in person.flatMap { try? persons.aliases(of: $0) } }
    }

    private enum Remade {
        case success(Prepared, FilmFacts)
        case failure(Carried)
    }

    /// Makes the instance of a film that archives have again.
    private func remake(_ lease: Lease) async throws -> Remade {
        var facts = lease.film.facts
        do {
            return .success(try await rebuild(lease.film, &facts), facts)
        } catch let stop as Stop {
            return .failure(Carried(Finish(lease, .held(stop.reason ?? Reason(.internalFault)))))
        } catch let error as DigitiseError {
            return .failure(Carried(Finish(lease, .held(error.reason))))
        } catch let error as DICOMError {
            return .failure(Carried(Finish(lease, failure(error, lease))))
        }
    }

    private enum Resent {
        case success(StoreRecord)
        case failure(Carried)
    }

    /// Makes the instance again and sends it to an archive that lacks it. Where an earlier version or other settings
    /// made it otherwise, it is taken from an archive that has it as it was sent.
    private func resend(
        _ lease: Lease, _ expected: Expected, _ link: ArchiveLink, others: [ArchiveLink]
    ) async throws -> Resent {
        // Whatever was decided since it was sent: nothing goes out again that contradicts it.
        if let objection = try await lastLook(at: lease.film) { return .failure(objection.ends(lease, [])) }
        switch try await question(beforeBringing: lease.film, expected, to: link) {
        case .clear: break
        case .objection(let stop):
            var finish = Finish(lease, .held(Self.asSent(stop)))
            finish.alsoHeld = stop.alsoHeld
            return .failure(Carried(finish))
        case .unavailable(let message):
            return .failure(undelivered(lease, .unavailable(message), FilmFacts(), link.destination.name))
        }
        var dataset: Dataset
        switch try await remake(lease) {
        case .success(let made, _) where expected.isMet(by: made.expected): dataset = made.dataset
        case let remade:
            if let fetched = fetch(expected, lease.film, from: others) {
                dataset = fetched
            } else if case .failure(let carried) = remade {
                return .failure(carried)
            } else {
                let reason = Reason(.internalFault, Self.cannotBeRemade)
                return .failure(Carried(Finish(lease, .held(reason))))
            }
        }
        do {
            let facts = lease.film.facts
            if let own = try await asFollowed(lease.film, facts, expected, by: link.destination.name) {
                dataset = own
            }
        } catch let stop as Stop {
            return .failure(Carried(Finish(lease, .held(stop.reason ?? Reason(.internalFault)))))
        }
        let outcome = link.send(dataset, expected, askFirst: false)
        if let record = StoreRecord(outcome, link.destination.name, expected.sopInstanceUID) {
            return .success(record)
        }
        let carried = undelivered(lease, outcome, FilmFacts(), link.destination.name)
        return .failure(carried)
    }

    static let cannotBeRemade =
        "the instance can't be made again as it was sent, and no other archive gives it back as it was"

    /// The instance as an archive has it that gives it back as it was sent; nil where none does.
    private func fetch(_ expected: Expected, _ film: FilmRecord, from links: [ArchiveLink]) -> Dataset? {
        for link in links where !link.isAway {
            if let dataset = link.fetch(expected, aliases: aliases(of: film.person)) {
                return dataset
            }
        }
        return nil
    }
}

extension Pipeline {
    /// The result of bringing a film to an archive that never had it.
    enum Brought {
        case sent(StoreRecord)
        case unavailable(String)
        case failed(String)
    }

    /// Brings a film that is proved elsewhere to an archive that was registered since: made again, or, where it can't
    /// be made as it was sent, taken from one of the `others`.
    func bring(
        _ film: FilmRecord, _ expected: Expected, _ link: ArchiveLink, others: [ArchiveLink]
    ) async throws -> Brought {
        let dataset: Dataset
        switch try await again(film, expected, for: link) {
        case .success(let made): dataset = made
        case .failure(let words):
            guard words.isOfMaking, let fetched = fetch(expected, film, from: others) else {
                return .failed(words.text)
            }
            dataset = fetched
        }
        let outcome = link.send(
            dataset, expected, askFirst: true, aliases: aliases(of: film.person))
        if let record = StoreRecord(outcome, link.destination.name, expected.sopInstanceUID) {
            return .sent(record)
        }
        switch outcome {
        case .unavailable(let message): return .unavailable(message)
        case .misplaced(let words), .refused(_, let words), .failed(_, let words): return .failed(words)
        case .stored, .found: return .failed(ReasonCode.internalFault.rawValue)
        }
    }

    /// Why an instance could not be made again.
    private struct Hindrance: Error {
        let text: String
        /// Whether what another archive gives back may be taken in its stead.
        var isOfMaking = true
    }

    private func again(
        _ film: FilmRecord, _ expected: Expected, for link: ArchiveLink
    ) async throws -> Result<Dataset, Hindrance> {
        var facts = film.facts
        do {
            if let own = try await asFollowed(film, facts, expected, by: link.destination.name) {
                return .success(own)
            }
        } catch let stop as Stop {
            let words = stop.reason?.message ?? ReasonCode.internalFault.rawValue
            return .failure(Hindrance(text: words, isOfMaking: false))
        }
        do {
            let prepared = try await rebuild(film, &facts)
            guard expected.isMet(by: prepared.expected) else {
                return .failure(Hindrance(text: Self.cannotBeRemade))
            }
            return .success(prepared.dataset)
        } catch let stop as Stop {
            return .failure(Hindrance(text: stop.reason?.message ?? ReasonCode.internalFault.rawValue))
        } catch let error as DigitiseError {
            return .failure(Hindrance(text: error.reason.message))
        } catch let error as DICOMError {
            return .failure(Hindrance(text: error.message))
        }
    }
}

extension SendOutcome {
    /// Whether the archive certainly has nothing of an instance: it refused it, or never got it.
    fileprivate func isUnsent(of instance: String, to link: ArchiveLink) -> Bool {
        switch self {
        case .refused: true
        case .unavailable: !link.destination.health.isUnclear(instance)
        case .misplaced, .failed, .stored, .found: false
        }
    }
}

extension StoreRecord {
    /// The record of a sending that the archive took; nil for any other outcome.
    init?(_ outcome: SendOutcome, _ destination: String, _ sopInstanceUID: String) {
        switch outcome {
        case .stored(let status, _):
            self.init(
                destination: destination, sopInstanceUID: sopInstanceUID, sentAt: .now(), dimseStatus: status,
                method: "store")
        case .found: self.init(destination: destination, sopInstanceUID: sopInstanceUID, method: "found")
        default: return nil
        }
    }

    /// The record of a read-back in which the archive had what was sent.
    init(_ answer: ReadBack, _ destination: String, _ sopInstanceUID: String) {
        self.init(
            destination: destination, sopInstanceUID: sopInstanceUID, verifiedAt: .now(), method: "read-back")
        if case .followed(let tags, _) = answer {
            let names = tags.map(\.description).joined(separator: ", ")
            note = "\(destination) names the patient otherwise in \(names), as the person is or was called"
        }
    }
}

extension Expected {
    /// What was sent, as the ledger keeps it; nil where it keeps less than that.
    init?(_ facts: FilmFacts) {
        guard let study = facts.studyInstanceUID, let series = facts.seriesInstanceUID,
            let instance = facts.sopInstanceUID, let digest = facts.pixelDigest, let identity = facts.identity
        else { return nil }
        self.init(
            studyInstanceUID: study, seriesInstanceUID: series, sopInstanceUID: instance, pixelDigest: digest,
            identity: identity)
        others = facts.written?.identity.others.map(\.id)
    }
}
