package import FilmModel
import Foundation

/// Decides for one label: rule A, rule B, vetoes.
package struct Decider: Sendable {
    package var model: MatchModel
    package var thresholds: Thresholds
    /// National services whose numbers are accepted without a person's decision.
    package var routes: Set<NationalNumber.Kind>
    private let weights: Weights

    /// The most candidates that a decision keeps.
    package static let candidateLimit = 10
    /// A smaller extract is still one of a population: the prior never says less than this.
    private static let leastPopulation = 100_000.0
    /// The share of films whose person is in the index.
    private static let present = 0.95

    package init(
        model: MatchModel = .shipped, thresholds: Thresholds = .shipped,
        routes: Set<NationalNumber.Kind> = [.nhs]
    ) {
        self.model = model
        self.thresholds = thresholds
        self.routes = routes
        weights = Weights(model)
    }

    /// Decides for one label against an index in memory.
    package func decide(_ record: RawRecord, in table: PersonTable) throws -> LabelDecision {
        try decide(record, in: PersonTableReader(table))
    }

    func decide(_ record: RawRecord, in source: some CandidateSource) throws -> LabelDecision {
        let (comparer, scorer, best) = try search(record, in: source)
        return try judge(best, comparer, scorer, source)
    }

    /// The persons that come nearest, the best first, one more than a decision keeps.
    func search(
        _ record: RawRecord, in source: some CandidateSource
    ) throws -> (comparer: Comparer, scorer: Scorer, best: [Scored]) {
        let comparer = Comparer(record)
        let total = try source.personCount
        let prior = log2(Self.present / max(Double(total), Self.leastPopulation))
        let scorer = Scorer(
            weights: weights, prior: Float(prior),
            frequencies: try Frequencies.of(comparer, total: total, model: model, count: source.count))
        var ranking = Ranking()
        var keys: [UInt64] = []
        BlockingKeys.numbers(comparer.label, comparer.text.span) { keys.append($0) }
        if !keys.isEmpty { try source.rank(keys, comparer, scorer, into: &ranking) }
        // Where a valid national number, the birth date and the names are equal, nobody else can come near. A given
        // name that is only like it may be a twin's.
        let isSettled = ranking.scored.contains {
            isNumberRule($0.levels, comparer) && $0.levels.birth == .exact && $0.levels.familyAgrees
                && $0.levels.given == .exact
        }
        if !isSettled {
            keys = []
            ranking = Ranking()
            BlockingKeys.sought(comparer.label, comparer.text.span) { keys.append($0) }
            try source.rank(keys, comparer, scorer, into: &ranking)
        }
        let best = try ranking.best(Self.candidateLimit + 1) { try source.id($0) }
        return (comparer, scorer, best)
    }

    private func judge(
        _ best: [Scored], _ comparer: Comparer, _ scorer: Scorer, _ source: some CandidateSource
    ) throws -> LabelDecision {
        let isForeign = comparer.label.nationalKind.kind.map { !routes.contains($0) } ?? false
        let floor = thresholds.review
        let near = best.filter {
            $0.weight >= floor || $0.levels.national == .exact || $0.levels.local == .exact
        }
        let shown = near.isEmpty ? Array(best.prefix(1)) : near
        var decision = LabelDecision(
            decision: .none, rule: nil,
            candidates: try shown.prefix(Self.candidateLimit).map {
                try candidate($0, comparer, scorer, source)
            }, vetoes: [], hold: .patientNotFound,
            prior: Double(scorer.prior), model: model.name)
        guard let top = near.first else {
            if isForeign { decision.hold = .borderReferral }
            return decision
        }
        decision.decision = .review
        let isNumber = isNumberRule(top.levels, comparer)
        if isNumber {
            decision.rule = .number
        } else if top.weight >= thresholds.match {
            decision.rule = .weight
        }
        let vetoes = try vetoes(top, best, comparer, source, isNumber: isNumber)
        guard decision.rule != nil else {
            let hit = top.levels.national == .exact || top.levels.local == .exact
            decision.vetoes = vetoes.filter {
                $0 != .givenName && $0 != .birthDate && $0 != .familyName || hit
            }
            decision.hold = isForeign ? .borderReferral : decision.vetoes.first?.hold ?? .patientAmbiguous
            return decision
        }
        decision.vetoes = vetoes
        decision.hold = vetoes.first?.hold
        if vetoes.isEmpty { decision.decision = .match }
        return decision
    }

    /// Rule A: a valid national number that is equal, with the birth date; where that agrees in part only,
    /// name or postcode district too.
    private func isNumberRule(_ levels: Levels, _ comparer: Comparer) -> Bool {
        guard levels.national == .exact, comparer.label.nationalKind.kind != nil else { return false }
        if levels.birth == .exact { return true }
        guard levels.birthAgreesInPart, !comparer.label.birth.isNewYear else { return false }
        return (levels.familyAgrees && !levels.givenDiffers)
            || [.exact, .edit, .sector, .district].contains(levels.postcode)
    }

    private func candidate(
        _ scored: Scored, _ comparer: Comparer, _ scorer: Scorer, _ source: some CandidateSource
    ) throws -> LabelDecision.Candidate {
        let fields = Field.allCases.filter { scored.levels[$0] != .missing }.map { field in
            LabelDecision.FieldEvidence(
                field: field.name, level: scored.levels[field].name,
                weight: Double(scorer.weight(field, scored.levels, comparer.label)), key: field)
        }
        return LabelDecision.Candidate(
            id: PersonID(try source.id(scored.row)), weight: Double(scored.weight), levels: scored.levels,
            fields: fields, place: Double(scorer.place(scored.levels)))
    }
}
