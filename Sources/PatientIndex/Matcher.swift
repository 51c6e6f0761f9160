package import FilmModel

/// Decides which person a film belongs to, against the index in the database.
package struct Matcher: Sendable {
    private let store: any PersonStore
    package let decider: Decider

    /// `routes`: national services whose numbers are accepted without a person's decision.
    package init(_ store: any PersonStore, routes: Set<NationalNumber.Kind> = [.nhs]) {
        self.store = store
        decider = Decider(routes: routes)
    }

    /// Decides for a label read in a Trust, on a film of the given examination date.
    package func decide(_ label: Label, trust: TrustID, examDate: PartialDate?) async throws -> Match {
        let record = RawRecord(label, trust: trust, examDate: examDate)
        return Match(try await store.decide(record, decider))
    }
}

extension Match {
    /// What the ledger keeps of a decision.
    init(_ decision: LabelDecision) {
        self.init(
            decision: decision.decision, person: decision.decision == .none ? nil : decision.best?.id,
            probability: decision.probability, weight: decision.best?.weight, reasons: decision.reasons,
            candidates: decision.decision == .none ? [] : decision.candidates.map(\.id), hold: decision.hold)
    }
}
