package import FilmModel
import Foundation

/// Decides which person a film belongs to. At this depth it decides alone only where a national number and
/// the birth date agree, or the Trust's own number, the surname and the birth date; everything else waits
/// for a person, with candidates.
package struct Matcher: Sendable {
    /// Share of false links that deterministic hospital linkage has in published studies: 0.2 %.
    static let falseLinkRate = 0.002

    private let store: PersonStore
    /// National numbers that are accepted without a person's decision; others are routed by hand.
    private let routes: Set<NationalNumber.Kind>

    package init(_ store: PersonStore, routes: Set<NationalNumber.Kind> = [.nhs]) {
        self.store = store
        self.routes = routes
    }

    /// Decides for a label read in a Trust, on a film of the given examination date.
    package func decide(_ label: Label, trust: TrustID, examDate: PartialDate?) async throws -> Match {
        let birthDate = LabelDate.read(label.birthDate)
        let number = label.nhsNumber.flatMap { NationalNumber($0) }
        let byNumber = try await number.asyncMap { try await store.persons(nationalNumber: $0.digits) } ?? []
        let byLocal =
            try await label.hospitalNumber?.nonEmpty.asyncMap {
                try await store.persons(localID: $0, issuer: trust)
            } ?? []
        var bySurname: [Person] = []
        if let surname = NameKey.of(label.familyName), let birthDate, birthDate.isComplete {
            bySurname = try await store.persons(surname: surname, birthDate: birthDate)
        }
        let evidence = Evidence(
            label: label, birthDate: birthDate, number: number, examDate: examDate, byNumber: byNumber,
            byLocal: byLocal, bySurname: bySurname)
        return decide(evidence)
    }

    private func decide(_ evidence: Evidence) -> Match {
        let number = evidence.number
        let numberHits = evidence.byNumber.filter {
            $0.birthDate != nil && $0.birthDate == evidence.birthDate
        }
        let localHits = evidence.byLocal.filter { evidence.agrees(with: $0) }
        guard let person = numberHits.first ?? localHits.first else { return undecided(evidence) }
        let rule =
            numberHits.isEmpty
            ? "local number, surname and birth date agree" : "national number and birth date agree"
        if Set((numberHits + localHits).map(\.id)).count > 1 {
            return evidence.hold(.patientAmbiguous, [rule, "more than one person does"])
        }
        if let veto = evidence.veto(against: person) {
            return evidence.hold(veto.code, [rule, veto.reason], person)
        }
        if let number, !routes.contains(number.kind) {
            return evidence.hold(.borderReferral, [rule, "the number is of \(number.kind.rawValue)"], person)
        }
        let rate = Self.falseLinkRate
        return Match(
            decision: .match, person: person.id, probability: 1 - rate, weight: log2((1 - rate) / rate),
            reasons: [rule], candidates: [person.id])
    }

    private func undecided(_ evidence: Evidence) -> Match {
        if !evidence.byNumber.isEmpty {
            return evidence.hold(.birthDateConflict, ["the national number is known with another birth date"])
        }
        if !evidence.byLocal.isEmpty {
            return evidence.hold(
                .birthDateConflict, ["the local number is known with another surname or birth date"])
        }
        if let number = evidence.number, !routes.contains(number.kind) {
            return evidence.hold(.borderReferral, ["the number is of \(number.kind.rawValue)"])
        }
        if evidence.bySurname.count > 1 {
            return evidence.hold(
                .patientAmbiguous, ["surname and birth date fit \(evidence.bySurname.count) persons"])
        }
        if evidence.bySurname.count == 1 {
            return evidence.hold(
                .patientAmbiguous, ["surname and birth date fit one person, but no number confirms it"])
        }
        return evidence.hold(.patientNotFound, ["no number, and no surname with birth date, is known"])
    }
}

extension Optional where Wrapped: Sendable {
    /// `map` with an asynchronous closure.
    func asyncMap<T>(_ transform: (Wrapped) async throws -> T) async rethrows -> T? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
