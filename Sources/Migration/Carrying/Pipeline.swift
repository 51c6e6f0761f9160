import Archive
import DICOM
import Digitise
import Duplicates
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex

/// The way of a film, and the only place that joins its stages: scan, pixels, digests, person, duplicate,
/// instance, archive. A film's fault ends in its reason; an archive's fault leaves the film where it was.
///
/// Runs on the thread of the lane that calls it: it blocks.
package struct Pipeline: Sendable {
    let workspace: Workspace
    let ledger: any Ledger
    let persons: any PersonStore
    let written: any WrittenPatientStore
    let decisions: any DecisionStore
    let matcher: Matcher
    let gate: DuplicateGate
    /// The primary first.
    let destinations: [Destination]
    /// Names of the Trusts, for Institution Name.
    let institutions: [TrustID: String]
    /// When the run began.
    let begun = Timestamp.now()
    /// What archives have said of examinations.
    let asked = AskedStudies()

    /// From the scan to the primary archive, and on to the second copy while the instance is in memory.
    func migrate(_ lease: Lease, _ links: [ArchiveLink]) async throws -> Carried {
        var facts = lease.film.facts
        do {
            let prepared = try await prepare(lease.film, &facts, links)
            return try await deliver(lease, prepared, facts, links)
        } catch let stop as Stop {
            facts.written = lease.film.facts.written
            var finish = Finish(lease, stop.outcome, facts: facts)
            finish.alsoHeld = stop.alsoHeld
            return Carried(finish)
        } catch let error as DigitiseError {
            return Carried(Finish(lease, Stop(error.reason).outcome, facts: facts))
        } catch let error as DICOMError {
            facts.written = lease.film.facts.written
            return Carried(Finish(lease, failure(error, lease), facts: facts))
        }
    }

    /// Everything before the first byte goes out: the film's instance, or a `Stop`.
    private func prepare(
        _ film: FilmRecord, _ facts: inout FilmFacts, _ links: [ArchiveLink]
    ) async throws -> Prepared {
        let scan = try digitise(film)
        facts.remarks = scan.report.remarks
        try await judge(scan.report, film)
        facts.pictureDigest = scan.findings.pictureDigest
        facts.pixelDigest = scan.findings.pixelDigest
        if let (person, written) = try await announced(film) {
            _ = try await refuseKnown(film, person, scan, &facts)
            facts.written = written
            return try build(film, FilmOrigin(film, institution: nil), scan, &facts)
        }
        let person = try await person(of: film, &facts)
        var origin = try await refuseKnown(film, person, scan, &facts)
        var identity = try await claimIdentity(of: person, for: film, in: origin.studyInstanceUID, links)
        if identity == nil {
            origin.isApart = true
            identity = try await claimIdentity(of: person, for: film, in: origin.studyInstanceUID, links)
            try await gate.move(film.id, to: origin.studyInstanceUID)
        }
        guard let identity else { throw Stop(Reason(.identityConflict)) }
        facts.written = WrittenPatient(identity, institution: institutions[film.trust])
        return try build(film, origin, scan, &facts)
    }

    /// Of whom the instance of a film was made that an archive may have, though nobody heard its answer: unless a
    /// reviewer has named somebody else since, it is made again of that, whatever the index says now.
    private func announced(_ film: FilmRecord) async throws -> (Person, WrittenPatient)? {
        guard let written = film.facts.written, let id = film.facts.match?.person,
            let person = try await persons.person(id)
        else { return nil }
        if let decided = film.facts.decidedPerson, try await !persons.isSame(decided, id) { return nil }
        return (person, written)
    }

    /// The instance of a film that is in the archive already: of what was written then, not judged again.
    func rebuild(_ film: FilmRecord, _ facts: inout FilmFacts) async throws -> Prepared {
        let scan = try digitise(film)
        facts.written = try await subject(of: film)
        if film.facts.identity == nil, let person = film.facts.decidedPerson {
            facts.match = Match(decision: .match, person: person, reasons: ["an operator decided"])
        }
        return try build(film, FilmOrigin(film, institution: nil), scan, &facts)
    }

    func digitise(_ film: FilmRecord) throws -> Scan {
        guard let bytes = try film.scan(in: workspace) else { throw Stop(Reason(.scanChanged)) }
        let limits = ScanLimits(decodedBytes: workspace.settings.decodedMegabytes << 20)
        return try Scan.read(
            bytes, page: film.description.page, declaredBits: film.description.bitsStored,
            declaredSpacing: film.description.pixelSpacing, limits: limits,
            thresholds: workspace.settings.checks)
    }

    /// Ends the film's way where a remark on its scan asks for that. What an operator has released once is
    /// not held again.
    private func judge(_ report: ScanReport, _ film: FilmRecord) async throws {
        let checks = workspace.settings.checks
        for remark in report.remarks { RunMetrics.record(remark.code) }
        if let remark = report.remarks.first(where: { checks.rejections.contains($0.code) }) {
            throw Stop(.rejected(remark))
        }
        guard let remark = report.remarks.first(where: { checks.holds.contains($0.code) }) else { return }
        let wasReleased = try await ledger.history(of: film.id).contains {
            $0.event == FilmEvent.release.rawValue
        }
        guard wasReleased else { throw Stop(.held(remark)) }
    }

    func build(
        _ film: FilmRecord, _ origin: FilmOrigin, _ scan: consuming Scan, _ facts: inout FilmFacts
    ) throws -> Prepared {
        guard let written = facts.written else { throw Stop(Reason(.internalFault)) }
        var origin = origin
        origin.institution = written.institution
        let builder = InstanceBuilder(
            origin, patient: written.identity,
            delivered: PatientIdentity(film.description.label, trust: film.trust), matchedAt: facts.matchedAt)
        let instance = try builder.build(scan)
        facts.sopInstanceUID = instance.sopInstanceUID
        facts.seriesInstanceUID = instance.seriesInstanceUID
        facts.studyInstanceUID = instance.studyInstanceUID
        facts.identity = instance.identity
        var expected = Expected(
            studyInstanceUID: instance.studyInstanceUID, seriesInstanceUID: instance.seriesInstanceUID,
            sopInstanceUID: instance.sopInstanceUID, pixelDigest: instance.pixelDigest,
            identity: instance.identity)
        expected.others = written.identity.others.map(\.id)
        expected.hidden = film.description.label.values
        return Prepared(dataset: instance.dataset, expected: expected)
    }

    /// Whom the film belongs to: an operator's decision stands, else the matcher's on the index as it is now.
    private func person(of film: FilmRecord, _ facts: inout FilmFacts) async throws -> Person {
        if let decided = film.facts.decidedPerson {
            guard let person = try await persons.person(decided) else {
                throw Stop(Reason(.patientNotFound, "the person decided on is no longer in the index"))
            }
            facts.match = Match(
                decision: .match, person: decided, reasons: ["an operator decided"],
                candidates: film.facts.match?.candidates ?? [])
            return person
        }
        let match = try await matcher.decide(
            film.description.label, trust: film.trust, examDate: film.description.examDate)
        facts.match = match
        facts.matchedAt = film.facts.matchedAt ?? film.takenInAt
        let ruledOut = try await ruledOut(film, match)
        guard !ruledOut else {
            facts.match?.decision = .review
            throw Stop(
                Reason(.notInIndex, "the index still has nobody but whom a reviewer has ruled out"))
        }
        guard match.decision == .match, let id = match.person, let person = try await persons.person(id)
        else {
            throw Stop(Reason(match.hold ?? .patientNotFound, match.reasons.last))
        }
        return person
    }

    /// Whether a reviewer was shown everybody who comes into question, and has said that the film is nobody's of them:
    /// then it does not become theirs by a program's word.
    private func ruledOut(_ film: FilmRecord, _ match: Match) async throws -> Bool {
        guard let earlier = try await decisions.standing(on: film.id), earlier.kind == .none else {
            return false
        }
        let found = match.decision == .match ? [match.person].compactMap(\.self) : match.candidates
        for id in found {
            let same = try await persons.same(as: id)
            if !earlier.candidates.contains(where: same.contains) { return false }
        }
        return true
    }

    /// What an error of the DICOM library means for the film it met.
    func failure(_ error: DICOMError, _ lease: Lease) -> Finish.Outcome {
        switch error.code {
        case .attributeRefused: .held(Reason(.attributeInvalid, error.message))
        default: again(lease, Reason(.internalFault, error.message))
        }
    }

    /// Another attempt, charged to the film, until there have been too many: then a person looks.
    func again(_ lease: Lease, _ reason: Reason) -> Finish.Outcome {
        let policy = RetryPolicy(attempts: workspace.settings.attempts)
        return policy.delay(after: lease.attempt).map { .retry(after: $0, reason, charged: true) }
            ?? .held(reason)
    }
}
